/* source.cc: a posting source over sorted lists of docids, one a database. */
#include "store/source.h"

#include <algorithm>

namespace {

const Xapian::valueno unused_slot = Xapian::BAD_VALUENO - 1;

/* The first entry that is not below `docid`, looked for in growing steps: it is usually near. */
const Xapian::docid *advance(const Xapian::docid *at, const Xapian::docid *end, Xapian::docid docid)
{
    size_t step = 1;
    while (step < size_t(end - at) && at[step] < docid) {
        at += step;
        step *= 2;
    }
    return std::lower_bound(at, std::min(end, at + step + 1), docid);
}

} // namespace

const void *docid_list_key(const Xapian::Database &database)
{
    return database.internal.empty() ? nullptr : database.internal[0].get();
}

std::string source_name_remote()
{
    return "Xapian::ValueWeightPostingSource";
}

std::string source_serialised_remote()
{
    return Xapian::ValueWeightPostingSource(unused_slot).serialise();
}

docid_source::docid_source(std::shared_ptr<const docid_lists> lists, double weight)
    : lists_(std::move(lists)), weight_(weight)
{
}

Xapian::doccount docid_source::get_termfreq_min() const
{
    return Xapian::doccount(end_ - begin_);
}

Xapian::doccount docid_source::get_termfreq_est() const
{
    return get_termfreq_min();
}

Xapian::doccount docid_source::get_termfreq_max() const
{
    return get_termfreq_min();
}

double docid_source::get_weight() const
{
    return weight_;
}

Xapian::docid docid_source::get_docid() const
{
    return *at_;
}

void docid_source::next(double)
{
    at_ = at_ ? at_ + 1 : begin_;
}

void docid_source::skip_to(Xapian::docid docid, double)
{
    if (!at_)
        at_ = begin_;
    at_ = advance(at_, end_, docid);
}

bool docid_source::at_end() const
{
    return at_ == end_;
}

docid_source *docid_source::clone() const
{
    return new docid_source(lists_, weight_);
}

std::string docid_source::name() const
{
    return source_name_remote();
}

std::string docid_source::serialise() const
{
    return source_serialised_remote();
}

void docid_source::init(const Xapian::Database &database)
{
    static const Xapian::docid none = 0;
    begin_ = end_ = &none;
    at_ = nullptr;
    const void *key = docid_list_key(database);
    for (const docid_list &list : *lists_)
        if (list.database == key && !list.docids.empty()) {
            begin_ = list.docids.data();
            end_ = begin_ + list.docids.size();
        }
    set_maxweight(begin_ == end_ ? 0 : weight_);
}
