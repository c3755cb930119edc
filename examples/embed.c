/* embed.c: a search of one's own in thirty lines: embed INDEX QUERY. Build: cc embed.c $(pkg-config --cflags --libs daftar) */
#include <daftar.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    daftar_index *index;
    daftar_results *results = NULL;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    const char *const paths[] = {argv[argc > 1]};

    if (argc != 3) {
        fprintf(stderr, "usage: embed INDEX QUERY\n");
        return 2;
    }
    options.count = 3;
    if (daftar_index_open(&index, paths, 1, NULL) || daftar_search(&results, index, argv[2], &options)) {
        fprintf(stderr, "embed: %s\n", daftar_last_error());
        daftar_index_free(index);
        return 2;
    }
    for (size_t i = 0; i < daftar_results_count(results); i++) {
        const daftar_hit *hit = daftar_results_hit(results, i);
        printf("%s#%u [%s] %s\n  %s\n", hit->path, hit->passage, hit->language, hit->heading, hit->snippet);
    }
    int none = daftar_results_count(results) == 0;
    daftar_results_free(results);
    daftar_index_free(index);
    return none;
}
