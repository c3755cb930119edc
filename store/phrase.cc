/* phrase.cc: finds the passages whose words stand as a phrase wants them. */
#include "store/phrase.h"

#include <algorithm>

namespace {

/* The postings of one place's alternatives. */
class place_postings {
  public:
    place_postings(const Xapian::Database &database, const std::vector<std::string> &terms)
    {
        for (const std::string &term : terms) {
            alternatives_.push_back({database.postlist_begin(term), order_hash(term.data(), term.size())});
            frequency += database.get_termfreq(term);
        }
    }

    uint64_t frequency = 0;

    /* The first passage from `docid` on that has an alternative; 0: none. */
    Xapian::docid seek(Xapian::docid docid)
    {
        Xapian::docid first = 0;
        for (alternative &alternative : alternatives_) {
            Xapian::PostingIterator &at = alternative.at;
            if (at != Xapian::PostingIterator() && *at < docid)
                at.skip_to(docid);
            if (at != Xapian::PostingIterator() && (!first || *at < first))
                first = *at;
        }
        return first;
    }

    /* Wants the alternatives that passage `docid` has. */
    void want(Xapian::docid docid, std::vector<uint32_t> &positions, std::vector<order_wanted> &wanted) const
    {
        for (const alternative &alternative : alternatives_)
            if (alternative.at != Xapian::PostingIterator() && *alternative.at == docid)
                wanted.push_back({alternative.hash, &positions});
    }

  private:
    struct alternative {
        Xapian::PostingIterator at;
        uint64_t hash;
    };
    std::vector<alternative> alternatives_;
};

class search {
  public:
    search(const Xapian::Database &database, const phrase &asked)
        : asked_(asked), orders_(database.valuestream_begin(order_slot)), positions_(asked.places.size())
    {
        for (const std::vector<std::string> &terms : asked.places)
            places_.emplace_back(database, terms);
        for (size_t i = 0; i < places_.size(); i++)
            rarest_first_.push_back(i);
        std::sort(rarest_first_.begin(), rarest_first_.end(), [&](size_t a, size_t b) {
            return places_[a].frequency < places_[b].frequency;
        });
    }

    void run(std::vector<Xapian::docid> &out)
    {
        for (Xapian::docid docid = candidate(1); docid; docid = candidate(docid + 1))
            if (holds(docid))
                out.push_back(docid);
    }

  private:
    const phrase &asked_;
    Xapian::ValueIterator orders_;
    std::vector<place_postings> places_;
    std::vector<size_t> rarest_first_;
    order_reader order_;
    std::vector<order_wanted> wanted_;
    std::vector<std::vector<uint32_t>> positions_;

    /* The first passage from `docid` on that has every place; 0: none. */
    Xapian::docid candidate(Xapian::docid docid)
    {
        for (size_t i = 0; i < rarest_first_.size();) {
            Xapian::docid next = places_[rarest_first_[i]].seek(docid);
            if (!next)
                return 0;
            i = next == docid ? i + 1 : 0;
            docid = next;
        }
        return docid;
    }

    bool holds(Xapian::docid docid)
    {
        if (orders_ != Xapian::ValueIterator() && orders_.get_docid() < docid)
            orders_.skip_to(docid);
        if (orders_ == Xapian::ValueIterator() || orders_.get_docid() != docid)
            return false;
        wanted_.clear();
        for (size_t i = 0; i < places_.size(); i++) {
            positions_[i].clear();
            places_[i].want(docid, positions_[i], wanted_);
        }
        size_t ends = 0;
        bool found = false;
        order_.find(*orders_, wanted_, [&] { /* in order it is complete with its last word, or not yet */
            if (!asked_.ordered || positions_.back().size() == ends)
                return false;
            ends = positions_.back().size();
            return found = order_holds(positions_, asked_.window, true);
        });
        return found || (!asked_.ordered && order_holds(positions_, asked_.window, false));
    }
};

bool is_known(const docid_lists &found, const void *database)
{
    return std::any_of(found.begin(), found.end(),
                       [&](const docid_list &list) { return list.database == database; });
}

} // namespace

phrase_source::phrase_source(std::shared_ptr<phrase> asked)
    : docid_source(std::shared_ptr<const docid_lists>(asked, &asked->found), 0), asked_(asked)
{
}

phrase_source *phrase_source::clone() const
{
    return new phrase_source(asked_);
}

void phrase_source::init(const Xapian::Database &database)
{
    const void *key = docid_list_key(database);
    if (!is_known(asked_->found, key)) {
        docid_list list = {key, {}};
        if (!asked_->beside_remote || !database.has_positions())
            search(database, *asked_).run(list.docids);
        asked_->found.push_back(std::move(list));
    }
    docid_source::init(database);
}
