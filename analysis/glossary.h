/* glossary.h: concepts and the words for them in each language, by stem; built in, or a file of the user's. */
#ifndef ANALYSIS_GLOSSARY_H
#define ANALYSIS_GLOSSARY_H

#include "analysis/analyzer.h"
#include "base/status.h"

#define GLOSSARY_WORDS_MAX 6 /* of a phrase */

/* A word or phrase for a concept: its stems joined with blanks. Sorted by language, then text. */
struct glossary_form {
    uint32_t text;    /* in strings */
    uint32_t concept;
    uint32_t next;    /* form of the same concept, UINT32_MAX: the last */
    uint8_t length, language;
    uint8_t rank;     /* among the synonyms of its cell: 0 is the commonest */
    uint8_t written;  /* glossary_written() of the forms in the cell */
};

struct glossary_concept {
    uint32_t name, first; /* in strings: its first English synonym; its first form */
    uint32_t name_length;
};

struct glossary {
    const char *strings;
    const struct glossary_form *forms;
    const struct glossary_concept *concepts;
    const uint32_t *slots; /* hash table of forms: the first of each language and text, plus one */
    uint32_t form_count, concept_count, slot_count; /* slot_count is a power of two */
};

/* The glossary that was built in. */
const struct glossary *glossary_builtin(void);

/* The forms that are exactly these stems joined with blanks; they stand in a row, *count of them. */
const struct glossary_form *glossary_find(const struct glossary *glossary, enum language language, const char *text,
                                          size_t length, size_t *count);

/* Do two such rows of forms stand for one concept? */
bool glossary_share_concept(const struct glossary_form *a, size_t a_count, const struct glossary_form *b,
                            size_t b_count);
uint32_t glossary_hash(unsigned language, const char *text, size_t length);

/* The stems or the forms of a phrase, joined with blanks. */
struct glossary_phrase {
    char text[UINT8_MAX + 1];
    size_t length;
};
/* False: it would get too long, and stays as it is. */
bool glossary_phrase_add(struct glossary_phrase *phrase, struct slice word);
/* What tells how a phrase is written, by its canonical forms: two that differ look the same once in 256 times. */
uint8_t glossary_written(const struct glossary_phrase *forms);

struct glossary_stem {
    char text[120];
    uint8_t length;
};
/* Other stems that the word with this stem has, at most `room` of them; returns how many. */
typedef size_t (*glossary_alternates)(void *context, enum language language, struct slice stem,
                                      struct glossary_stem *out, size_t room);

/* A glossary in the making, and what is made of it. */
struct glossary_builder {
    glossary_alternates alternates; /* or NULL */
    void *context;                  /* handed to it */
    struct buffer strings;
    struct glossary_form *forms;
    size_t form_count, form_capacity;
    struct glossary_concept *concepts;
    size_t concept_count, concept_capacity;
    uint32_t *slots;
    bool failed; /* no memory */
};
void glossary_builder_concept(struct glossary_builder *builder, const char *name, size_t length);
/* Adds a word or phrase of the text in its language to the last concept; false: no word in it,
 * or too many, or one stop word. */
bool glossary_builder_form(struct glossary_builder *builder, struct analyzer *analyzer, enum language language,
                           const char *text, size_t length, unsigned rank);
/* Sorts, and fills `out`, which points into the builder. */
bool glossary_builder_finish(struct glossary_builder *builder, struct glossary *out);
void glossary_builder_free(struct glossary_builder *builder);

/* Reads a glossary file (TSV, see data/glossary.tsv) into the builder. BAD_INPUT names file, line and column. */
daftar_status glossary_read(struct glossary_builder *builder, struct analyzer *analyzer, const char *path);

/* The columns of the file and the lines of it, for who wants more of them than their stems. `each` returns no more
 * than whether to go on. `number` is the line's. */
enum { GLOSSARY_COLUMNS = 10 };
struct glossary_line {
    const char *path;
    unsigned number;
    struct slice cells[GLOSSARY_COLUMNS];
};
extern const struct glossary_column {
    const char *name;
    enum language language; /* LANGUAGE_UND: the domain */
    unsigned script;        /* that its words are written in */
} glossary_columns[GLOSSARY_COLUMNS];
typedef bool (*glossary_take)(void *context, const struct glossary_line *line);
daftar_status glossary_lines(const char *path, glossary_take each, void *context);
/* The next synonym of a cell, and the rest of the cell in *cell; false at its end. */
bool glossary_synonym(struct slice *cell, struct slice *synonym);

#endif
