/* article_law.c: knows the heads of the numbered parts of a law. */
#include "indexer/article_parts.h"

#include <pthread.h>
#include <string.h>

/* What the parts are called; the number stands before the word («12-модда»), behind it («Статья 12»), or either. */
static const struct {
    enum law law;
    bool before, behind;
    const char *words; /* separated by '|' */
} names[] = {
    {LAW_ARTICLE, false, true, "Статья|Article|Моддаи|Art"},
    {LAW_ARTICLE, true, false, "модда|modda|бап|бабы|берене|madda|мадда|статья|статъя|бап|bap|статия|statya|nji madda"},
    {LAW_CHAPTER, false, true, "Глава|Chapter|Боби|Боб"},
    {LAW_CHAPTER, true, false, "боб|bob|глава|тарау|глава|бап|bap|baby|баб|главасы|бөлүм главасы"},
    {LAW_SECTION, false, true, "Раздел|Section|Part|Часть|Фасли|Қисми"},
    {LAW_SECTION, true, false, "бўлим|boʻlim|бөлім|бөлүм|bölüm|bólim|бөлим|қисм|qism"},
};

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The bytes of a number at the start: digits with `.1` and superscripts («12¹»), or a Roman one. */
static size_t number_length(struct slice text)
{
    size_t length = 0;
    while (length < text.length && digit(text.data[length]))
        length++;
    if (length > 4)
        return 0;
    while (length && length + 1 < text.length && (unsigned char)text.data[length] == 0xC2 &&
           ((unsigned char)text.data[length + 1] == 0xB9 || ((unsigned char)text.data[length + 1] & 0xFE) == 0xB2))
        length += 2;
    if (length && length + 1 < text.length && (text.data[length] == '.' || text.data[length] == '-') &&
        digit(text.data[length + 1]))
        for (length++; length < text.length && digit(text.data[length]);)
            length++;
    if (length)
        return length;
    while (length < text.length && length < 7 && strchr("IVXL", text.data[length]))
        length++;
    return length;
}

static struct slice behind(struct slice text, size_t bytes)
{
    return (struct slice){text.data + bytes, text.length - bytes};
}

static bool listed(const char *words, struct slice text, size_t *end)
{
    for (*end = 0; *words && !*end; words += *words == '|') {
        size_t length = strcspn(words, "|");
        *end = article_match(text, (struct slice){words, length});
        words += length;
    }
    return *end > 0;
}

/* The first letters of all the words, as bits: few texts get beyond them. */
static uint64_t first_letters;
static pthread_once_t letters_once = PTHREAD_ONCE_INIT;

static uint64_t letter_bit(struct slice text)
{
    size_t step;
    return text.length ? UINT64_C(1) << (article_fold(text.data, text.length, &step) & 63) : 0;
}

static void gather_letters(void)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (const char *word = names[i].words; *word; word += strcspn(word, "|"), word += *word == '|')
            first_letters |= letter_bit((struct slice){word, strlen(word)});
}

static bool may_be_name(struct slice text)
{
    pthread_once(&letters_once, gather_letters);
    return (letter_bit(text) & first_letters) != 0;
}

static void skip_blanks(struct slice *text)
{
    while (article_skip(text, " ") || article_skip(text, "\xC2\xA0") || article_skip(text, "*"))
        continue;
}

/* «12-модда», «12 бап», «12‐nji madda»: what follows in *rest. */
static enum law number_first(struct slice line, struct slice *rest)
{
    size_t number = number_length(line);
    if (!number)
        return LAW_NONE;
    struct slice at = behind(line, number);
    bool joined = article_skip(&at, "-") || article_skip(&at, "\xE2\x80\x90") || article_skip(&at, "\xE2\x80\x91") || article_skip(&at, "\xE2\x80\x93");
    static const char *const ordinals[] = {"nji ", "njy ", "нҗи ", "нҗы ", "нжи ", "нжы ", "inchi ", "nchi ",
                                            "ші ", "шы ", "чи ", "чы ", "чү "};
    for (size_t i = 0; joined && i < sizeof ordinals / sizeof *ordinals; i++)
        if (article_skip(&at, ordinals[i]))
            break;
    article_skip(&at, ".");
    skip_blanks(&at);
    for (size_t i = 0; i < sizeof names / sizeof *names && may_be_name(at); i++) {
        size_t end;
        if (names[i].before && listed(names[i].words, at, &end)) {
            *rest = behind(at, end);
            return names[i].law;
        }
    }
    return LAW_NONE;
}

static enum law word_first(struct slice line, struct slice *rest)
{
    for (size_t i = 0; i < sizeof names / sizeof *names && may_be_name(line); i++) {
        size_t end;
        if (!names[i].behind || !listed(names[i].words, line, &end))
            continue;
        struct slice at = behind(line, end);
        article_skip(&at, ".");
        skip_blanks(&at);
        article_skip(&at, "\xE2\x84\x96");
        skip_blanks(&at);
        size_t number = number_length(at);
        if (!number)
            continue;
        *rest = behind(at, number);
        return names[i].law;
    }
    return LAW_NONE;
}

/* A cheap look: there is a number soon. */
static bool has_number(struct slice line)
{
    for (size_t i = 0; i < line.length && i < 48; i++)
        if (digit(line.data[i]) || line.data[i] == 'I' || line.data[i] == 'V' || line.data[i] == 'X')
            return true;
    return false;
}

enum law article_law(struct slice line, struct slice *title)
{
    if (!has_number(line))
        return LAW_NONE;
    line = article_trim(line);
    while (article_skip(&line, "#") || article_skip(&line, " "))
        continue;
    struct slice rest;
    enum law law = line.length && digit(line.data[0]) ? number_first(line, &rest) : word_first(line, &rest);
    if (law == LAW_NONE && line.length && strchr("IVX", line.data[0]))
        law = number_first(line, &rest);
    if (law == LAW_NONE)
        return law;
    skip_blanks(&rest);
    bool marked = article_skip(&rest, ".") || article_skip(&rest, ":") || article_skip(&rest, "\xE2\x80\x94") || article_skip(&rest, "\xE2\x80\x93") ||
                  article_skip(&rest, "- ");
    *title = article_trim(rest);
    if (!rest.length || (marked && !article_begins_small(*title) && !(title->length && digit(title->data[0]))))
        return law;
    return LAW_NONE;
}
