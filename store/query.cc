/* query.cc: builds trees of queries, within what Xapian's operators can take. */
#include "store/query.h"
#include "store/guard.h"
#include "store/pack.h"
#include "store/phrase.h"
#include "store/reader.h"

#include <algorithm>

namespace {

/* At most this many alternatives at one place of a phrase: 20 by 20 common ones took 158 ms. */
const size_t alternatives_max = 5;

template <class Make> store_query *make(Make body)
{
    store_query *made = nullptr;
    guard("query", [&] {
        made = new store_query(body());
        return DAFTAR_OK;
    });
    return made;
}

store_query plain(const Xapian::Query &query)
{
    return {query, query};
}

/* The children's queries; frees the children. */
struct taken_children {
    std::vector<Xapian::Query> queries, matches;
    bool complete = true; /* false: one was NULL, or no memory */

    taken_children(store_query **children, size_t count)
    {
        complete = !guard("query", [&] {
            queries.reserve(count);
            matches.reserve(count);
            return DAFTAR_OK;
        });
        for (size_t i = 0; i < count; i++) {
            complete = complete && children[i];
            if (complete) {
                queries.push_back(children[i]->query);
                matches.push_back(children[i]->matches);
            }
            delete children[i];
        }
    }
};

const Xapian::Query::op operators[] = {
    Xapian::Query::OP_OR,      /* STORE_OR */
    Xapian::Query::OP_AND,     /* STORE_AND */
    Xapian::Query::OP_SYNONYM, /* STORE_SYNONYM */
    Xapian::Query::OP_AND_NOT, /* STORE_AND_NOT */
    Xapian::Query::OP_FILTER,  /* STORE_FILTER */
    Xapian::Query::OP_AND_MAYBE,
};

/* Collects the terms of an OR or SYNONYM; false when there is anything else in it. */
bool collect_terms(const Xapian::Query &query, std::vector<Xapian::Query> &terms)
{
    switch (query.get_type()) {
    case Xapian::Query::LEAF_TERM:
        if (terms.size() < alternatives_max)
            terms.push_back(query);
        return true;
    case Xapian::Query::OP_OR:
    case Xapian::Query::OP_SYNONYM:
        for (size_t i = 0; i < query.get_num_subqueries(); i++)
            if (!collect_terms(query.get_subquery(i), terms))
                return false;
        return true;
    default:
        return false;
    }
}

/* The order of the words decides in local parts; servers have positions, and OP_PHRASE. */
store_query near_query(const struct store &in, const std::vector<Xapian::Query> &children,
                       size_t window, bool ordered)
{
    auto asked = std::make_shared<phrase>();
    std::vector<Xapian::Query> places;
    for (const Xapian::Query &child : children) {
        std::vector<Xapian::Query> terms;
        if (!collect_terms(child, terms))
            return plain(Xapian::Query(Xapian::Query::OP_AND, children.begin(), children.end()));
        places.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
        asked->places.emplace_back();
        for (const Xapian::Query &term : terms)
            asked->places.back().push_back(*term.get_terms_begin());
    }
    if (places.empty())
        return plain(Xapian::Query());
    size_t widest = 1u << 30;
    asked->window = window = std::min(std::max(window, children.size()), widest);
    asked->ordered = ordered;
    asked->beside_remote = in.remote && in.all.has_positions();
    Xapian::Query order((new phrase_source(asked))->release());
    Xapian::Query all(Xapian::Query::OP_AND, places.begin(), places.end());
    Xapian::Query found(Xapian::Query::OP_FILTER, all, order);
    if (!asked->beside_remote)
        return {found, order};
    Xapian::Query served(ordered ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR,
                         places.begin(), places.end(), Xapian::termcount(window));
    return {Xapian::Query(Xapian::Query::OP_OR, found, served),
            Xapian::Query(Xapian::Query::OP_OR, order, served)};
}

/* Xapian estimates how often a synonym occurs by joining its terms in pairs and rounding each time,
 * in an order that depends on the shard. Pairs that are set here make every shard score alike. */
Xapian::Query paired(const std::vector<Xapian::Query> &terms, size_t from, size_t count)
{
    if (count == 1)
        return terms[from];
    Xapian::Query halves[2] = {paired(terms, from, count / 2),
                               paired(terms, from + count / 2, count - count / 2)};
    return Xapian::Query(Xapian::Query::OP_SYNONYM, halves, halves + 2);
}

store_query joined(enum store_operator operator_, taken_children &taken)
{
    Xapian::Query::op op = operators[operator_];
    std::vector<Xapian::Query> &queries = taken.queries, &matches = taken.matches;
    if (operator_ == STORE_AND_NOT || operator_ == STORE_FILTER)
        queries.back() = matches.back();
    if (operator_ == STORE_SYNONYM && queries.size() > 2)
        return plain(paired(queries, 0, queries.size()));
    return {Xapian::Query(op, queries.begin(), queries.end()),
            Xapian::Query(op, matches.begin(), matches.end())};
}

} // namespace

struct store_query *store_query_term(const char *term, size_t length)
{
    return make([&] {
        std::string packed = term_packed(term, length);
        bool possible = length && packed.size() <= STORE_TERM_MAX; /* no bytes match everything */
        return plain(possible ? Xapian::Query(packed) : Xapian::Query());
    });
}

struct store_query *store_query_all(void)
{
    return make([] { return plain(Xapian::Query(std::string())); });
}

struct store_query *store_query_none(void)
{
    return make([] { return plain(Xapian::Query()); });
}

struct store_query *store_query_join(enum store_operator operator_, struct store_query **children,
                                     size_t count)
{
    taken_children taken(children, count);
    if (!taken.complete)
        return nullptr;
    return make([&] { return joined(operator_, taken); });
}

struct store_query *store_query_scale(struct store_query *child, double factor)
{
    taken_children taken(&child, 1);
    if (!taken.complete)
        return nullptr;
    return make([&] {
        Xapian::Query scaled(Xapian::Query::OP_SCALE_WEIGHT, taken.queries[0],
                             factor > 0 ? factor : 0.0);
        return store_query{scaled, taken.matches[0]};
    });
}

struct store_query *store_query_near(const struct store *store, struct store_query **children,
                                     size_t count, size_t window, bool ordered)
{
    taken_children taken(children, count);
    if (!taken.complete)
        return nullptr;
    return make([&] { return near_query(*store, taken.queries, window, ordered); });
}

struct store_query *store_query_range(unsigned slot, const char *low, size_t low_length,
                                      const char *high, size_t high_length)
{
    return make([&] {
        std::string from(low, low_length), to(high, high_length);
        if (to.empty())
            return plain(Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, from));
        if (from.empty())
            return plain(Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, to));
        return plain(Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, from, to));
    });
}

struct store_query *store_query_passages(struct store *store, const struct store_id *ids,
                                         size_t count, double weight)
{
    return make([&] {
        auto lists = std::make_shared<docid_lists>();
        for (size_t i = 0; i < count; i++) {
            if (ids[i].part >= store->parts.size())
                continue;
            const store_open_part &part = store->parts[ids[i].part];
            const void *key = docid_list_key(part.database);
            if (lists->empty() || lists->back().database != key)
                lists->push_back({key, {}});
            if (ids[i].docid && ids[i].docid <= part.last)
                lists->back().docids.push_back(ids[i].docid);
        }
        if (lists->empty())
            return plain(Xapian::Query());
        auto *source = new docid_source(std::move(lists), std::max(weight, 0.0));
        return plain(Xapian::Query(source->release()));
    });
}

struct store_query *store_query_copy(const struct store_query *query)
{
    return query ? make([&] { return *query; }) : nullptr;
}

void store_query_free(struct store_query *query)
{
    delete query;
}
