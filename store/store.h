/* store.h: passages and their postings in immutable segments. Knows no language, shows no Xapian.
 *
 * A segment is one single-file Xapian database (no termlists) that never changes once written.
 * While it is being built it is a scratch directory; segment_merge turns scratch and older segments
 * into a new single file. The manifest (manifest.h) says which segments make the index. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#ifdef __cplusplus
extern "C" {
#endif

#include "base/buffer.h" /* within: the headers of base are plain C */
#include "base/status.h"

/* Bytes; Xapian refuses longer ones. Longer terms are BAD_INPUT here, as are empty ones. In a term
 * over half as long each zero byte counts twice. A term with letters of more than two bytes, or that
 * is no text, may have one byte less (pack.h). */
#define STORE_TERM_MAX 245

/* ---- writing ---- */

struct store_term {
    const char *bytes;
    uint32_t length;
    uint32_t position; /* from 1; 0: the term has no position here (boolean and field terms) */
    uint32_t weight;   /* added to the term's within-document frequency; 0 for boolean terms */
};

struct store_value {
    unsigned slot;
    const char *bytes; /* compared as bytes: store_pack_number makes numbers sortable */
    size_t length;
};

struct store_passage {
    const struct store_term *terms; /* sorted by bytes: faster, not required */
    size_t term_count;
    const struct store_value *values;
    size_t value_count;
    const char *data; /* the stored record */
    size_t data_length;
};

/* By which records are compressed. Every segment keeps a copy of those its records need. */
struct store_dictionary;

/* Trains one on samples of `sizes` bytes that stand one behind the other; some hundred kilobytes are
 * enough. UNSUPPORTED: they are too few or too much alike. */
daftar_status store_dictionary_train(struct store_dictionary **out, const char *samples,
                                     const size_t *sizes, size_t count);
struct store;
/* The one of the last part that has any; NOT_FOUND: none has. */
daftar_status store_dictionary_load(struct store_dictionary **out, struct store *store);
void store_dictionary_free(struct store_dictionary *dictionary); /* NULL is fine */

struct segment_writer; /* one thread at a time; separate writers are independent */

/* Starts a scratch segment in the new directory `path` (its parent exists). Nothing is synced: a
 * scratch segment is worth nothing after a crash. Up to 10,000 passages are held in memory and
 * flushed once; it is meant for 250 to 2,000 of them. */
daftar_status segment_writer_open(struct segment_writer **out, const char *path);
/* The same with termlists, for an index that xapian-tcpsrv is to serve: without them it answers
 * queries but hands out no passages. Every input of the merge has to be made so. */
daftar_status segment_writer_open_served(struct segment_writer **out, const char *path);

/* From here on records are compressed with the dictionary (several writers may share it), which has
 * to outlive the writer. Without one each is compressed by itself. */
daftar_status segment_writer_compress(struct segment_writer *writer,
                                      const struct store_dictionary *dictionary);

/* Docids are dealt out from 1 in the order of the calls. A BAD_INPUT passage (a term that cannot
 * be) is not added and does no harm; after any other failure only _free remains. */
daftar_status segment_writer_add(struct segment_writer *writer,
                                 const struct store_passage *passage);
/* Replaces what is under the key; an empty value removes it. Keys are 1 to 245 bytes. */
daftar_status segment_writer_metadata(struct segment_writer *writer, const char *key,
                                      size_t key_length, const char *value, size_t value_length);
size_t segment_writer_count(const struct segment_writer *writer); /* passages added */
/* Flushes and closes; then only _free. */
daftar_status segment_writer_finish(struct segment_writer *writer);
/* NULL is fine; unfinished work is dropped. The directory stays: it is the caller's to remove. */
void segment_writer_free(struct segment_writer *writer);

/* Joins the values that several segments hold under one metadata key, in the order of the inputs,
 * and appends to `out`; leaving it empty drops the key. A key that one segment holds is copied
 * without a call. NULL as the resolver keeps the value of the last input. */
typedef void (*segment_resolver)(void *context, struct slice key, const struct slice *values,
                                 size_t count, struct buffer *out);

/* Merges scratch directories and segment files (any mixture, 1 to 128 of them) into the new single
 * file `out_path`, written as out_path.tmp, fsynced and renamed. Passages keep their order: docid d
 * of input i becomes d plus the passage counts of the inputs before it (segments have no holes).
 * Termlists are kept only if all inputs have them; do not mix. NOT_FOUND, CORRUPT name the
 * input. Xapian trusts what is inside the blocks, and damage there can crash a merge: compare the
 * manifest_checksum of older segments first. */
daftar_status segment_merge(const char *out_path, const char *const *paths, size_t count,
                            segment_resolver resolve, void *context);

/* Passages in a segment file or scratch directory, and whether Xapian's own check passes (slow; for
 * --verify). */
daftar_status segment_count(const char *path, uint32_t *passages);
daftar_status segment_check(const char *path);

/* Sortable bytes of a number (Xapian's sortable_serialise); out has room for 9. Returns the length:
 * 0 for minus infinity. */
size_t store_pack_number(double number, char *out);
double store_unpack_number(const char *bytes, size_t length);

/* ---- reading ---- */

/* An open index: struct store, above; one thread at a time. */

/* One part of an index to read: a local segment with its dead passages, or a remote server. */
struct store_part {
    const char *path;     /* segment file; NULL for a remote */
    const char *host;     /* remote: served by xapian-tcpsrv */
    unsigned port;
    const uint32_t *dead; /* strictly ascending docids from 1 in this segment, that no search may
                             return; copied. Ignored for a remote */
    size_t dead_count;
};

/* Opens the parts as one. NOT_FOUND when a file is gone, CORRUPT when it is not a segment or the
 * dead are not in it, IO when a remote does not answer. No parts is an empty store. The files may
 * be removed while it is open. */
daftar_status store_open(struct store **out, const struct store_part *parts, size_t count,
                         unsigned timeout_seconds);
void store_free(struct store *store); /* NULL is fine */
size_t store_part_count(const struct store *store);
int store_part_is_remote(const struct store *store, size_t part);
uint64_t store_passage_count(const struct store *store); /* dead ones not counted */
double store_average_length(const struct store *store);
/* Passages that hold the term, dead ones included, over all parts; 0 also when it fails. */
uint32_t store_term_frequency(struct store *store, const char *term, size_t length);

/* The value under a metadata key in one part (Xapian's get_metadata on several asks only the
 * first). NOT_FOUND when empty. Replaces out's content. */
daftar_status store_metadata(struct store *store, size_t part, const char *key, size_t key_length,
                             struct buffer *out);

/* Calls back for each key of one part that starts with `prefix`, in order, until it returns false.
 * Of a remote part: 2,000 keys at most, and UNSUPPORTED below a prefix of 4 bytes. */
typedef bool (*store_visit)(void *context, struct slice key, struct slice value);
daftar_status store_metadata_each(struct store *store, size_t part, const char *prefix,
                                  size_t prefix_length, store_visit visit, void *context);
/* The same for each term of one part, with its frequency in that part. */
typedef bool (*store_visit_term)(void *context, struct slice term, uint32_t frequency);
daftar_status store_terms_each(struct store *store, size_t part, const char *prefix,
                               size_t prefix_length, store_visit_term visit, void *context);

/* A passage is named by part and docid within that part (from 1). */
struct store_id {
    uint32_t part;
    uint32_t docid;
};
static inline int store_id_compare(struct store_id a, struct store_id b)
{
    return a.part != b.part ? (a.part > b.part) - (a.part < b.part) : (a.docid > b.docid) - (a.docid < b.docid);
}
/* Replace out's content. NOT_FOUND: no such docid. A value that was never set is empty. */
daftar_status store_passage_data(struct store *store, struct store_id id, struct buffer *out);
daftar_status store_passage_value(struct store *store, struct store_id id, unsigned slot,
                                  struct buffer *out);
/* The docids of one term in one part, ascending, dead ones too; free() them. NULL when none. */
daftar_status store_postings(struct store *store, size_t part, const char *term, size_t length,
                             uint32_t **out, size_t *count);
/* The same without the dead that the part was opened with. */
daftar_status store_living(struct store *store, size_t part, const char *term, size_t length,
                           uint32_t **out, size_t *count);

/* ---- questions ---- */

/* A node of a query. Every constructor takes ownership of its children, also when it fails, and
 * returns NULL only when out of memory or when a child is NULL, so a tree is built without a check
 * a node and checked once at the root. */
struct store_query;

enum store_operator {
    STORE_OR,
    STORE_AND,
    STORE_SYNONYM,
    STORE_AND_NOT,
    STORE_FILTER,
    STORE_AND_MAYBE
};

/* Over 245 bytes or none: matches nothing. */
struct store_query *store_query_term(const char *term, size_t length);
struct store_query *store_query_all(void);
struct store_query *store_query_none(void);
/* OR, AND, SYNONYM: any number of children (0: matches nothing). AND_NOT, FILTER, AND_MAYBE:
 * two. */
struct store_query *store_query_join(enum store_operator operator_, struct store_query **children,
                                     size_t count);
/* Factor 0: no weight. Below 0 or not a number: 0. */
struct store_query *store_query_scale(struct store_query *child, double factor);
/* Children that are terms or ORs/SYNONYMs of terms, in this order (`ordered`) or any, within
 * `window` positions. At most 5 alternatives a position are kept, the first ones. Anything else as
 * a child: the whole matches as AND. For `store`, which has to outlive it. Not for use below
 * STORE_SYNONYM. */
struct store_query *store_query_near(const struct store *store, struct store_query **children,
                                     size_t count, size_t window, bool ordered);
/* low <= value <= high as bytes; an empty bound is open, two match everything. A passage without a
 * value in the slot lies in no other range. */
struct store_query *store_query_range(unsigned slot, const char *low, size_t low_length,
                                      const char *high, size_t high_length);
/* Exactly these passages (sorted by part, docid), each with weight `weight` (not below 0). Local
 * parts only: in remote ones it matches nothing. Copied. Not for use below STORE_SYNONYM. */
struct store_query *store_query_passages(struct store *store, const struct store_id *ids,
                                         size_t count, double weight);
struct store_query *store_query_copy(const struct store_query *query);
void store_query_free(struct store_query *query); /* NULL is fine */

/* ---- answers ---- */

enum store_weighting {
    STORE_BM25,
    STORE_BM25PLUS,
    STORE_PL2,
    STORE_INL2,
    STORE_DPH,
    STORE_DLH,
    STORE_BOOL
};

struct store_match_options {
    size_t first;          /* rank of the first hit wanted, from 0 */
    size_t count;
    /* 0: prune, which loses a hit of the top ten in 1 to 3 of 1,000 queries; SIZE_MAX: exhaustive,
     * twice to thrice the time, as exact facets and estimates need it. Little between helps. */
    size_t check_at_least;
    bool collapse;         /* keep the best passage of each value of collapse_slot */
    unsigned collapse_slot;
    enum store_weighting weighting;
    double k1, b, min_length; /* BM25 and BM25PLUS; 0 in k1: defaults 1.2, .75, .5 */
    const unsigned *facet_slots;
    size_t facet_count;
    unsigned facet_keyed;    /* bit i: passages that share the value of facet_key_slot share facet i's */
    unsigned facet_key_slot; /* as neighbours do, in which case that facet is counted faster */
};

struct store_hit {
    struct store_id id;
    double score;
    uint32_t collapsed; /* others of the same value that were left out (a lower bound) */
};

struct store_matches;
/* Dead passages are left out. Hits of equal score come in no order to rely on, and over several
 * parts STORE_SYNONYM scores differ by up to 2e-3 from those over one. */
daftar_status store_match(struct store_matches **out, struct store *store,
                          const struct store_query *query,
                          const struct store_match_options *options);
size_t store_matches_count(const struct store_matches *matches);
uint64_t store_matches_estimate(const struct store_matches *matches);
/* NULL beyond the last. */
const struct store_hit *store_matches_hit(const struct store_matches *matches, size_t rank);
/* Calls back once for each value seen in facet slot number `facet`, with its count, in no order. */
daftar_status store_matches_facet(const struct store_matches *matches, size_t facet,
                                  store_visit_term visit, void *context);
void store_matches_free(struct store_matches *matches); /* NULL is fine */

/* Whether one passage matches a query, and its score alone; used to explain a hit. NOT_FOUND when
 * it does not match, UNSUPPORTED for a passage of a remote. */
daftar_status store_score(struct store *store, const struct store_query *query, struct store_id id,
                          const struct store_match_options *options, double *score);

#ifdef __cplusplus
}
#endif
#endif
