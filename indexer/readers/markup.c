/* markup.c: walks through the XML of office formats, element by element.
 *
 * Of Word's XML a twentieth is text; the rest is tags that no one asks for, whose attributes a full parser reads, checks
 * and copies: libxml2 took nine tenths of the time of a file. Here a tag is passed over as soon as its name is known to
 * be none that matters, and attributes are looked at when they are asked for. What nests wrongly, ends early or is no
 * UTF-8 is damaged; there are no entities but the five of XML and numbers. */
#include "indexer/readers/markup.h"

#include "base/utf8.h"
#include "indexer/encoding.h"
#include "indexer/readers/formats.h"

#include <stdlib.h>
#include <string.h>

#define DAMAGED "the XML in it is damaged"
#define ENTITY_MAX 12 /* bytes of `&#x10FFFF;` and some zeros */

struct markup_tag {
    const char *at, *end; /* what stands behind the name */
};

/* An element that is open. */
struct open_element {
    const char *name;
    size_t length;
    int number;
};

#define HASHES 64

struct markup {
    const struct markup_calls *calls;
    void *context;
    const char *at, *end;
    uint8_t by_hash[HASHES]; /* 1 + the number of an element with that hash; 0: none */
    uint8_t next[HASHES];    /* the same, behind each element */
    struct open_element open[FORMAT_DEPTH];
    size_t depth;
    bool seen;               /* the outermost element */
    const char *refused;     /* why it is not read any further */
};

int markup_name(struct markup_names *names, const unsigned char *name, int (*find)(const void *context, const char *name),
                const void *context)
{
    size_t slot = ((uintptr_t)name * UINT64_C(0x9E3779B97F4A7C15)) >> 56;
    if (names->names[slot] != name) {
        names->names[slot] = name;
        names->numbers[slot] = find(context, (const char *)name);
    }
    return names->numbers[slot];
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void refuse(struct markup *markup, const char *why)
{
    if (!markup->refused)
        markup->refused = why;
    markup->at = markup->end;
}

/* ---- names ---- */

static size_t hash_of(const char *name, size_t length)
{
    return (length * 7 + (unsigned char)name[0] * 3 + (unsigned char)name[length - 1]) % HASHES;
}

static void hash_elements(struct markup *markup)
{
    const char *const *elements = markup->calls->elements;
    for (size_t i = 0; elements[i] && i < HASHES; i++) {
        size_t hash = hash_of(elements[i], strlen(elements[i]));
        markup->next[i] = markup->by_hash[hash];
        markup->by_hash[hash] = (uint8_t)(i + 1);
    }
}

/* The number of the element, whose prefix does not count; -1: none that matters. */
static int number_of(const struct markup *markup, const char *name, size_t length)
{
    const char *colon = memchr(name, ':', length);
    if (colon) {
        length -= (size_t)(colon + 1 - name);
        name = colon + 1;
    }
    for (unsigned i = length ? markup->by_hash[hash_of(name, length)] : 0; i; i = markup->next[i - 1]) {
        const char *element = markup->calls->elements[i - 1];
        if (!strncmp(element, name, length) && !element[length])
            return (int)i - 1;
    }
    return -1;
}

/* ---- entities ---- */

static bool allowed(unsigned long c)
{
    return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && !(c >= 0xD800 && c < 0xE000) && c <= 0x10FFFF;
}

static size_t encode(char out[4], unsigned long c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0) | c);
    return length;
}

/* What stands at the `&` at text[0]: the bytes of its character, and in *step those of the entity; 0: there is none. */
static size_t read_entity(const char *text, size_t length, char out[4], size_t *step)
{
    static const struct {
        const char *name;
        char c;
    } rows[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        *step = strlen(rows[i].name);
        if (length >= *step && !memcmp(text, rows[i].name, *step)) {
            *out = rows[i].c;
            return 1;
        }
    }
    const char *stop = memchr(text, ';', length < ENTITY_MAX ? length : ENTITY_MAX);
    if (!stop || length < 4 || text[1] != '#')
        return 0;
    bool hex = text[2] == 'x';
    const char *digits = text + 2 + hex;
    char *end = NULL;
    unsigned long c = strchr("0123456789abcdefABCDEF", *digits) ? strtoul(digits, &end, hex ? 16 : 10) : 0;
    *step = (size_t)(stop - text) + 1;
    return end == stop && digits < stop && allowed(c) ? encode(out, c) : 0;
}

/* ---- attributes ---- */

struct attribute {
    const char *name, *value;
    size_t name_length, value_length;
};

/* The next attribute; false: there is none, or what there is cannot be told. */
static bool next_attribute(struct markup_tag *rest, struct attribute *out)
{
    while (rest->at < rest->end && is_blank(*rest->at))
        rest->at++;
    out->name = rest->at;
    while (rest->at < rest->end && *rest->at != '=' && !is_blank(*rest->at))
        rest->at++;
    out->name_length = (size_t)(rest->at - out->name);
    while (rest->at < rest->end && (is_blank(*rest->at) || *rest->at == '='))
        rest->at++;
    if (rest->at >= rest->end || (*rest->at != '"' && *rest->at != '\''))
        return false;
    char quote = *rest->at++;
    const char *stop = memchr(rest->at, quote, (size_t)(rest->end - rest->at));
    if (!stop)
        return false;
    out->value = rest->at;
    out->value_length = (size_t)(stop - rest->at);
    rest->at = stop + 1;
    return out->name_length > 0;
}

static const char *copy_value(const struct attribute *attribute, char *value, size_t size)
{
    size_t used = 0;
    for (size_t at = 0; at < attribute->value_length;) {
        char out[4];
        size_t step = 1, length = 0;
        if (attribute->value[at] == '&')
            length = read_entity(attribute->value + at, attribute->value_length - at, out, &step);
        if (!length) {
            step = length = 1;
            out[0] = attribute->value[at];
        }
        if (used + length >= size)
            break;
        memcpy(value + used, out, length);
        used += length;
        at += step;
    }
    value[utf8_valid_prefix(value, used)] = '\0';
    return value;
}

static const char *find_attribute(const struct markup_tag *tag, const char *name, bool prefixed, char *value, size_t size)
{
    struct markup_tag rest = *tag;
    struct attribute attribute;
    value[0] = '\0';
    while (next_attribute(&rest, &attribute)) {
        const char *colon = memchr(attribute.name, ':', attribute.name_length);
        const char *local = colon ? colon + 1 : attribute.name;
        size_t length = attribute.name_length - (size_t)(local - attribute.name);
        if (length == strlen(name) && !memcmp(local, name, length) && (colon || !prefixed))
            return copy_value(&attribute, value, size);
    }
    return value;
}

const char *markup_attribute(const struct markup_tag *tag, const char *name, char *value, size_t size)
{
    return find_attribute(tag, name, false, value, size);
}

const char *markup_reference(const struct markup_tag *tag, char *value, size_t size)
{
    return find_attribute(tag, "id", true, value, size);
}

unsigned markup_number(const struct markup_tag *tag, const char *name)
{
    char value[16];
    return (unsigned)strtoul(markup_attribute(tag, name, value, sizeof value), NULL, 10);
}

/* ---- the walk ---- */

/* Bytes of a control character that XML has and no text: U+007F to U+009F; 0: it is damage. */
static size_t control_length(const char *text, size_t length)
{
    bool two = length > 1 && (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] < 0xA0;
    return text[0] == 0x7F ? 1 : two ? 2 : 0;
}

static void put_text(struct markup *markup, const char *text, size_t length)
{
    for (size_t i = 0; !markup->depth && i < length; i++)
        if (!is_blank(text[i])) /* beside the outermost element */
            refuse(markup, DAMAGED);
    while (length && markup->depth && markup->calls->text) {
        size_t good = utf8_valid_prefix(text, length);
        size_t passed = good < length ? control_length(text + good, length - good) : 0;
        if (good)
            markup->calls->text(markup->context, text, good);
        if (passed)
            markup->calls->text(markup->context, " ", 1);
        else if (good < length)
            refuse(markup, DAMAGED);
        if (markup->refused)
            return;
        text += good + passed;
        length -= good + passed;
    }
}

/* Text up to the next tag. */
static void walk_text(struct markup *markup, const char *end)
{
    while (markup->at < end) {
        size_t left = (size_t)(end - markup->at), step;
        const char *text = markup->at, *mark = memchr(text, '&', left);
        size_t plain = mark ? (size_t)(mark - text) : left;
        markup->at += plain;
        put_text(markup, text, plain);
        if (!mark || markup->refused)
            return;
        char out[4];
        size_t bytes = read_entity(mark, left - plain, out, &step);
        if (!bytes) {
            refuse(markup, DAMAGED);
            return;
        }
        markup->at += step;
        put_text(markup, out, bytes);
    }
}

/* Behind the next `mark`, or the end, which is damage. */
static const char *behind(struct markup *markup, const char *mark)
{
    const char *found = memmem(markup->at, (size_t)(markup->end - markup->at), mark, strlen(mark));
    if (!found)
        refuse(markup, DAMAGED);
    return found ? found + strlen(mark) : markup->end;
}

static bool begins(const struct markup *markup, const char *what)
{
    size_t length = strlen(what);
    return (size_t)(markup->end - markup->at) >= length && !memcmp(markup->at, what, length);
}

/* Comments, instructions, CDATA, document types: at `<!` or `<?`. */
static void walk_other(struct markup *markup)
{
    if (begins(markup, "<!--")) {
        markup->at = behind(markup, "-->");
    } else if (begins(markup, "<?")) {
        markup->at = behind(markup, "?>");
    } else if (begins(markup, "<![CDATA[")) {
        const char *text = markup->at + strlen("<![CDATA[");
        markup->at = text;
        markup->at = behind(markup, "]]>");
        if (!markup->refused)
            put_text(markup, text, (size_t)(markup->at - text) - strlen("]]>"));
    } else {
        refuse(markup, "declares entities, which documents of this format do not");
    }
}

/* The `>` of the tag that is open at `at`, outside quotes; NULL: none. */
static const char *tag_end(const char *at, const char *end)
{
    for (; at < end && *at != '>'; at++) {
        if (*at == '<')
            return NULL;
        if (*at == '"' || *at == '\'')
            at = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (!at)
            return NULL;
    }
    return at < end ? at : NULL;
}

static void end_element(struct markup *markup)
{
    int number = markup->open[--markup->depth].number;
    if (number >= 0 && markup->calls->end)
        markup->calls->end(markup->context, (unsigned)number);
}

static void walk_end_tag(struct markup *markup, const char *name, const char *stop)
{
    while (stop > name && is_blank(stop[-1]))
        stop--;
    const struct open_element *open = markup->depth ? &markup->open[markup->depth - 1] : NULL;
    if (open && open->length == (size_t)(stop - name) && !memcmp(open->name, name, open->length))
        end_element(markup);
    else
        refuse(markup, DAMAGED);
}

static void walk_tag(struct markup *markup)
{
    const char *name = markup->at + 1, *stop = tag_end(name, markup->end), *end = name;
    if (!stop) {
        refuse(markup, DAMAGED);
        return;
    }
    markup->at = stop + 1;
    if (*name == '/') {
        walk_end_tag(markup, name + 1, stop);
        return;
    }
    bool empty = stop[-1] == '/';
    stop -= empty;
    while (end < stop && !is_blank(*end))
        end++;
    if (end == name || (!markup->depth && markup->seen) || markup->depth == FORMAT_DEPTH) {
        refuse(markup, markup->depth == FORMAT_DEPTH ? "nests elements more than 250 deep" : DAMAGED);
        return;
    }
    int number = number_of(markup, name, (size_t)(end - name));
    markup->open[markup->depth++] = (struct open_element){name, (size_t)(end - name), number};
    markup->seen = true;
    if (number >= 0)
        markup->calls->start(markup->context, (unsigned)number, &(struct markup_tag){end, stop});
    if (empty)
        end_element(markup);
}

static void walk(struct markup *markup)
{
    hash_elements(markup);
    while (markup->at < markup->end) {
        const char *open = memchr(markup->at, '<', (size_t)(markup->end - markup->at));
        walk_text(markup, open ? open : markup->end);
        if (markup->refused || !open)
            break;
        if (open + 1 < markup->end && (open[1] == '!' || open[1] == '?'))
            walk_other(markup);
        else
            walk_tag(markup);
    }
    if (markup->depth || !markup->seen)
        refuse(markup, DAMAGED);
}

/* UTF-16 by its mark, or what the declaration at the start says, becomes UTF-8; false: no memory. */
static bool decode(struct buffer *out, const char **bytes, size_t *length)
{
    char name[40] = "";
    if (*length > 2 && (!memcmp(*bytes, "\xFF\xFE", 2) || !memcmp(*bytes, "\xFE\xFF", 2))) {
        strcpy(name, "UTF-16");
    } else if (*length > 5 && !memcmp(*bytes, "<?xml", 5)) {
        const char *stop = memchr(*bytes, '>', *length);
        markup_attribute(&(struct markup_tag){*bytes + 5, stop ? stop : *bytes + *length}, "encoding", name, sizeof name);
    }
    if (*name && strcasecmp(name, "UTF-8") && strcasecmp(name, "US-ASCII")) {
        if (encoding_append(out, name, *bytes, *length) || out->failed)
            return false;
        *bytes = out->data ? out->data : "";
        *length = out->length;
    }
    if (*length >= 3 && !memcmp(*bytes, "\xEF\xBB\xBF", 3)) {
        *bytes += 3;
        *length -= 3;
    }
    return true;
}

daftar_status markup_walk(const char *bytes, size_t length, const struct markup_calls *calls, void *context)
{
    struct buffer decoded = {0};
    if (!length || length > INT32_MAX)
        return status_fail(DAFTAR_BAD_INPUT, length ? "a part of it is too large" : "a part of it is empty");
    struct markup *markup = calloc(1, sizeof *markup);
    daftar_status status = markup && decode(&decoded, &bytes, &length) ? DAFTAR_OK : status_no_memory();
    if (!status) {
        markup->calls = calls;
        markup->context = context;
        markup->at = bytes;
        markup->end = bytes + length;
        walk(markup);
        if (markup->refused)
            status = status_fail(DAFTAR_BAD_INPUT, "%s", markup->refused);
    }
    buffer_free(&decoded);
    free(markup);
    return status;
}
