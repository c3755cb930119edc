/* fuzz_markup.c: XML that is read as a tree says the same as when it is read as events. */
#include "fuzz.h"

#include "base/utf8.h"
#include "indexer/readers/markup.h"

static const char *const elements[] = {"p", "id", "br", NULL};

static void start(void *out, unsigned element, const struct markup_tag *tag)
{
    char name[40], id[40];
    buffer_printf(out, "\n<%s %s %s>", elements[element], markup_attribute(tag, "name", name, sizeof name),
                  markup_reference(tag, id, sizeof id));
}

static void end(void *out, unsigned element)
{
    buffer_printf(out, "\n</%s>", elements[element]);
}

static void text(void *out, const char *bytes, size_t length)
{
    HOLDS(utf8_valid_prefix(bytes, length) == length);
    buffer_append(out, bytes, length);
}

/* `behind` is put behind the bytes: a comment, with which XML is not ordinary and is read as events. */
static daftar_status walk(struct buffer *out, const uint8_t *data, size_t size, const char *behind)
{
    static const struct markup_calls calls = {elements, start, end, text};
    size_t added = strlen(behind);
    char *copy = malloc(size + added + 1);
    HOLDS(copy);
    memcpy(copy, data, size);
    memcpy(copy + size, behind, added);
    daftar_status status = markup_walk(copy, size + added, &calls, out);
    HOLDS(status == DAFTAR_OK || status == DAFTAR_BAD_INPUT);
    free(copy);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer tree = {0}, events = {0};
    daftar_status as_tree = walk(&tree, data, size, "");
    /* Of what a comment behind it changes, nothing is known: other encodings, what is no tag yet. */
    if (!memmem(data, size, "<!", 2) && !memmem(data, size, "encoding", 8) &&
        utf8_valid_prefix((const char *)data, size) == size) {
        bool is_xml = !walk(&events, data, size, "<!-- -->");
        HOLDS(!is_xml || !as_tree);
        HOLDS(!is_xml || slice_same((struct slice){tree.data, tree.length}, (struct slice){events.data, events.length}));
    }
    buffer_free(&tree);
    buffer_free(&events);
    return 0;
}
