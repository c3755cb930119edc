/* index.h: an index that is open for searching: one or several, local and remote, as one store. */
#ifndef SEARCH_INDEX_H
#define SEARCH_INDEX_H

#include "analysis/analyzer.h"
#include "store/store.h"

struct daftar_index {
    char **paths; /* as given */
    size_t path_count;
    struct daftar_index_options options;
    struct store *store;
    struct analyzer *analyzer;
    bool holds[LANGUAGE_COUNT]; /* passages of this language */
    uint64_t generation;        /* sum over the manifests */
    char *kept_glossary;            /* path of the first index's own, or NULL */
    struct user_glossary *glossary; /* the last one that a search named, or NULL */
    char *file;                     /* the last one that was asked for, or NULL */
};

struct glossary;
/* Reads a glossary file of the user's, or finds it as it was read before if the file is the same. Stays until another
 * is asked for. BAD_INPUT names file, line and column. */
daftar_status user_glossary_open(const struct glossary **out, daftar_index *index, const char *path);
void user_glossary_free(struct user_glossary *glossary);

#endif
