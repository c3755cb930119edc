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
};

#endif
