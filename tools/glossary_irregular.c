/* glossary_irregular.c: other stems of a word: listed ones, and Russian vowels that come and go. */
#include "tools/glossary_irregular.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pair {
    enum language language;
    struct glossary_stem from, to;
};

struct irregulars {
    struct pair *items;
    size_t count, capacity;
};

/* участок, участки; владелец, владельцы; уровень, уровни; поездка, поездок. Endings of stems behind a consonant; a stem
 * that does not exist does no harm, nobody writes it. Of verbs: регулировать, регулирует; установить, установлен. */
static const char *const fleeting[][2] = {
    {"лец", "льц"}, {"еец", "ейц"}, {"иец", "ийц"}, {"ец", "ц"},   {"ок", "к"},   {"ек", "к"},
    {"ен", "н"},    {"ер", "р"},    {"ел", "л"},    {"аем", "айм"}, {"чк", "чек"}, {"шк", "шек"},
    {"жк", "жек"},  {"йк", "ек"},   {"льк", "лек"}, {"к", "ок"},    {"ирова", "ир"}, {"ова", ""},
    {"в", "вл"},    {"п", "пл"},    {"б", "бл"},    {"м", "мл"},
};

static bool ends_with(struct slice stem, const char *ending)
{
    size_t length = strlen(ending);
    return stem.length >= length + 4 && !memcmp(stem.data + stem.length - length, ending, length);
}

static size_t fleeting_of(struct slice stem, struct glossary_stem *out)
{
    for (size_t i = 0; i < sizeof fleeting / sizeof *fleeting; i++) {
        if (!ends_with(stem, fleeting[i][0]))
            continue;
        size_t kept = stem.length - strlen(fleeting[i][0]);
        static const char vowels[] = "аеиоуыэюя";
        char before[3] = {stem.data[kept - 2], stem.data[kept - 1], '\0'};
        if (strlen(fleeting[i][0]) < 6 && strstr(vowels, before))
            continue;
        out->length = (uint8_t)snprintf(out->text, sizeof out->text, "%.*s%s", (int)kept, stem.data, fleeting[i][1]);
        return 1;
    }
    return 0;
}

size_t irregulars_of(void *context, enum language language, struct slice stem, struct glossary_stem *out, size_t room)
{
    const struct irregulars *irregulars = context;
    size_t count = 0;
    for (size_t i = 0; i < irregulars->count && count < room; i++) {
        const struct pair *pair = &irregulars->items[i];
        if (pair->language == language && pair->from.length == stem.length &&
            !memcmp(pair->from.text, stem.data, stem.length))
            out[count++] = pair->to;
    }
    if (count < room && language == LANGUAGE_RU)
        count += fleeting_of(stem, out + count);
    return count;
}

static struct glossary_stem stem_of(struct analyzer *analyzer, enum language language, const char *word)
{
    struct glossary_stem stem = {.length = 0};
    const struct word *found = analyzer_word(analyzer, language, word, strlen(word));
    if (found && found->term.length < sizeof stem.text) {
        memcpy(stem.text, found->term.data, found->term.length);
        stem.length = (uint8_t)found->term.length;
    }
    return stem;
}

static bool read_line(struct irregulars *irregulars, struct analyzer *analyzer, char *line)
{
    const char *code = strsep(&line, "\t"), *lemma = strsep(&line, "\t");
    if (!lemma || !line)
        return false;
    enum language language = language_by_code(code, strlen(code));
    struct glossary_stem from = stem_of(analyzer, language, lemma);
    for (char *word; (word = strsep(&line, " \n")) != NULL;) {
        struct glossary_stem to = stem_of(analyzer, language, word);
        bool same = to.length == from.length && !memcmp(to.text, from.text, to.length);
        if (!to.length || same)
            continue;
        if (!array_reserve(&irregulars->items, &irregulars->capacity, irregulars->count + 1, sizeof *irregulars->items))
            return false;
        irregulars->items[irregulars->count++] = (struct pair){language, from, to};
    }
    return language != LANGUAGE_UND;
}

struct irregulars *irregulars_read(struct analyzer *analyzer, const char *path)
{
    struct irregulars *irregulars = calloc(1, sizeof *irregulars);
    FILE *file = fopen(path, "re");
    char *line = NULL;
    size_t capacity = 0;
    bool good = file && irregulars;
    while (good && getline(&line, &capacity, file) >= 0)
        good = *line == '#' || read_line(irregulars, analyzer, line);
    if (file)
        fclose(file);
    free(line);
    if (good)
        return irregulars;
    irregulars_free(irregulars);
    return NULL;
}

void irregulars_free(struct irregulars *irregulars)
{
    if (irregulars)
        free(irregulars->items);
    free(irregulars);
}
