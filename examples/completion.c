/* completion.c: words of an index by how they begin, the most frequent first: completion INDEX PREFIX [LIMIT] */
#include <daftar.h>
#include <stdio.h>
#include <stdlib.h>

static int print_word(void *context, const char *form, uint64_t count)
{
    ++*(size_t *)context;
    printf("%s\t%llu\n", form, (unsigned long long)count);
    return 0; /* anything else stops */
}

int main(int argc, char **argv)
{
    daftar_index *index;
    size_t words = 0;
    if (argc != 3 && argc != 4) {
        fprintf(stderr, "usage: completion INDEX PREFIX [LIMIT]\n");
        return 2;
    }
    const char *const paths[] = {argv[1]};
    size_t limit = argc == 4 ? strtoul(argv[3], NULL, 10) : 10;
    daftar_status status = daftar_index_open(&index, paths, 1, NULL);
    if (!status)
        status = daftar_index_terms(index, argv[2], limit, print_word, &words);
    if (status)
        fprintf(stderr, "completion: %s\n", daftar_last_error());
    daftar_index_free(index);
    return status ? 2 : words == 0;
}
