/* parse.c: from a line of text to the tree of a question; every line has one. */
#include "search/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define DEPTH_MAX 64
#define WORDS_MAX 1300 /* of a pasted page that are looked at */
#define NODES_MAX 4096 /* words, and at most two nodes above each */
#define NOT_PARSED "the query could not be parsed and was searched as plain words"
#define VERY_LONG "the query is very long: its first words were searched"

const char *const query_field_names[QUERY_FIELD_COUNT] = {
    "", "title", "author", "keyword", "heading", "lang", "year", "path", "format", "in",
};

enum lexeme_kind { END, WORD, PHRASE, OPEN, CLOSE, AND, OR, NOT, NEAR };

struct lexeme {
    enum lexeme_kind kind;
    struct slice text;
    enum occur occur;
    enum query_field field;
    unsigned distance;
    bool ordered;
    bool loose; /* ~"phrase" */
};

struct parser {
    struct query *out;
    const char *at, *end;
    struct lexeme now;
    bool operators; /* capitals are operators here */
    bool broken;    /* cannot be taken as written */
    bool failed;
    bool cut;       /* longer than WORDS_MAX */
    size_t words;
    unsigned depth;
};

/* ---- lexemes ---- */

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

static bool is_blank(const char *at, const char *end, size_t *length)
{
    size_t i = 0;
    UChar32 c;
    U8_NEXT(at, i, end - at, c);
    *length = i;
    return c < 0 || u_isUWhiteSpace(c) || u_iscntrl(c);
}

static bool has_letter(struct slice text, bool lower)
{
    for (size_t i = 0; i < text.length;) {
        UChar32 c;
        U8_NEXT(text.data, i, text.length, c);
        if (c >= 0 && (lower ? u_isalpha(c) && !u_isupper(c) : u_isalnum(c)))
            return true;
    }
    return false;
}

static void skip_blanks(struct parser *p)
{
    size_t length;
    while (p->at < p->end && is_blank(p->at, p->end, &length))
        p->at += length;
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
        if (strlen(query_field_names[i]) == name.length && !memcmp(query_field_names[i], name.data, name.length))
            return (enum query_field)i;
    return QUERY_ANY;
}

/* year:2019..2022, year:>2019, year:<=2019, year:2019. */
static bool is_range(struct slice text)
{
    size_t i = 0;
    if (i < text.length && (text.data[i] == '>' || text.data[i] == '<'))
        i += 1 + (i + 1 < text.length && text.data[i + 1] == '=');
    bool digits = false;
    for (; i < text.length; i++) {
        digits |= text.data[i] >= '0' && text.data[i] <= '9';
        if (!strchr("0123456789.", text.data[i]))
            return false;
    }
    return digits;
}

/* `name:` of a known field directly before its value. */
static void take_field(struct parser *p, struct lexeme *out)
{
    const char *stop = word_end(p->at, p->end);
    const char *colon = memchr(p->at, ':', (size_t)(stop - p->at));
    size_t length;
    if (!colon || colon + 1 >= p->end || is_blank(colon + 1, p->end, &length))
        return;
    enum query_field field = field_of((struct slice){p->at, (size_t)(colon - p->at)});
    struct slice value = {colon + 1, (size_t)(stop - colon - 1)};
    if (field == QUERY_ANY || (field == QUERY_YEAR && value.length && !is_range(value)))
        return;
    out->field = field;
    p->at = colon + 1;
}

/* + and - count before a word, at its very beginning. */
static void take_sign(struct parser *p, struct lexeme *out)
{
    size_t length;
    if ((*p->at != '+' && *p->at != '-') || p->at + 1 >= p->end || is_blank(p->at + 1, p->end, &length) ||
        p->at[1] == '-' || p->at[1] == '+')
        return;
    out->occur = *p->at == '+' ? OCCUR_MUST : OCCUR_MUST_NOT;
    p->at++;
}

static bool take_phrase(struct parser *p, struct lexeme *out)
{
    bool loose = *p->at == '~' && p->at + 1 < p->end && p->at[1] == '"';
    if (*p->at != '"' && !loose)
        return false;
    const char *start = p->at + (loose ? 2 : 1);
    const char *close = memchr(start, '"', (size_t)(p->end - start));
    if (!close) {
        p->broken = true; /* a quote without its other half */
        p->at = start;
        return false;
    }
    *out = (struct lexeme){PHRASE, {start, (size_t)(close - start)}, out->occur, out->field, 0, false, loose};
    p->at = close + 1;
    return true;
}

static bool take_mark(struct parser *p, struct lexeme *out)
{
    if (take_phrase(p, out))
        return true;
    if (p->at < p->end && (*p->at == '(' || *p->at == ')')) {
        out->kind = *p->at == '(' ? OPEN : CLOSE;
        p->at++;
        return true;
    }
    return false;
}

static void advance(struct parser *p)
{
    for (;;) {
        struct lexeme lexeme = {.kind = END};
        skip_blanks(p);
        p->now = lexeme;
        if (p->at >= p->end)
            return;
        take_sign(p, &lexeme);
        take_field(p, &lexeme);
        if (p->at < p->end && take_mark(p, &lexeme)) {
            p->now = lexeme;
            return;
        }
        const char *start = p->at;
        p->at = word_end(p->at, p->end);
        lexeme.text = (struct slice){start, (size_t)(p->at - start)};
        if (!has_letter(lexeme.text, false) && !(lexeme.field == QUERY_YEAR))
            continue; /* punctuation by itself */
        bool plain = lexeme.occur == OCCUR_SHOULD && lexeme.field == QUERY_ANY && p->operators;
        if (!plain || !is_near(lexeme.text, &lexeme))
            lexeme.kind = plain ? operator_of(lexeme.text) : WORD;
        p->now = lexeme;
        return;
    }
}

/* ---- the tree ---- */

static unsigned new_node(struct parser *p, struct node node)
{
    struct query *q = p->out;
    if (q->count >= NODES_MAX || (!node.first && p->words++ >= WORDS_MAX)) {
        p->cut = true;
        return 0;
    }
    if (!array_reserve(&q->nodes, &q->capacity, q->count + 2, sizeof *q->nodes)) {
        p->failed = true;
        return 0;
    }
    if (!q->count)
        q->nodes[q->count++] = (struct node){0};
    q->nodes[q->count] = node;
    return (unsigned)q->count++;
}

struct chain {
    unsigned first, last;
    size_t count;
};

static void link_node(struct parser *p, struct chain *chain, unsigned node)
{
    if (!node)
        return;
    if (chain->last)
        p->out->nodes[chain->last].next = node;
    else
        chain->first = node;
    chain->last = node;
    chain->count++;
}

static unsigned wrap(struct parser *p, enum node_kind kind, const struct chain *chain)
{
    if (chain->count == 1 && kind != NODE_NOT && p->out->nodes[chain->first].occur == OCCUR_SHOULD)
        return chain->first;
    return chain->count ? new_node(p, (struct node){.kind = kind, .first = chain->first}) : 0;
}

static unsigned parse_or(struct parser *p);

/* `word*`, `wo?d`: the marks count after the first two characters and beside letters; a final ? ends a question. */
static bool is_wild(struct slice *text)
{
    size_t length = text->length;
    while (length && text->data[length - 1] == '?')
        length--;
    size_t characters = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text->data[i];
        if ((c == '*' || c == '?') && characters >= 2) {
            text->length = length;
            return true;
        }
        characters += ((unsigned char)c & 0xC0) != 0x80;
    }
    return false;
}

static enum node_kind word_kind(const struct lexeme *lexeme, struct slice *text)
{
    if (lexeme->field == QUERY_YEAR)
        return is_range(*text) ? NODE_RANGE : NODE_WORD;
    if (lexeme->field >= QUERY_LANG)
        return NODE_WORD;
    if (text->length > 3 && text->data[text->length - 1] == '~') {
        text->length--;
        return NODE_FUZZY;
    }
    return is_wild(text) ? NODE_WILD : NODE_WORD;
}

static void give_field(struct query *q, unsigned node, enum query_field field)
{
    for (; node; node = q->nodes[node].next) {
        if (q->nodes[node].field == QUERY_ANY)
            q->nodes[node].field = field;
        give_field(q, q->nodes[node].first, field);
    }
}

static unsigned parse_group(struct parser *p, const struct lexeme *open)
{
    if (p->depth >= DEPTH_MAX) { /* no one means this: the rest is not looked at */
        p->broken = true;
        p->at = p->end;
        p->now.kind = END;
        return 0;
    }
    p->depth++;
    advance(p);
    unsigned inner = parse_or(p);
    p->depth--;
    if (p->now.kind == CLOSE)
        advance(p);
    else
        p->broken = true;
    if (inner && open->field != QUERY_ANY) {
        unsigned next = p->out->nodes[inner].next;
        p->out->nodes[inner].next = 0;
        give_field(p->out, inner, open->field);
        p->out->nodes[inner].next = next;
    }
    if (inner && open->occur != OCCUR_SHOULD)
        p->out->nodes[inner].occur = open->occur;
    return inner;
}

static unsigned parse_primary(struct parser *p)
{
    struct lexeme lexeme = p->now;
    if (lexeme.kind == OPEN)
        return parse_group(p, &lexeme);
    struct node node = {.occur = lexeme.occur, .field = lexeme.field, .text = lexeme.text, .kind = NODE_PHRASE,
                        .exact = !lexeme.loose};
    if (lexeme.kind == WORD)
        node.kind = word_kind(&lexeme, &node.text);
    advance(p);
    if (!has_letter(node.text, false))
        return 0;
    return new_node(p, node);
}

static unsigned parse_near(struct parser *p)
{
    unsigned left = parse_primary(p);
    while (p->now.kind == NEAR) {
        struct lexeme near = p->now;
        advance(p);
        if (p->now.kind != WORD && p->now.kind != PHRASE) {
            p->broken = true;
            return left;
        }
        struct chain chain = {0};
        bool same = left && p->out->nodes[left].kind == NODE_NEAR;
        unsigned right = parse_primary(p);
        if (!left || !right)
            return left ? left : right;
        if (same) {
            unsigned last = p->out->nodes[left].first;
            while (p->out->nodes[last].next)
                last = p->out->nodes[last].next;
            p->out->nodes[last].next = right;
            continue;
        }
        link_node(p, &chain, left);
        link_node(p, &chain, right);
        left = new_node(p, (struct node){.kind = NODE_NEAR, .first = chain.first, .distance = near.distance,
                                         .ordered = near.ordered});
    }
    return left;
}

static unsigned parse_list(struct parser *p)
{
    struct chain chain = {0};
    while (p->now.kind == WORD || p->now.kind == PHRASE || p->now.kind == OPEN)
        link_node(p, &chain, parse_near(p));
    return wrap(p, NODE_LIST, &chain);
}

static unsigned parse_and(struct parser *p)
{
    struct chain wanted = {0}, unwanted = {0};
    bool negative = false;
    for (;;) {
        if (p->now.kind == NOT) {
            negative = true;
            advance(p);
        }
        unsigned node = parse_list(p);
        if (!node && !p->failed && !p->cut && p->now.kind != END)
            p->broken |= p->now.kind != CLOSE || !p->depth;
        link_node(p, negative ? &unwanted : &wanted, node);
        negative = p->now.kind == NOT;
        if (p->now.kind != AND && p->now.kind != NOT)
            break;
        advance(p);
        p->broken |= p->now.kind == END || p->now.kind == CLOSE; /* nothing behind it */
    }
    unsigned base = wrap(p, NODE_AND, &wanted);
    if (!unwanted.count)
        return base;
    p->broken |= !base; /* only what is not wanted */
    struct chain all = {0};
    link_node(p, &all, base);
    link_node(p, &all, unwanted.first);
    return base ? new_node(p, (struct node){.kind = NODE_NOT, .first = all.first}) : 0;
}

static unsigned parse_or(struct parser *p)
{
    struct chain chain = {0};
    for (;;) {
        unsigned node = parse_and(p);
        p->broken |= !node && !p->cut && p->now.kind == OR;
        link_node(p, &chain, node);
        if (p->now.kind != OR)
            break;
        advance(p);
        p->broken |= p->now.kind == END || p->now.kind == CLOSE;
    }
    return wrap(p, NODE_OR, &chain);
}

/* ---- whole queries ---- */

/* «ТРАНСПОРТ И ЛОГИСТИКА» is a title: capitals are operators only where some other word is not all capitals. */
static bool has_small_words(const char *at, const char *end)
{
    while (at < end) {
        size_t length;
        while (at < end && (is_blank(at, end, &length) || strchr("\"()", *at)))
            at += *at && strchr("\"()", *at) ? 1 : length;
        const char *stop = word_end(at, end);
        if (has_letter((struct slice){at, (size_t)(stop - at)}, true))
            return true;
        at = stop;
    }
    return false;
}

static unsigned plain_words(struct parser *p, const char *text, size_t length)
{
    struct chain chain = {0};
    p->out->count = 0;
    p->words = 0;
    p->cut = false;
    p->at = text;
    p->end = text + length;
    while (p->at < p->end && !p->cut) {
        size_t step;
        while (p->at < p->end && (is_blank(p->at, p->end, &step) || strchr("\"()", *p->at)))
            p->at += *p->at && strchr("\"()", *p->at) ? 1 : step;
        const char *start = p->at;
        p->at = word_end(p->at, p->end);
        struct slice word = {start, (size_t)(p->at - start)};
        if (has_letter(word, false))
            link_node(p, &chain, new_node(p, (struct node){.kind = NODE_WORD, .text = word}));
        if (p->at == start && p->at < p->end)
            p->at++;
    }
    return wrap(p, NODE_LIST, &chain);
}

/* At least one word must be wanted: a list of refusals alone is not a question. */
static bool wants_something(const struct query *q, unsigned node)
{
    if (!node || q->nodes[node].occur == OCCUR_MUST_NOT)
        return false;
    if (!q->nodes[node].first)
        return true;
    for (unsigned child = q->nodes[node].first; child; child = q->nodes[child].next)
        if (wants_something(q, child))
            return true;
    return false;
}

daftar_status query_parse(struct query *out, const char *text, size_t length)
{
    *out = (struct query){0};
    struct parser p = {.out = out, .at = text, .end = text + length};
    p.operators = has_small_words(text, text + length);
    advance(&p);
    out->root = parse_or(&p);
    if (p.now.kind != END)
        p.broken = true;
    if (!p.failed && (p.broken || !wants_something(out, out->root))) {
        out->root = plain_words(&p, text, length);
        out->note = out->root ? strdup(NOT_PARSED) : NULL;
    } else if (p.cut) {
        out->note = strdup(VERY_LONG);
    }
    if (p.failed) {
        query_free(out);
        return status_no_memory();
    }
    return out->root ? DAFTAR_OK : status_fail(DAFTAR_BAD_QUERY, "the query has no word to search for");
}

void query_free(struct query *query)
{
    free(query->nodes);
    free(query->note);
    *query = (struct query){0};
}

static const char *const kind_names[] = {"LIST", "AND", "OR", "NOT", "NEAR", "", "PHRASE", "WILD", "FUZZY", "RANGE"};

void query_print(const struct query *query, unsigned node, struct buffer *out)
{
    const struct node *n = &query->nodes[node];
    buffer_puts(out, n->occur == OCCUR_MUST ? "+" : n->occur == OCCUR_MUST_NOT ? "-" : "");
    if (n->field)
        buffer_printf(out, "%s:", query_field_names[n->field]);
    if (n->kind == NODE_WORD) {
        buffer_append(out, n->text.data, n->text.length);
        return;
    }
    buffer_printf(out, "(%s%s", n->kind == NODE_NEAR && n->ordered ? "ADJ" : kind_names[n->kind],
                  n->kind == NODE_PHRASE && n->exact ? "!" : "");
    if (n->kind == NODE_NEAR)
        buffer_printf(out, "/%u", n->distance);
    if (n->text.length)
        buffer_printf(out, " %.*s", (int)n->text.length, n->text.data);
    for (unsigned child = n->first; child; child = query->nodes[child].next) {
        buffer_putc(out, ' ');
        query_print(query, child, out);
    }
    buffer_putc(out, ')');
}
