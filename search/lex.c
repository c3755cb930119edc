/* lex.c: cuts a question into lexemes. */
#include "search/lex.h"

#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

const char *const query_field_names[QUERY_FIELD_COUNT] = {
    "", "title", "author", "keyword", "heading", "lang", "year", "path", "format", "in",
};

static const struct {
    const char *text;
    enum lexeme_kind kind;
} operators[] = {
    {"AND", AND}, {"OR", OR}, {"NOT", NOT}, {"И", AND}, {"ИЛИ", OR}, {"НЕ", NOT},
    {"VA", AND}, {"YOKI", OR}, {"EMAS", NOT}, {"ВА", AND}, {"ЁКИ", OR}, {"ЭМАС", NOT},
};

static enum lexeme_kind operator_of(struct slice word)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strlen(operators[i].text) == word.length && !memcmp(operators[i].text, word.data, word.length))
            return operators[i].kind;
    return WORD;
}

/* NEAR/5, ADJ/2; the number may be left out. */
static bool is_near(struct slice word, struct lexeme *out)
{
    size_t name = word.length >= 4 && !memcmp(word.data, "NEAR", 4) ? 4
                  : word.length >= 3 && !memcmp(word.data, "ADJ", 3) ? 3 : 0;
    if (!name || (word.length > name && word.data[name] != '/'))
        return false;
    unsigned distance = 0;
    for (size_t i = name + 1; i < word.length; i++) {
        if (word.data[i] < '0' || word.data[i] > '9' || distance > 100)
            return false;
        distance = distance * 10 + (unsigned)(word.data[i] - '0');
    }
    out->kind = NEAR;
    out->ordered = name == 3;
    out->distance = distance ? distance : 10;
    return true;
}

bool query_is_operator(struct slice word)
{
    struct lexeme near;
    return operator_of(word) != WORD || is_near(word, &near);
}

/* Soft hyphens and joiners stand inside words, as what was pasted from a PDF has them; other controls do not. */
static bool is_joiner(UChar32 c)
{
    return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060;
}

static bool is_blank(const char *at, const char *end, size_t *length)
{
    size_t i = 0;
    UChar32 c;
    U8_NEXT(at, i, end - at, c);
    *length = i;
    return c < 0 || u_isUWhiteSpace(c) || (u_iscntrl(c) && !is_joiner(c));
}

bool lex_has_letter(struct slice text, bool lower)
{
    for (size_t i = 0; i < text.length;) {
        UChar32 c;
        U8_NEXT(text.data, i, text.length, c);
        if (c >= 0 && (lower ? u_isalpha(c) && !u_isupper(c) : u_isalnum(c)))
            return true;
    }
    return false;
}

static bool is_inner(UChar32 c, const char *marks)
{
    return u_isalnum(c) || (c > 0 && c < 0x80 && strchr(marks, c));
}

struct slice lex_trim(struct slice text, const char *marks)
{
    UChar32 c;
    for (size_t at = 0; text.length; at = 0) {
        U8_NEXT(text.data, at, text.length, c);
        if (is_inner(c, marks))
            break;
        text.data += at;
        text.length -= at;
    }
    while (text.length && text.length <= INT32_MAX) {
        int32_t at = (int32_t)text.length;
        U8_PREV(text.data, 0, at, c);
        if (is_inner(c, marks))
            break;
        text.length = (size_t)at;
    }
    return text;
}

static void skip_blanks(struct lexer *l)
{
    size_t length;
    while (l->at < l->end && is_blank(l->at, l->end, &length))
        l->at += length;
}

/* The end of a word: a blank, a quote or a bracket. */
static const char *word_end(const char *at, const char *end)
{
    size_t length;
    while (at < end && !is_blank(at, end, &length) && *at != '"' && *at != '(' && *at != ')')
        at += length;
    return at;
}

static enum query_field field_of(struct slice name)
{
    for (int i = 1; i < QUERY_FIELD_COUNT; i++)
        if (strlen(query_field_names[i]) == name.length && !strncasecmp(query_field_names[i], name.data, name.length))
            return (enum query_field)i;
    return QUERY_ANY;
}

/* 2019..2022 and what stands for the dots when people type, >2019, <=2019, 2019. */
bool lex_is_range(struct slice text)
{
    size_t i = 0;
    bool digits = false;
    if (i < text.length && strchr("<>=", text.data[i]))
        i += 1 + (i + 1 < text.length && text.data[i] != '=' && text.data[i + 1] == '=');
    for (; i < text.length; i++) {
        bool dash = text.length - i > 2 && (!memcmp(text.data + i, "–", 3) || !memcmp(text.data + i, "—", 3));
        digits |= text.data[i] >= '0' && text.data[i] <= '9';
        if (!dash && !memchr("0123456789.-", text.data[i], 12))
            return false;
        i += dash ? 2 : 0;
    }
    return digits;
}

/* One of several years, languages ... with commas between them. */
static bool are_ranges(struct slice text)
{
    for (size_t at = 0; at < text.length;) {
        const char *comma = memchr(text.data + at, ',', text.length - at);
        size_t length = comma ? (size_t)(comma - text.data) - at : text.length - at;
        if (length && !lex_is_range((struct slice){text.data + at, length}))
            return false;
        at += length + 1;
    }
    return true;
}

/* `name:` of a known field directly before its value. */
static void take_field(struct lexer *l, struct lexeme *out)
{
    const char *stop = word_end(l->at, l->end);
    const char *colon = memchr(l->at, ':', (size_t)(stop - l->at));
    size_t length;
    if (!colon || colon + 1 >= l->end || is_blank(colon + 1, l->end, &length))
        return;
    enum query_field field = field_of((struct slice){l->at, (size_t)(colon - l->at)});
    struct slice value = {colon + 1, (size_t)(stop - colon - 1)};
    if (field == QUERY_ANY || (field == QUERY_YEAR && !are_ranges(value)))
        return;
    out->field = field;
    l->at = colon + 1;
}

/* + and - count before a word, at its very beginning; those of `(F)-degree` and `"X"-и` say nothing. */
static void take_sign(struct lexer *l, bool beginning, struct lexeme *out)
{
    size_t length;
    if ((*l->at != '+' && *l->at != '-') || l->at + 1 >= l->end || is_blank(l->at + 1, l->end, &length) ||
        l->at[1] == '-' || l->at[1] == '+')
        return;
    if (beginning)
        out->occur = *l->at == '+' ? OCCUR_MUST : OCCUR_MUST_NOT;
    l->at++;
}

/* "phrase", ~"phrase"; what Lucene's users write behind it, "phrase"~2, makes it loose too. */
static bool take_phrase(struct lexer *l, struct lexeme *out)
{
    bool loose = *l->at == '~' && l->at + 1 < l->end && l->at[1] == '"';
    if (*l->at != '"' && !loose)
        return false;
    const char *start = l->at + (loose ? 2 : 1);
    const char *close = memchr(start, '"', (size_t)(l->end - start));
    if (!close) {
        l->broken = true; /* a quote without its other half */
        l->at = start;
        return false;
    }
    l->at = close + 1;
    if (l->at < l->end && *l->at == '~' && (l->at + 1 == l->end || l->at[1] != '"')) {
        loose = true;
        while (++l->at < l->end && *l->at >= '0' && *l->at <= '9')
            ;
    }
    *out = (struct lexeme){PHRASE, {start, (size_t)(close - start)}, out->occur, out->field, 0, false, loose};
    return true;
}

static bool take_mark(struct lexer *l, struct lexeme *out)
{
    if (take_phrase(l, out))
        return true;
    if (l->at < l->end && (*l->at == '(' || *l->at == ')')) {
        out->kind = *l->at == '(' ? OPEN : CLOSE;
        l->at++;
        return true;
    }
    return false;
}

/* A comma or full stop behind a value belongs to the sentence; two dots may be a range. */
static struct slice trim_value(struct slice value)
{
    for (; value.length; value.length--) {
        char last = value.data[value.length - 1], before = value.length > 1 ? value.data[value.length - 2] : ' ';
        if (last != ',' && last != ';' && (last != '.' || before == '.'))
            break;
    }
    return value;
}

void lex_next(struct lexer *l)
{
    for (;;) {
        struct lexeme lexeme = {.kind = END}, before = l->now;
        const char *from = l->at;
        skip_blanks(l);
        l->now = lexeme;
        if (l->at >= l->end)
            return;
        take_sign(l, l->at > from || (before.kind != CLOSE && before.kind != PHRASE), &lexeme);
        take_field(l, &lexeme);
        if (l->at < l->end && take_mark(l, &lexeme)) {
            l->now = lexeme;
            return;
        }
        const char *start = l->at;
        l->at = word_end(l->at, l->end);
        lexeme.text = (struct slice){start, (size_t)(l->at - start)};
        if (lexeme.field >= QUERY_LANG && lexeme.field != QUERY_PATH)
            lexeme.text = trim_value(lexeme.text);
        if (!lex_has_letter(lexeme.text, false) && lexeme.field != QUERY_YEAR)
            continue; /* punctuation by itself */
        bool plain = lexeme.occur == OCCUR_SHOULD && lexeme.field == QUERY_ANY && l->operators;
        if (!plain || !is_near(lexeme.text, &lexeme))
            lexeme.kind = plain ? operator_of(lexeme.text) : WORD;
        l->now = lexeme;
        return;
    }
}

/* ---- whole texts ---- */

bool lex_plain_word(struct lexer *l, struct slice *word)
{
    size_t length;
    while (l->at < l->end && (is_blank(l->at, l->end, &length) || memchr("\"()", *l->at, 3)))
        l->at += memchr("\"()", *l->at, 3) ? 1 : length;
    const char *start = l->at;
    l->at = word_end(l->at, l->end);
    *word = (struct slice){start, (size_t)(l->at - start)};
    return word->length > 0;
}

/* «ТРАНСПОРТ И ЛОГИСТИКА» is a title: capitals are operators only where some other word is not all capitals. */
static bool has_small_words(struct lexer l)
{
    for (struct slice word; lex_plain_word(&l, &word);)
        if (lex_has_letter(word, true))
            return true;
    return false;
}

void lex_start(struct lexer *l, const char *text, size_t length)
{
    *l = (struct lexer){.at = text, .end = text + length};
    l->operators = has_small_words(*l);
    lex_next(l);
}
