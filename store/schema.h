/* schema.h: how an article and its passages lie in the store: terms, value slots, metadata keys, records. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "base/buffer.h"
#include <stdbool.h>

/* Stems are lower case and stand bare. An upper-case letter marks every other kind of term. Those of the first passage
 * tell of the whole article: other passages do without them, which saves a fifth of the postings. */
#define TERM_ARTICLE 'Q'  /* boolean: article id, 16 hex digits */
#define TERM_LANGUAGE 'L' /* boolean: code */
#define TERM_FORMAT 'F'   /* boolean: reader's name */
#define TERM_PART 'I'     /* boolean: part of the article, as in `in:references`; none for the body */
#define TERM_NUMBER 'N'   /* boolean, only where segments are served: the passage's number */
#define TERM_HEADING 'H'  /* stems of the heading, without positions */
#define TERM_PATH 'P'     /* first passage, boolean: the path, its name, and every directory above */
#define TERM_TITLE 'S'    /* first passage: stems of a field, without positions */
#define TERM_AUTHOR 'A'
#define TERM_KEYWORD 'K'

enum slot {
    SLOT_YEAR,     /* packed number */
    SLOT_ARTICLE,  /* article id: collapsed on */
    SLOT_LANGUAGE, /* facets from here on */
    SLOT_FORMAT,
    SLOT_AUTHORS,  /* values joined with SLOT_SEPARATOR */
    SLOT_KEYWORDS
};
#define SLOT_SEPARATOR '\x1f'
/* The next of joined values, which may be empty; the rest stays in *values. False at their end. */
bool slot_next(struct slice *values, struct slice *value);

/* Metadata of a segment. */
#define META_ARTICLE 'A' /* + article id: article record */
#define META_LEARNED 'T' /* alone: the number of the last commit whose articles have taught translations, and of how
                            many other indexes; if of any, the first is the sum of their commits and its own */

#define ARTICLE_ID_LENGTH 16
/* The id of the article at `path`: 16 hex digits, NUL-terminated. */
void article_id(const char *path, size_t length, char id[ARTICLE_ID_LENGTH + 1]);

/* What the index remembers of an article. Slices point into the record that was read. */
struct article_record {
    bool removed;   /* a tombstone: the article is gone, whatever older segments say */
    bool failed;    /* could not be read; `note` says why. Not tried again until the file changes */
    uint32_t reading; /* version of what read the file and cut it into passages; 0: from before it was kept */
    uint64_t sequence; /* of the commit that wrote it: the highest is right */
    uint64_t size;  /* of the file */
    int64_t stamp;  /* of its times of change (walk_stamp); 0: look at it again */
    uint64_t hash;  /* XXH3 of the file's bytes */
    uint32_t passages;
    uint32_t year;
    struct slice path, root, format, title, authors, keywords, journal, doi, note;
};
/* A record of which nothing is known but the path and what brought it in; its other strings are "". */
struct article_record article_record_new(const char *path, const char *root);
void article_record_write(struct buffer *out, const struct article_record *record);
bool article_record_read(struct article_record *record, const char *bytes, size_t length); /* false: damaged */

/* A passage as stored: enough to show it, and to index it again. */
struct passage_record {
    char article[ARTICLE_ID_LENGTH + 1];
    uint32_t number; /* from 1 in the article */
    uint32_t language;
    uint32_t part;   /* enum part of the indexer */
    uint32_t page, line;
    uint32_t start, end;
    struct slice heading; /* outermost first, joined with " > " */
    struct slice text;
};
void passage_record_write(struct buffer *out, const struct passage_record *record);
/* False: damaged (the record carries a checksum of its own). */
bool passage_record_read(struct passage_record *record, const char *bytes, size_t length);

/* Parts of an article, as `in:` names them. */
enum part { PART_BODY, PART_ABSTRACT, PART_KEYWORDS, PART_REFERENCES, PART_FRONT, PART_FOOTNOTE, PART_COUNT };
extern const char *const part_names[PART_COUNT];

#endif
