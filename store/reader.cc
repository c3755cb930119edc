/* reader.cc: opens the parts of an index as one, and answers what one part or passage holds. */
#include "store/reader.h"
#include "store/guard.h"
#include "store/pack.h"
#include "store/segment.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace {

store_open_part open_part(const struct store_part &from, unsigned timeout)
{
    store_open_part part;
    part.remote = !from.path;
    part.name = from.path ? from.path : std::string(from.host) + ":" + std::to_string(from.port);
    unsigned milliseconds = timeout > 1000000 ? 1000000000 : timeout * 1000;
    daftar_status status = guard(part.name.c_str(), [&] {
        part.database = part.remote
                            ? Xapian::Remote::open(from.host, from.port, milliseconds, milliseconds)
                            : segment_database(from.path);
        part.last = part.database.get_lastdocid();
        return DAFTAR_OK;
    });
    if (status)
        throw refusal{status};
    return part;
}

docid_list dead_list(const struct store_part &from, const store_open_part &part)
{
    docid_list list = {docid_list_key(part.database), {from.dead, from.dead + from.dead_count}};
    Xapian::docid previous = 0;
    for (Xapian::docid docid : list.docids) {
        if (docid <= previous || docid > part.last)
            throw refusal{status_fail(DAFTAR_CORRUPT, "%s: its list of dead passages is wrong",
                                      part.name.c_str())};
        previous = docid;
    }
    return list;
}

std::string name_of(const store &from)
{
    if (from.parts.empty())
        return "empty index";
    std::string name = from.parts[0].name;
    if (from.parts.size() > 1)
        name += " and " + std::to_string(from.parts.size() - 1) + " more";
    return name;
}

void add_parts(store &to, const struct store_part *parts, size_t count, unsigned timeout)
{
    docid_lists dead;
    for (size_t i = 0; i < count; i++) {
        to.parts.push_back(open_part(parts[i], timeout));
        const store_open_part &part = to.parts.back();
        to.all.add_database(part.database);
        to.remote = to.remote || part.remote;
        to.living += part.database.get_doccount();
        if (part.remote || !parts[i].dead_count)
            continue;
        dead.push_back(dead_list(parts[i], part));
        to.living -= parts[i].dead_count;
    }
    if (!dead.empty())
        to.dead = std::make_shared<const docid_lists>(std::move(dead));
    to.name = name_of(to);
    to.average_length = count ? to.all.get_avlength() : 0;
}

Xapian::Document document_at(store &from, struct store_id id)
{
    store_open_part &part = store_part_at(from, id.part);
    if (!id.docid || id.docid > part.last)
        throw refusal{status_fail(DAFTAR_NOT_FOUND, "%s: no passage %u", part.name.c_str(),
                                  unsigned(id.docid))};
    return part.database.get_document(id.docid, Xapian::DOC_ASSUME_VALID);
}

/* A server sends every key below the prefix, and each value is a round trip of its own: it is asked
 * only for what shares several letters. */
const size_t remote_prefix = 4;
const size_t remote_keys_max = 2000;

store_open_part &walkable_part_at(store &from, size_t index, size_t prefix_length)
{
    store_open_part &part = store_part_at(from, index);
    if (part.remote && prefix_length < remote_prefix)
        throw refusal{status_fail(DAFTAR_UNSUPPORTED, "%s: a remote index cannot be listed",
                                  part.name.c_str())};
    return part;
}

/* Runs `body` with messages that name the part rather than the whole. */
template <class Body> daftar_status guard_part(const store &from, size_t part, Body body)
{
    return guard(part < from.parts.size() ? from.parts[part].name.c_str() : from.name.c_str(),
                 body);
}

} // namespace

store_open_part &store_part_at(store &from, size_t index)
{
    if (index >= from.parts.size())
        throw refusal{status_fail(DAFTAR_BAD_INPUT, "%s: no part %zu", from.name.c_str(), index)};
    return from.parts[index];
}

daftar_status store_open(struct store **out, const struct store_part *parts, size_t count,
                         unsigned timeout_seconds)
{
    *out = nullptr;
    return guard("index", [&] {
        auto opened = std::make_unique<store>();
        opened->parts.reserve(count);
        add_parts(*opened, parts, count, timeout_seconds);
        *out = opened.release();
        return DAFTAR_OK;
    });
}

void store_free(struct store *store)
{
    delete store;
}

size_t store_part_count(const struct store *store)
{
    return store->parts.size();
}

int store_part_is_remote(const struct store *store, size_t part)
{
    return part < store->parts.size() && store->parts[part].remote;
}

uint64_t store_passage_count(const struct store *store)
{
    return store->living;
}

double store_average_length(const struct store *store)
{
    return store->average_length;
}

uint32_t store_term_frequency(struct store *store, const char *term, size_t length)
{
    uint32_t frequency = 0;
    guard(store->name.c_str(), [&] {
        if (!length || length > STORE_TERM_MAX || store->parts.empty())
            return DAFTAR_OK;
        auto ask = [&](const std::string &name) { return store->all.get_termfreq(name); };
        std::string name = term_packed(term, length);
        frequency = store->frequencies.get(name, ask);
        return DAFTAR_OK;
    });
    return frequency;
}

daftar_status store_metadata(struct store *store, size_t part, const char *key, size_t key_length,
                             struct buffer *out)
{
    buffer_clear(out);
    return guard_part(*store, part, [&] {
        store_open_part &from = store_part_at(*store, part);
        auto ask = [&](const std::string &name) { return from.database.get_metadata(name); };
        std::string name = term_packed(key, key_length);
        if (key_length && key_length <= STORE_TERM_MAX)
            guard_copy(out, from.remote ? from.metadata.get(name, ask) : ask(name));
        if (!out->length)
            return status_fail(DAFTAR_NOT_FOUND, "%s: no metadata under that key",
                               from.name.c_str());
        return DAFTAR_OK;
    });
}

daftar_status store_metadata_each(struct store *store, size_t part, const char *prefix,
                                  size_t prefix_length, store_visit visit, void *context)
{
    return guard_part(*store, part, [&] {
        const store_open_part &from = walkable_part_at(*store, part, prefix_length);
        const Xapian::Database &database = from.database;
        std::string start = term_packed(prefix, prefix_length);
        size_t left = from.remote ? remote_keys_max : SIZE_MAX;
        for (Xapian::TermIterator key = database.metadata_keys_begin(start);
             left-- && key != database.metadata_keys_end(start); ++key) {
            const std::string value = database.get_metadata(*key), name = term_unpacked(*key);
            if (!visit(context, {name.data(), name.size()}, {value.data(), value.size()}))
                break;
        }
        return DAFTAR_OK;
    });
}

daftar_status store_terms_each(struct store *store, size_t part, const char *prefix,
                               size_t prefix_length, store_visit_term visit, void *context)
{
    return guard_part(*store, part, [&] {
        Xapian::Database &database = walkable_part_at(*store, part, prefix_length).database;
        std::string start = term_packed(prefix, prefix_length);
        for (Xapian::TermIterator term = database.allterms_begin(start);
             term != database.allterms_end(start); ++term) {
            const std::string name = term_unpacked(*term);
            if (!visit(context, {name.data(), name.size()}, term.get_termfreq()))
                break;
        }
        return DAFTAR_OK;
    });
}

daftar_status store_passage_data(struct store *store, struct store_id id, struct buffer *out)
{
    buffer_clear(out);
    return guard_part(*store, id.part, [&] {
        const std::string packed = document_at(*store, id).get_value(record_slot);
        store_open_part &part = store->parts[id.part];
        part.unpacker.unpack(out, packed, part.database, part.name.c_str());
        return DAFTAR_OK;
    });
}

daftar_status store_passage_value(struct store *store, struct store_id id, unsigned slot,
                                  struct buffer *out)
{
    buffer_clear(out);
    return guard_part(*store, id.part, [&] {
        guard_copy(out, document_at(*store, id).get_value(slot));
        return DAFTAR_OK;
    });
}

namespace {

std::vector<uint32_t> postings_of(store &from, size_t part, const char *term, size_t length)
{
    Xapian::Database &database = store_part_at(from, part).database;
    if (!length || length > STORE_TERM_MAX)
        return {};
    std::string name = term_packed(term, length);
    return {database.postlist_begin(name), database.postlist_end(name)};
}

void leave_out_dead(const store &from, size_t part, std::vector<uint32_t> &docids)
{
    const void *key = docid_list_key(from.parts[part].database);
    for (size_t i = 0; from.dead && i < from.dead->size(); i++) {
        const std::vector<Xapian::docid> &dead = (*from.dead)[i].docids;
        auto is_dead = [&](uint32_t docid) { return std::binary_search(dead.begin(), dead.end(), docid); };
        if ((*from.dead)[i].database == key)
            docids.erase(std::remove_if(docids.begin(), docids.end(), is_dead), docids.end());
    }
}

daftar_status hand_out(const std::vector<uint32_t> &docids, uint32_t **out, size_t *count)
{
    if (docids.empty())
        return DAFTAR_OK;
    *out = static_cast<uint32_t *>(std::malloc(docids.size() * sizeof docids[0]));
    if (!*out)
        return status_no_memory();
    std::memcpy(*out, docids.data(), docids.size() * sizeof docids[0]);
    *count = docids.size();
    return DAFTAR_OK;
}

} // namespace

daftar_status store_postings(struct store *store, size_t part, const char *term, size_t length,
                             uint32_t **out, size_t *count)
{
    *out = nullptr;
    *count = 0;
    return guard_part(*store, part,
                      [&] { return hand_out(postings_of(*store, part, term, length), out, count); });
}

daftar_status store_living(struct store *store, size_t part, const char *term, size_t length,
                           uint32_t **out, size_t *count)
{
    *out = nullptr;
    *count = 0;
    return guard_part(*store, part, [&] {
        std::vector<uint32_t> docids = postings_of(*store, part, term, length);
        leave_out_dead(*store, part, docids);
        return hand_out(docids, out, count);
    });
}
