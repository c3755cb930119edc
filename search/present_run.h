/* present_run.h: what daftar-search was asked to do, and the doing of it. */
#ifndef SEARCH_PRESENT_RUN_H
#define SEARCH_PRESENT_RUN_H

#include "search/present.h"

/* A list that may be given several times. What the command line says replaces what the configuration file says. */
struct names {
    const char **items;
    size_t count, capacity;
    bool from_file;
};

struct settings {
    struct names indexes, languages;
    const char *facets[8];
    size_t facet_count;
    bool facets_from_file;
    const struct present_format *format;
    const char *queries, *similar, *completion;
    const char *page_language; /* a code; NULL: the locale's */
    size_t open;  /* the hit whose file is to be opened, from 1; 0: none */
    int color;    /* -1: auto */
    bool timeline, partial;
    bool in_file; /* the configuration file is being read */
    struct daftar_search_options search;
};

/* Asks the index and prints the pages; the exit code: 0 hits, 1 none, 2 error. */
int present_run(struct settings *settings, char **words);

#endif
