/* epub.c: reads EPUB: the chapters in the order of its spine, each as HTML. */
#include "indexer/encoding.h"
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ITEMS 10000

struct item {
    char id[128];
    char file[512];
};
struct book {
    struct document *document;
    char package[512];   /* where the .opf is */
    struct item *items;
    size_t count, capacity;
    size_t *spine;       /* numbers of items */
    size_t chapters, spine_capacity;
    struct buffer text;
    enum field field;
    bool inside;
};

static const char *const package_elements[] = {"rootfile", NULL};

static void package_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct book *book = context;
    (void)element;
    if (!book->package[0])
        markup_attribute(tag, "full-path", book->package, sizeof book->package);
}

/* `%20` and the like in a name become what they stand for; a fragment goes. */
static void plain_name(char *name)
{
    char *to = name;
    for (char *from = name; *from && *from != '#'; from++) {
        char hex[3] = {0};
        if (*from == '%' && from[1] && from[2]) {
            memcpy(hex, from + 1, 2);
            char *end;
            unsigned long c = strtoul(hex, &end, 16);
            if (end == hex + 2 && c) {
                *to++ = (char)c;
                from += 2;
                continue;
            }
        }
        *to++ = *from;
    }
    *to = '\0';
}

static void add_item(struct book *book, const struct markup_tag *tag)
{
    if (book->count >= ITEMS || !array_reserve(&book->items, &book->capacity, book->count + 1, sizeof *book->items))
        return;
    struct item *item = &book->items[book->count++];
    char href[400];
    markup_attribute(tag, "id", item->id, sizeof item->id);
    markup_attribute(tag, "href", href, sizeof href);
    plain_name(href);
    const char *slash = strrchr(book->package, '/');
    int directory = slash ? (int)(slash - book->package) + 1 : 0;
    if (directory > 100)
        directory = 0;
    snprintf(item->file, sizeof item->file, "%.*s%s", directory, book->package, href);
}

static void add_chapter(struct book *book, const struct markup_tag *tag)
{
    char id[128];
    markup_attribute(tag, "idref", id, sizeof id);
    for (size_t i = 0; i < book->count; i++)
        if (!strcmp(book->items[i].id, id) && book->chapters < ITEMS &&
            array_reserve(&book->spine, &book->spine_capacity, book->chapters + 1, sizeof *book->spine)) {
            book->spine[book->chapters++] = i;
            return;
        }
}

enum opf_element { TITLE, CREATOR, ITEM, ITEMREF };
static const char *const opf_elements[] = {"title", "creator", "item", "itemref", NULL};

static void opf_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct book *book = context;
    book->inside = element == TITLE || element == CREATOR;
    book->field = element == TITLE ? FIELD_TITLE : FIELD_AUTHOR;
    buffer_clear(&book->text);
    if (element == ITEM)
        add_item(book, tag);
    else if (element == ITEMREF)
        add_chapter(book, tag);
}

static void opf_end(void *context, unsigned element)
{
    struct book *book = context;
    (void)element;
    if (book->inside && book->text.length)
        document_add_property(book->document, book->field, book->text.data, book->text.length);
    book->inside = false;
}

static void opf_text(void *context, const char *bytes, size_t length)
{
    struct book *book = context;
    if (book->inside)
        buffer_append(&book->text, bytes, length);
}

static bool wanted(const char *name)
{
    static const char *const endings[] = {".opf", ".xhtml", ".html", ".htm", ".xml", ".XHTML", ".HTML"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (office_ends(name, endings[i]))
            return true;
    return false;
}

static daftar_status walk_entry(struct book *book, const struct container *container, const char *name,
                                const struct markup_calls *calls)
{
    const struct entry *entry = container_find(container, name);
    return entry ? markup_walk(entry->bytes.data, entry->bytes.length, calls, book)
                 : status_fail(DAFTAR_BAD_INPUT, "holds no %s", *name ? name : "package");
}

static daftar_status read_chapters(struct book *book, const struct container *container)
{
    daftar_status status = DAFTAR_OK;
    size_t fields = book->document->field_count, used = 0;
    for (size_t i = 0; !status && i < book->chapters; i++) {
        const struct entry *entry = container_find(container, book->items[book->spine[i]].file);
        used += entry ? entry->bytes.length : 0;
        if (!entry || used > FORMAT_UNPACKED_MAX)
            continue;
        status = read_html(book->document, entry->bytes.data ? entry->bytes.data : "", entry->bytes.length);
        /* A chapter's title is not the book's. */
        for (; book->document->field_count > fields; book->document->field_count--)
            free(book->document->fields[book->document->field_count - 1].text);
    }
    return status;
}

daftar_status read_epub(struct document *document, const char *bytes, size_t length)
{
    static const struct markup_calls package = {package_elements, package_start, NULL, NULL};
    static const struct markup_calls opf = {opf_elements, opf_start, opf_end, opf_text};
    struct container container = {0};
    struct book book = {.document = document};
    daftar_status status = container_read(&container, bytes, length, wanted);
    if (!status)
        status = walk_entry(&book, &container, "META-INF/container.xml", &package);
    if (!status)
        status = walk_entry(&book, &container, book.package, &opf);
    if (!status)
        status = read_chapters(&book, &container);
    buffer_free(&book.text);
    free(book.items);
    free(book.spine);
    container_free(&container);
    return status;
}
