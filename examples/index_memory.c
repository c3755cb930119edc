/* index_memory.c: three documents in three languages, from memory into an index, found across languages.
 * usage: index_memory INDEX-DIRECTORY [QUERY...] */
#include <daftar.h>
#include <stdio.h>

static const struct {
    const char *path, *title, *text;
} documents[] = {
    {"en/corridor", "The corridor",
     "Landlocked countries reach seaports by rail. Transport diplomacy decides which railway is built first."},
    {"ru/corridor", "Коридор",
     "Страны без выхода к морю строят железные дороги. Транспортная дипломатия определяет маршруты между столицами."},
    {"uz/corridor", "Йўлак",
     "Денгизга чиқиш имкони йўқ давлатлар темир йўллар қурмоқда. Транспорт дипломатияси йўналишларни белгилайди."},
};

static daftar_status add(daftar_indexer *indexer, const char *path, const char *title, const char *text)
{
    daftar_document *document;
    daftar_status status = daftar_document_new(&document);
    if (!status)
        status = daftar_document_set(document, "path", path, NULL);
    if (!status)
        status = daftar_document_set(document, "title", title, NULL);
    if (!status)
        status = daftar_document_set(document, "text", text, NULL);
    if (!status)
        status = daftar_indexer_add_document(indexer, document);
    daftar_document_free(document);
    return status;
}

static daftar_status build(const char *directory)
{
    daftar_indexer *indexer;
    daftar_status status = daftar_indexer_new(&indexer, directory, NULL);
    for (size_t i = 0; !status && i < sizeof documents / sizeof *documents; i++)
        status = add(indexer, documents[i].path, documents[i].title, documents[i].text);
    if (!status)
        status = daftar_indexer_commit(indexer);
    daftar_indexer_free(indexer);
    return status;
}

/* One line a query: which documents answer it, in which language each is. */
static daftar_status ask(daftar_index *index, const char *query)
{
    daftar_results *results;
    daftar_status status = daftar_search(&results, index, query, NULL);
    if (status)
        return status;
    printf("%s:", query);
    for (size_t i = 0; i < daftar_results_count(results); i++) {
        const daftar_hit *hit = daftar_results_hit(results, i);
        printf(" %s[%s]", hit->path, hit->language);
    }
    printf("\n");
    daftar_results_free(results);
    return DAFTAR_OK;
}

int main(int argc, char **argv)
{
    static const char *const queries[] = {"transport diplomacy", "железная дорога", "temir yo'l"};
    if (argc < 2) {
        fprintf(stderr, "usage: index_memory INDEX-DIRECTORY [QUERY...]\n");
        return 2;
    }
    const char *const paths[] = {argv[1]};
    daftar_index *index = NULL;
    daftar_status status = build(argv[1]);
    if (!status)
        status = daftar_index_open(&index, paths, 1, NULL);
    for (int i = 2; !status && i < argc; i++)
        status = ask(index, argv[i]);
    for (size_t i = 0; !status && argc == 2 && i < sizeof queries / sizeof *queries; i++)
        status = ask(index, queries[i]);
    if (status)
        fprintf(stderr, "index_memory: %s: %s\n", daftar_status_name(status), daftar_last_error());
    daftar_index_free(index);
    return status ? 2 : 0;
}
