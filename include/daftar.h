/* daftar.h: offline full-text search over the policy texts of Central Asia. The only public header.
 *
 * Conventions. Calls that can fail return a daftar_status and deliver through `out`, their first
 * parameter, which is NULL after a failure. What arrives through `out` you free with its _free;
 * _free(NULL) is fine. A const pointer belongs to the object you asked and lives as long. Text is
 * UTF-8; strings that come in are NUL-terminated unless a length follows, and are copied.
 *
 * Options structs begin with their size: start from DAFTAR_..._OPTIONS_INIT; NULL means all
 * defaults. Structs that carry a size, and those handed out by pointer one at a time (daftar_hit,
 * daftar_field, daftar_token, daftar_progress), may grow at their end; those handed out as arrays
 * or filled in place (daftar_range, daftar_facet, daftar_match, daftar_counts) never change.
 *
 * Threads. One handle is for one thread at a time; separate handles are independent, so a thread
 * opens its own or borrows one from a pool. Results belong to no index once they are there.
 * Callbacks are called in the calling thread, before the call returns, and must not use the handle
 * that calls them. After fork() a child uses none of its parent's handles, not even to free them;
 * it opens its own. The library never prints, never exits, installs no signal handlers and keeps no
 * global state but the last error of each thread. */
#ifndef DAFTAR_H
#define DAFTAR_H

#include <stddef.h>
#include <stdint.h>

#if defined __GNUC__
#define DAFTAR_API __attribute__((visibility("default")))
#else
#define DAFTAR_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- about ---- */

#define DAFTAR_VERSION "0.1.0"

/* What a call came to: a status names what the caller can do about it. More may follow. */
typedef enum daftar_status {
    DAFTAR_OK = 0,
    DAFTAR_NO_MEMORY,   /* allocation failed: free something and try again */
    DAFTAR_NOT_FOUND,   /* no such file, index, passage or name */
    DAFTAR_IO,          /* the system refused to read or write: disk full, permissions */
    DAFTAR_LOCKED,      /* another process writes to this index */
    DAFTAR_STALE,       /* the index changed under a reader: refresh and search again */
    DAFTAR_CORRUPT,     /* the index is damaged: verify it, rebuild it */
    DAFTAR_BAD_QUERY,   /* nothing in the query can be searched */
    DAFTAR_BAD_INPUT,   /* an argument, document or file cannot be understood */
    DAFTAR_UNSUPPORTED, /* written by a newer version, or a feature that is not here */
    DAFTAR_STOPPED,     /* a callback asked to stop */
    DAFTAR_INTERNAL     /* a fault of the library: please report it */
} daftar_status;

/* The version of the library that is running, such as "0.1.0". Lives for ever. */
DAFTAR_API const char *daftar_version(void);

/* A short English name ("not found"); "unknown" for a number that is no status. Lives for ever. */
DAFTAR_API const char *daftar_status_name(daftar_status status);

/* One line for people on the last failure in this thread; meaningful right after it. Never NULL;
 * lives until the thread's next failure. */
DAFTAR_API const char *daftar_last_error(void);

/* Notes and warnings that are not failures ("report.pdf: ..."), one line each, which lives as long
 * as the call. */
typedef void (*daftar_log)(void *context, const char *line);

/* ---- search an index ---- */

typedef struct daftar_index daftar_index;     /* one or several indexes, open for searching */
typedef struct daftar_results daftar_results; /* one page of an answer */

typedef struct daftar_index_options {
    size_t size;
    unsigned timeout_seconds; /* for remote shards; 0: 10 */
    int partial;              /* leave out shards that cannot be reached instead of failing */
    daftar_log log;           /* NULL: silence */
    void *context;            /* handed to log */
} daftar_index_options;
#define DAFTAR_INDEX_OPTIONS_INIT { sizeof(daftar_index_options), 0, 0, NULL, NULL }

/* Opens one or several indexes to be searched as one. A path is an index directory, a stub file
 * that lists shards, or tcp:HOST:PORT. The reader holds what the index was when it was opened,
 * whatever is written meanwhile. NOT_FOUND: no index there; UNSUPPORTED: made by another version.
 * */
DAFTAR_API daftar_status daftar_index_open(daftar_index **out, const char *const *paths,
                                           size_t count, const daftar_index_options *options);

/* Moves on to what has been committed since. Results got before stay valid. After a failure the
 * reader holds what it held. */
DAFTAR_API daftar_status daftar_index_refresh(daftar_index *index);

/* Passages that can be found; 0 for NULL. */
DAFTAR_API uint64_t daftar_index_count(const daftar_index *index);

/* The file that an article was read from, as an absolute path without links; belongs to the index
 * until the next call. Never one outside of what was indexed. NOT_FOUND when it is gone, never was
 * a file, or lies on another machine. */
DAFTAR_API daftar_status daftar_index_file(const char **out, daftar_index *index,
                                           const char *path);

/* Closes the reader. Results got from it stay valid. */
DAFTAR_API void daftar_index_free(daftar_index *index);

/* Layers through which a query word may match beside its own stem, strongest first. */
enum {
    DAFTAR_EXPAND_NONE = 0,     /* the stem in the likeliest language */
    DAFTAR_EXPAND_VARIANT = 1,  /* spellings that lost a letter's tail */
    DAFTAR_EXPAND_GLOSSARY = 2, /* the same concept in another language */
    DAFTAR_EXPAND_MINED = 4,    /* pairs learned from the keyword lists of the articles */
    DAFTAR_EXPAND_COGNATE = 8,  /* names and internationalisms that sound alike */
    DAFTAR_EXPAND_ALL = 15
};

typedef enum daftar_group {
    DAFTAR_GROUP_PASSAGE, /* every passage that matches */
    DAFTAR_GROUP_ARTICLE  /* the best passage of each article */
} daftar_group;

typedef struct daftar_search_options {
    size_t size;
    size_t count;                 /* hits wanted: 10; at most 10000 */
    size_t offset;                /* hits to skip */
    daftar_group group;
    unsigned expand;              /* DAFTAR_EXPAND_ bits: all */
    const char *const *languages; /* codes; only passages in one of them; count below */
    size_t language_count;
    const char *query_language;   /* code; NULL: every language that the script allows */
    const char *const *facets;    /* names: lang year author keyword format; at most 8 */
    size_t facet_count;
    int explain;                  /* keep why each hit matched, for daftar_results_explain */
    int exhaustive;               /* score every match: exact estimates, slower */
    size_t snippet_bytes;         /* 0: 300 */
    const char *glossary;         /* a glossary file of the user's own; NULL: none */
    const char *weighting;        /* inl2 (NULL), bm25, bm25+, pl2, dph, dlh */
} daftar_search_options;
#define DAFTAR_SEARCH_OPTIONS_INIT                                                             \
    { sizeof(daftar_search_options), 10, 0, DAFTAR_GROUP_PASSAGE, DAFTAR_EXPAND_ALL, NULL, 0, \
      NULL, NULL, 0, 0, 0, 0, NULL, NULL }

/* Answers a query with one page of hits, best first. BAD_QUERY when nothing in it can be searched
 * (an empty query), BAD_INPUT for an unknown language, facet or weighting; a query that cannot be
 * parsed is searched as plain words and says so in daftar_results_note. */
DAFTAR_API daftar_status daftar_search(daftar_results **out, daftar_index *index, const char *query,
                                       const daftar_search_options *options);

/* Passages like one of the index's (article path and passage number, from 1). NOT_FOUND when there
 * is no such passage. */
DAFTAR_API daftar_status daftar_similar(daftar_results **out, daftar_index *index, const char *path,
                                        uint32_t passage, const daftar_search_options *options);

/* The same for a text of your own; BAD_QUERY when no word of it is in the index. */
DAFTAR_API daftar_status daftar_similar_text(daftar_results **out, daftar_index *index,
                                             const char *text, size_t length,
                                             const daftar_search_options *options);

typedef struct daftar_range {
    uint32_t start, end; /* bytes; end is the first byte behind */
} daftar_range;

/* One hit. Strings are never NULL; "" and 0 stand for what is not known. */
typedef struct daftar_hit {
    const char *path;     /* of the article, as indexed */
    uint32_t passage;     /* from 1 */
    double score;         /* comparable within one answer only */
    const char *language; /* code of the passage */
    const char *title;    /* of the article */
    const char *authors;  /* joined with "; " */
    const char *heading;  /* headings above the passage, outermost first, joined with " > " */
    uint32_t page;        /* from 1 */
    uint32_t line;        /* from 1 */
    uint32_t year;
    const char *snippet;  /* plain text */
    const daftar_range *highlights; /* in the snippet, ascending */
    size_t highlight_count;
    const char *text;     /* the whole passage */
    uint32_t others;      /* further passages of the article that matched, at least (grouped) */
    const char *format;   /* of the article's file: txt, md, html, pdf, docx ... */
    uint32_t start, end;  /* bytes of the passage in the article's text */
} daftar_hit;

/* Hits on this page; 0 for NULL. */
DAFTAR_API size_t daftar_results_count(const daftar_results *results);

/* Matches in all, about; exact with `exhaustive`. 0 for NULL. */
DAFTAR_API uint64_t daftar_results_estimate(const daftar_results *results);

/* A hit by its number on the page, from 0; NULL from daftar_results_count on. Belongs to the
 * results. */
DAFTAR_API const daftar_hit *daftar_results_hit(const daftar_results *results, size_t number);

/* A better spelling of the query, or NULL. Belongs to the results. */
DAFTAR_API const char *daftar_results_correction(const daftar_results *results);

/* What was done with a query that could not be taken as written, or NULL. Belongs to the results.
 * */
DAFTAR_API const char *daftar_results_note(const daftar_results *results);

typedef struct daftar_facet {
    const char *value;
    uint64_t count;
} daftar_facet;

/* The values of one facet that was asked for, most frequent first, as an array of *count (which may
 * be NULL); NULL and 0 when there are none. Belongs to the results. */
DAFTAR_API const daftar_facet *daftar_results_facet(const daftar_results *results, const char *name,
                                                    size_t *count);

/* Why a hit matched: a word of the query, the word of the text, and the layer between them. */
typedef struct daftar_match {
    const char *word;   /* of the query, as typed */
    const char *form;   /* in the passage, as written */
    const char *layer;  /* exact variant glossary mined cognate */
    double weight;      /* of the layer, 1 for exact */
    const char *source; /* the article that taught a mined pair, the concept of a glossary; "" */
} daftar_match;

/* Why the hit of this number matched, as an array of *count (which may be NULL); NULL and 0 unless
 * the search was asked to `explain`. Belongs to the results. */
DAFTAR_API const daftar_match *daftar_results_explain(const daftar_results *results, size_t number,
                                                      size_t *count);

/* Frees the page with everything that was got from it. */
DAFTAR_API void daftar_results_free(daftar_results *results);

/* Words of the index that start with `prefix`, most frequent first, at most `limit`; for
 * completion. `form` is as most often written and lives as long as the callback; `count` is in
 * passages. STOPPED when the callback returned not 0. */
DAFTAR_API daftar_status daftar_index_terms(daftar_index *index, const char *prefix, size_t limit,
                                            int (*term)(void *context, const char *form,
                                                        uint64_t count),
                                            void *context);

/* ---- make an index ---- */

typedef struct daftar_indexer daftar_indexer;   /* an index, open for writing */
typedef struct daftar_document daftar_document; /* fields with values */

/* How far an indexer is. */
typedef struct daftar_progress {
    uint64_t files_done, files_total;
    uint64_t bytes_done, bytes_total;
    uint64_t passages;
    const char *path; /* being worked on; lives as long as the call */
} daftar_progress;

/* A program of the user's that reads files of an extension. */
typedef struct daftar_reader_command {
    const char *extension; /* such as ".djvu", in small letters */
    const char *command;   /* the program and its words; quotes keep blanks. `%f` in a word stands for
                              the file's name; without it the file is the standard input. It prints
                              UTF-8 text or HTML and is run without a shell */
} daftar_reader_command;

/* How files are read that take a program of their own. */
typedef struct daftar_reader_options {
    size_t size;
    int ocr;          /* read pages that are pictures with Tesseract, where it is installed */
    size_t memory;    /* bytes for all reader programs together; 0: 1 GiB */
    unsigned seconds; /* for a file; 0: 60 */
    size_t output;    /* bytes of a file's text; 0: 256 MiB */
    const daftar_reader_command *commands;
    size_t command_count;
} daftar_reader_options;
#define DAFTAR_READER_OPTIONS_INIT { sizeof(daftar_reader_options), 0, 0, 0, 0, NULL, 0 }

typedef struct daftar_indexer_options {
    size_t size;
    unsigned jobs;              /* workers; 0: one a core */
    size_t memory;              /* bytes; 0: 512 MiB */
    int wait;                   /* wait for another writer instead of LOCKED */
    const char *const *exclude; /* globs on the path relative to the tree or on the file's name */
    size_t exclude_count;
    const char *glossary;       /* a file, no pipe; kept in the index for its searches; NULL: none */
    daftar_log log;             /* files that could not be read, with the reason; NULL: silence */
    int (*progress)(void *context, const daftar_progress *progress); /* not 0: stop; NULL: none */
    void *context;              /* handed to log and progress */
    unsigned shard, shards;     /* of several indexes that share a corpus, this one takes the articles
                                   whose paths fall to number `shard`, from 0; others are passed over. Translations
                                   are not learned then but by a commit of one of them that names the others: */
    const char *const *partners; /* paths of the other indexes */
    size_t partner_count;
    const daftar_reader_options *readers; /* NULL: all defaults */
} daftar_indexer_options;
#define DAFTAR_INDEXER_OPTIONS_INIT \
    { sizeof(daftar_indexer_options), 0, 0, 0, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, NULL }

/* What an indexer did since it was made. */
typedef struct daftar_counts {
    uint64_t added, changed, unchanged, removed; /* articles */
    uint64_t failed;                             /* files that could not be read */
    uint64_t unknown;                            /* files of no known format */
    uint64_t passages, bytes;                    /* indexed */
} daftar_counts;

/* Opens the index at `path` for writing, making it when there is none; readers see it from the
 * first commit on. One that another version of the analysis made is written anew first, from what
 * it holds. LOCKED: another writer is at work. BAD_INPUT: the directory holds something else. */
DAFTAR_API daftar_status daftar_indexer_new(daftar_indexer **out, const char *path,
                                            const daftar_indexer_options *options);

/* Brings the index up to date with a directory: what is new or changed is indexed, what vanished
 * from it is removed. `name` sets a second tree apart (its paths become NAME/...); NULL: none.
 * BAD_INPUT when its names would collide with another tree's; STOPPED by the progress callback. */
DAFTAR_API daftar_status daftar_indexer_add_tree(daftar_indexer *indexer, const char *directory,
                                                 const char *name);

/* The same for one file, named by its base name. BAD_INPUT when it cannot be read; the index keeps
 * what it had. */
DAFTAR_API daftar_status daftar_indexer_add_file(daftar_indexer *indexer, const char *file,
                                                 const char *name);

/* Indexes a document from memory under its field "path", replacing what had that path. The document
 * stays yours and may be freed or changed right away. BAD_INPUT: it has no path. */
DAFTAR_API daftar_status daftar_indexer_add_document(daftar_indexer *indexer,
                                                     const daftar_document *document);

/* Removes an article, or all below a directory path; commits what was added before. NOT_FOUND when
 * there is none. */
DAFTAR_API daftar_status daftar_indexer_remove(daftar_indexer *indexer, const char *path);

/* Makes everything so far durable and visible to readers. */
DAFTAR_API daftar_status daftar_indexer_commit(daftar_indexer *indexer);

/* What was done so far; zeros for NULL. */
DAFTAR_API void daftar_indexer_counts(const daftar_indexer *indexer, daftar_counts *out);

/* Closes the writer; what was not committed is dropped. */
DAFTAR_API void daftar_indexer_free(daftar_indexer *indexer);

/* ---- documents ---- */

/* One value of a document's field. Fields: path text title author affiliation journal doi year
 * received accepted published abstract keyword heading reference format; and, only to get: passage
 * skipped. */
typedef struct daftar_field {
    const char *value;
    const char *language; /* "" when not known or of no language */
    const char *heading;  /* of a passage: joined with " > " */
    uint32_t page, line;  /* from 1; 0: not known */
    uint32_t start, end;  /* of a passage: bytes in the extracted text */
    unsigned level;       /* of a heading, from 1 */
    unsigned group;       /* keywords of one list share a number, from 1 */
} daftar_field;

/* An empty document. */
DAFTAR_API daftar_status daftar_document_new(daftar_document **out);

/* Reads a file of any known format and recognises its parts. It has no field "path". NOT_FOUND: no
 * such file; BAD_INPUT: of no known format, or damaged. */
DAFTAR_API daftar_status daftar_document_read(daftar_document **out, const char *file);

/* The same with limits, commands and character recognition as `options` say (NULL: all defaults). */
DAFTAR_API daftar_status daftar_document_read_with(daftar_document **out, const char *file,
                                                   const daftar_reader_options *options);

/* Adds a value to a field; `language` (a code) may be NULL. BAD_INPUT for an unknown field. */
DAFTAR_API daftar_status daftar_document_set(daftar_document *document, const char *field,
                                             const char *value, const char *language);

/* The value number `number` (from 0) of a field; NULL when there are no more. Belongs to the
 * document and lives until it is changed. */
DAFTAR_API const daftar_field *daftar_document_get(const daftar_document *document,
                                                   const char *field, size_t number);

/* Frees the document with everything that was got from it. */
DAFTAR_API void daftar_document_free(daftar_document *document);

/* Names of the formats that can be read ("txt") by number from 0, NULL from the last on. */
DAFTAR_API const char *daftar_formats(size_t number);

/* ---- look after an index ---- */

/* What an index holds. */
typedef struct daftar_info {
    size_t size;
    uint64_t articles;   /* that can be found */
    uint64_t unreadable; /* files that could not be read when they were indexed */
    uint64_t passages;   /* that can be found */
    uint64_t dead;       /* passages that were replaced and still take room: compact */
    uint64_t segments;
    uint64_t bytes;      /* of the segments on disk */
    uint64_t generation; /* one more with every commit: equal numbers, equal index */
    uint64_t format;     /* of the index on disk */
    uint64_t outdated;   /* not 0: made by another version of the analysis: the next writer renews it */
} daftar_info;
#define DAFTAR_INFO_INIT { sizeof(daftar_info), 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Fills *out, of which `size` is set. NOT_FOUND: no index there; UNSUPPORTED: a newer format. */
DAFTAR_API daftar_status daftar_index_info(const char *path, daftar_info *out);

/* What the index holds for people, line by line ("articles: 12"), to `log`. */
DAFTAR_API daftar_status daftar_index_status(const char *path, daftar_log log, void *context);

/* Compares everything on disk with its checksums and structure; each fault goes to `log`. CORRUPT
 * when there is one. */
DAFTAR_API daftar_status daftar_index_verify(const char *path, daftar_log log, void *context);

/* Merges all segments into one, without anything dead; `serve`: with what xapian-tcpsrv needs. */
DAFTAR_API daftar_status daftar_index_compact(const char *path, int serve,
                                              const daftar_indexer_options *options);

/* ---- analysis ---- */

typedef struct daftar_analyzer daftar_analyzer; /* makes tokens of text as indexing does */

/* A word of a text. Its strings live as long as the callback. */
typedef struct daftar_token {
    uint32_t start, end;  /* bytes in the text */
    const char *language; /* code */
    const char *form;     /* canonical */
    const char *term;     /* stem: two words match exactly when their terms are equal */
    const char *cognate;  /* key of words that sound alike in other languages; or "" */
    uint32_t position;
    int compound;         /* a whole whose parts are tokens as well */
} daftar_token;

/* An analyzer; it keeps a cache, so use one for many texts. */
DAFTAR_API daftar_status daftar_analyzer_new(daftar_analyzer **out);

/* Calls back for each token, in order, until it returns not 0 (STOPPED). `language`: a code; NULL:
 * detected. BAD_INPUT for an unknown code. */
DAFTAR_API daftar_status daftar_analyze(daftar_analyzer *analyzer, const char *language,
                                        const char *text, size_t length,
                                        int (*token)(void *context, const daftar_token *token),
                                        void *context);

/* Frees the analyzer. */
DAFTAR_API void daftar_analyzer_free(daftar_analyzer *analyzer);

/* The code of the language of a block of text, "und" when unknown, which lives for ever; confidence
 * from 0 to 1, may be NULL. */
DAFTAR_API const char *daftar_detect_language(const char *text, size_t length, double *confidence);

/* Codes of the known languages by number from 0, our eight first, NULL from the last on; `name`
 * (may be NULL) gets the English name. Both live for ever. */
DAFTAR_API const char *daftar_languages(size_t number, const char **name);

#ifdef __cplusplus
}
#endif
#endif
