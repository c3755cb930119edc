/* fuzz_query.c: any query has a tree, whose text lies in the query, or is refused for having no word. */
#include "fuzz.h"
#include "search/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct query query;
    char *text = malloc(size + 1); /* behind its last byte stands what must not be read */
    struct buffer printed = {0};
    if (!text)
        return 0;
    if (size)
        memcpy(text, data, size);
    daftar_status status = query_parse(&query, text, size);
    HOLDS(status == DAFTAR_OK || status == DAFTAR_BAD_QUERY);
    if (!status) {
        for (size_t i = 1; i < query.count; i++) {
            const struct node *node = &query.nodes[i];
            HOLDS(!node->text.length || (node->text.data >= text && node->text.data + node->text.length <= text + size));
            HOLDS(node->first < query.count && node->next < query.count);
        }
        query_print(&query, query.root, &printed);
    }
    buffer_free(&printed);
    query_free(&query);
    free(text);
    return 0;
}
