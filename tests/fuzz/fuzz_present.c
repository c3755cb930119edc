/* fuzz_present.c: whatever the texts of a hit hold, JSON stays JSON, a line stays a line, and nothing speaks to the
 * terminal. */
#include "base/json.h"
#include "fuzz.h"
#include "search/present.h"
#include "search/results.h"

enum { STRINGS = 8 };

/* No control character but line breaks and those that the format itself writes. */
static void check_plain(const struct buffer *out, bool returns)
{
    for (size_t i = 0; i < out->length; i++) {
        unsigned char c = (unsigned char)out->data[i];
        HOLDS((c >= ' ' && c != 0x7f) || c == '\n' || c == '\t' || (returns && c == '\r'));
    }
}

static size_t count_char(const struct buffer *out, char wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < out->length; i++)
        count += out->data[i] == wanted;
    return count;
}

/* Strings end where they should and hold no raw control characters; brackets outside them pair. */
static void check_json(const struct buffer *out)
{
    bool quoted = false;
    long depth = 0;
    for (size_t i = 0; i < out->length; i++) {
        unsigned char c = (unsigned char)out->data[i];
        if (quoted) {
            HOLDS(c >= ' ');
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
            continue;
        }
        HOLDS(c < 0x80);
        quoted = c == '"';
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        HOLDS(depth >= 0);
    }
    HOLDS(!quoted && depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *strings[STRINGS];
    size_t share = size / STRINGS;
    for (size_t i = 0; i < STRINGS; i++) {
        strings[i] = malloc(share + 1);
        memcpy(strings[i], data + i * share, share);
        strings[i][share] = '\0';
    }
    size_t snippet = strlen(strings[4]);
    daftar_range ranges[2] = {{0, (uint32_t)(snippet / 3)}, {(uint32_t)(snippet / 2), (uint32_t)snippet}};
    struct page_hit hit = {.hit = {.path = strings[0], .passage = 3, .score = 1.5, .language = "uz", .title = strings[1],
                                   .authors = strings[2], .heading = strings[3], .page = 2, .line = 7, .year = 2020,
                                   .snippet = strings[4], .highlights = ranges, .highlight_count = 2,
                                   .text = strings[5], .format = "txt"}};
    struct daftar_results results = {.hits = &hit, .count = 1, .estimate = 1, .correction = strings[6]};
    struct presentation how = {.query = strings[7], .query_id = "1", .note = strings[6], .width = 40};
    static const struct {
        const char *name;
        bool json, line;
        size_t tabs;
    } formats[] = {{"json", true, false, 0},  {"tsv", false, true, 8},        {"trec", false, true, 0},
                   {"text", false, false, 0}, {"jsonl", true, false, 0},      {"grep", false, false, 0},
                   {"html", false, false, 0}, {"markdown", false, false, 0}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct buffer out = {0};
        present_find(formats[i].name)->page(&how, &results, &out);
        HOLDS(!out.failed);
        if (formats[i].json)
            check_json(&out);
        else
            check_plain(&out, !strcmp(formats[i].name, "html")); /* to a browser it is a blank */
        HOLDS(!formats[i].line || count_char(&out, '\n') == 1);
        HOLDS(!formats[i].tabs || count_char(&out, '\t') == formats[i].tabs);
        buffer_free(&out);
    }
    for (size_t i = 0; i < STRINGS; i++)
        free(strings[i]);
    return 0;
}
