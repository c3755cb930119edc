/* match.cc: runs a query over all parts of a store and keeps one page of what it found. */
#include "store/guard.h"
#include "store/query.h"
#include "store/reader.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace {

/* Whether a passage has the same key as the one before it. */
struct key_watch {
    Xapian::valueno slot;
    std::string last;
    bool same = false;

    void look(const Xapian::Document &passage)
    {
        std::string key = passage.get_value(slot);
        same = !key.empty() && key == last;
        if (!same)
            last = std::move(key);
    }
};

/* Counts the values of a slot. Looking for a value that is not there is a search in the tree, five times as long as
 * reading on: a facet that hangs on the key is looked for once a key. What remote parts count arrives in the base class,
 * which travels. */
class facet_spy : public Xapian::ValueCountMatchSpy {
public:
    facet_spy(Xapian::valueno slot_, key_watch &watch_, bool keyed_)
        : ValueCountMatchSpy(slot_), slot(slot_), watch(watch_), keyed(keyed_)
    {
    }

    void operator()(const Xapian::Document &passage, double) override
    {
        if (first)
            watch.look(passage);
        if (!keyed || !watch.same)
            find(passage.get_value(slot));
        if (last)
            last->second++;
    }

    void take_remote()
    {
        for (Xapian::TermIterator value = values_begin(); value != values_end(); ++value)
            counts[*value] += value.get_termfreq();
    }

    bool first = false; /* it looks at the key for all facets */
    std::unordered_map<std::string, uint32_t> counts;

private:
    void find(std::string value)
    {
        if (value.empty())
            last = nullptr;
        else if (!last || value != last->first)
            last = &*counts.emplace(std::move(value), 0).first;
    }

    Xapian::valueno slot;
    key_watch &watch;
    bool keyed;
    std::pair<const std::string, uint32_t> *last = nullptr; /* in counts, which never moves its elements */
};

} // namespace

struct store_matches {
    std::vector<store_hit> hits;
    uint64_t estimate = 0;
    key_watch watch;
    std::vector<std::unique_ptr<facet_spy>> facets;
    std::string name;
};

namespace {

using options = struct store_match_options;
using weight_pointer = std::unique_ptr<Xapian::Weight>;

weight_pointer bm25(const options &from)
{
    if (!(from.k1 > 0))
        return std::make_unique<Xapian::BM25Weight>(1.2, 0, 1, .75, .5);
    return std::make_unique<Xapian::BM25Weight>(from.k1, 0, 1, from.b, from.min_length);
}

weight_pointer bm25_plus(const options &from)
{
    if (!(from.k1 > 0))
        return std::make_unique<Xapian::BM25PlusWeight>(1.2, 0, 1, .75, .5, 1);
    return std::make_unique<Xapian::BM25PlusWeight>(from.k1, 0, 1, from.b, from.min_length, 1);
}

/* Xapian 1.4.22 applies OP_SCALE_WEIGHT twice to the most that InL2 can give: what is scaled down is then thought to be worth
 * less than it is, and left out of the best. The weights themselves are right, and servers are told the usual name. */
class inl2_weight : public Xapian::InL2Weight {
  public:
    double get_maxpart() const override
    {
        return get_sumpart(get_wdf_upper_bound(), std::max<Xapian::termcount>(get_doclength_lower_bound(), 1), 0);
    }

  private:
    inl2_weight *clone() const override { return new inl2_weight; }
};

template <class Scheme> weight_pointer plain(const options &)
{
    return std::make_unique<Scheme>();
}

/* In the order of enum store_weighting. */
weight_pointer (*const weightings[])(const options &) = {
    bm25,
    bm25_plus,
    plain<Xapian::PL2Weight>,
    plain<inl2_weight>,
    plain<Xapian::DPHWeight>,
    plain<Xapian::DLHWeight>,
    plain<Xapian::BoolWeight>,
};

/* Leaves the dead out. The list of the dead is looked into only near what already matches, and a
 * part where nothing is dead drops it after the first look. */
Xapian::Query living_only(const store &from, const Xapian::Query &query)
{
    if (!from.dead || query.empty())
        return query;
    Xapian::Query dead((new docid_source(from.dead, 0))->release());
    return Xapian::Query(Xapian::Query::OP_AND_NOT, query, dead);
}

Xapian::Enquire enquire_for(const store &from, const Xapian::Query &query, const options &wanted)
{
    Xapian::Enquire enquire(from.all);
    enquire.set_query(query);
    enquire.set_weighting_scheme(*weightings[wanted.weighting](wanted));
    return enquire;
}

Xapian::doccount clamp(size_t number, Xapian::doccount most)
{
    return Xapian::doccount(std::min<size_t>(number, most));
}

void add_facets(store_matches &to, Xapian::Enquire &enquire, const options &wanted)
{
    to.watch.slot = wanted.facet_key_slot;
    for (size_t i = 0; i < wanted.facet_count; i++) {
        to.facets.push_back(std::make_unique<facet_spy>(wanted.facet_slots[i], to.watch,
                                                        wanted.facet_keyed >> i & 1));
        to.facets.back()->first = i == 0 && wanted.facet_keyed;
        enquire.add_matchspy(to.facets.back().get());
    }
}

void run(store_matches &to, const store &from, const Xapian::Query &query, const options &wanted)
{
    Xapian::Enquire enquire = enquire_for(from, living_only(from, query), wanted);
    if (wanted.collapse)
        enquire.set_collapse_key(wanted.collapse_slot);
    add_facets(to, enquire, wanted);
    Xapian::doccount all = from.all.get_doccount();
    size_t least = wanted.weighting == STORE_PL2 ? SIZE_MAX : wanted.check_at_least; /* its bound is wrong too */
    Xapian::MSet found =
        enquire.get_mset(clamp(wanted.first, all), clamp(wanted.count, all), clamp(least, all));
    for (auto &facet : to.facets)
        facet->take_remote();
    to.estimate = found.get_matches_estimated();
    to.hits.reserve(found.size());
    for (Xapian::MSetIterator hit = found.begin(); hit != found.end(); ++hit)
        to.hits.push_back({store_id_of(from, *hit), hit.get_weight(), hit.get_collapse_count()});
}

} // namespace

daftar_status store_match(struct store_matches **out, struct store *store,
                          const struct store_query *query,
                          const struct store_match_options *options)
{
    *out = nullptr;
    return guard(store->name.c_str(), [&] {
        auto matches = std::make_unique<store_matches>();
        matches->name = store->name;
        if (!store->parts.empty())
            run(*matches, *store, query->query, *options);
        *out = matches.release();
        return DAFTAR_OK;
    });
}

size_t store_matches_count(const struct store_matches *matches)
{
    return matches->hits.size();
}

uint64_t store_matches_estimate(const struct store_matches *matches)
{
    return matches->estimate;
}

const struct store_hit *store_matches_hit(const struct store_matches *matches, size_t rank)
{
    return rank < matches->hits.size() ? &matches->hits[rank] : nullptr;
}

daftar_status store_matches_facet(const struct store_matches *matches, size_t facet,
                                  store_visit_term visit, void *context)
{
    return guard(matches->name.c_str(), [&] {
        if (facet >= matches->facets.size())
            return DAFTAR_OK;
        for (const auto &[value, count] : matches->facets[facet]->counts)
            if (!visit(context, {value.data(), value.size()}, count))
                break;
        return DAFTAR_OK;
    });
}

void store_matches_free(struct store_matches *matches)
{
    delete matches;
}

daftar_status store_score(struct store *store, const struct store_query *query, struct store_id id,
                          const struct store_match_options *options, double *score)
{
    *score = 0;
    return guard(store->name.c_str(), [&] {
        const store_open_part &part = store_part_at(*store, id.part);
        if (part.remote)
            return status_fail(DAFTAR_UNSUPPORTED, "%s: a remote index cannot explain a score",
                               part.name.c_str());
        auto lists = std::make_shared<docid_lists>();
        lists->push_back({docid_list_key(part.database), {id.docid}});
        Xapian::Query only((new docid_source(std::move(lists), 0))->release());
        Xapian::Query both(Xapian::Query::OP_FILTER, query->query, only);
        Xapian::MSet found = enquire_for(*store, both, *options).get_mset(0, 1);
        if (found.empty())
            return status_fail(DAFTAR_NOT_FOUND, "%s: the passage does not match",
                               part.name.c_str());
        *score = found.begin().get_weight();
        return DAFTAR_OK;
    });
}
