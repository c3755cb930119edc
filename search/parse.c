/* parse.c: from a line of text to the tree of a question; every line has one. */
#include "search/lex.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 64
#define WORDS_MAX 1300 /* of a pasted page that are looked at */
#define NODES_MAX 4096 /* words, and at most two nodes above each */
#define NOT_PARSED "the query could not be parsed and was searched as plain words"
#define VERY_LONG "the query is very long: its first words were searched"
#define NOT_NEAR "only words and phrases of the text can be near: all of them were searched anywhere in a passage"

struct parser {
    struct query *out;
    struct lexer lexer;
    bool failed;
    bool cut;       /* longer than WORDS_MAX */
    bool loosened;  /* NEAR became AND */
    size_t words;
    unsigned depth;
};

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
    struct slice inner = lex_trim(*text, "*?");
    size_t characters = 0;
    bool wild = false;
    while (inner.length && inner.data[inner.length - 1] == '?')
        inner.length--;
    for (size_t i = 0; i < inner.length; i++) {
        char c = inner.data[i];
        bool mark = c == '*' || c == '?';
        if (memchr(":/=&@", c, 5) || (mark && characters < 2)) /* an address; all forms there are */
            return false;
        wild |= mark;
        characters += ((unsigned char)c & 0xC0) != 0x80;
    }
    if (wild)
        *text = inner;
    return wild;
}

static enum node_kind word_kind(const struct lexeme *lexeme, struct slice *text)
{
    if (lexeme->field == QUERY_YEAR)
        return lex_is_range(*text) ? NODE_RANGE : NODE_WORD;
    if (lexeme->field >= QUERY_LANG)
        return NODE_WORD;
    struct slice inner = lex_trim(*text, "~");
    size_t length = inner.length;
    if (length > 4 && (inner.data[length - 1] == '1' || inner.data[length - 1] == '2') && inner.data[length - 2] == '~')
        length--; /* Lucene's word~2 */
    if (length > 3 && inner.data[length - 1] == '~') {
        *text = (struct slice){inner.data, length - 1};
        return NODE_FUZZY;
    }
    return is_wild(text) ? NODE_WILD : NODE_WORD;
}

/* Only the text has places that are near. */
static void give_field(struct parser *p, unsigned node, enum query_field field)
{
    struct query *q = p->out;
    for (; node; node = q->nodes[node].next) {
        if (q->nodes[node].kind == NODE_NEAR) {
            q->nodes[node].kind = NODE_AND;
            p->loosened = true;
        }
        if (q->nodes[node].field == QUERY_ANY)
            q->nodes[node].field = field;
        give_field(p, q->nodes[node].first, field);
    }
}

static unsigned parse_group(struct parser *p, const struct lexeme *open)
{
    if (p->depth >= DEPTH_MAX) { /* no one means this: the rest is not looked at */
        p->lexer.broken = true;
        p->lexer.at = p->lexer.end;
        p->lexer.now.kind = END;
        return 0;
    }
    p->depth++;
    lex_next(&p->lexer);
    unsigned inner = parse_or(p);
    p->depth--;
    if (p->lexer.now.kind == CLOSE)
        lex_next(&p->lexer);
    else
        p->lexer.broken = true;
    if (inner && open->field != QUERY_ANY) {
        unsigned next = p->out->nodes[inner].next;
        p->out->nodes[inner].next = 0;
        give_field(p, inner, open->field);
        p->out->nodes[inner].next = next;
    }
    if (inner && open->occur != OCCUR_SHOULD)
        p->out->nodes[inner].occur = open->occur;
    return inner;
}

/* lang:uz,ru is either. */
static unsigned parse_values(struct parser *p, struct node node)
{
    struct chain chain = {0};
    struct slice all = node.text;
    for (size_t at = 0; at < all.length;) {
        const char *comma = memchr(all.data + at, ',', all.length - at);
        size_t length = comma ? (size_t)(comma - all.data) - at : all.length - at;
        node.text = (struct slice){all.data + at, length};
        node.kind = node.field == QUERY_YEAR ? NODE_RANGE : NODE_WORD;
        if (length)
            link_node(p, &chain, new_node(p, node));
        at += length + 1;
    }
    for (unsigned child = chain.count > 1 ? chain.first : 0; child; child = p->out->nodes[child].next)
        p->out->nodes[child].occur = OCCUR_SHOULD;
    unsigned whole = wrap(p, NODE_OR, &chain);
    if (whole) {
        p->out->nodes[whole].occur = node.occur;
        p->out->nodes[whole].field = node.field;
    }
    return whole;
}

static unsigned parse_primary(struct parser *p)
{
    struct lexeme lexeme = p->lexer.now;
    if (lexeme.kind == OPEN)
        return parse_group(p, &lexeme);
    struct node node = {.occur = lexeme.occur, .field = lexeme.field, .text = lexeme.text, .kind = NODE_PHRASE,
                        .exact = !lexeme.loose};
    if (lexeme.kind == WORD)
        node.kind = word_kind(&lexeme, &node.text);
    lex_next(&p->lexer);
    if (!lex_has_letter(node.text, false))
        return 0;
    if (lexeme.kind == WORD && node.field >= QUERY_LANG && node.field != QUERY_PATH &&
        memchr(node.text.data, ',', node.text.length))
        return parse_values(p, node);
    return new_node(p, node);
}

static bool begins_item(const struct parser *p)
{
    return p->lexer.now.kind == WORD || p->lexer.now.kind == PHRASE || p->lexer.now.kind == OPEN;
}

/* ---- near ---- */

static bool is_leaf(const struct node *n)
{
    return (n->kind == NODE_WORD || n->kind == NODE_PHRASE) && n->field == QUERY_ANY && n->occur == OCCUR_SHOULD;
}

/* What may stand at one place of a NEAR: a word or phrase, or one of several in brackets. */
static bool is_place(const struct parser *p, unsigned node)
{
    const struct node *n = &p->out->nodes[node];
    if (is_leaf(n))
        return true;
    for (unsigned child = n->first; child; child = p->out->nodes[child].next)
        if ((n->kind != NODE_OR && n->kind != NODE_LIST) || !is_leaf(&p->out->nodes[child]))
            return false;
    return n->first != 0;
}

static unsigned copy_leaf(struct parser *p, unsigned node)
{
    struct node copy = p->out->nodes[node];
    copy.next = 0;
    return new_node(p, copy);
}

/* Each way in which two places may be near: (a OR b) NEAR c is a NEAR c OR b NEAR c. */
static unsigned near_pair(struct parser *p, unsigned left, unsigned right)
{
    struct node near = {.kind = NODE_NEAR, .distance = p->out->nodes[right].distance,
                        .ordered = p->out->nodes[right].ordered};
    struct chain ways = {0};
    unsigned first = p->out->nodes[left].first, second = p->out->nodes[right].first;
    for (unsigned a = first ? first : left; a; a = first ? p->out->nodes[a].next : 0)
        for (unsigned b = second ? second : right; b; b = second ? p->out->nodes[b].next : 0) {
            struct chain pair = {0};
            link_node(p, &pair, copy_leaf(p, a));
            link_node(p, &pair, copy_leaf(p, b));
            near.first = pair.first;
            if (pair.count == 2)
                link_node(p, &ways, new_node(p, near));
        }
    return wrap(p, NODE_OR, &ways);
}

static unsigned near_pairs(struct parser *p, unsigned first)
{
    struct chain pairs = {0};
    for (unsigned left = first, next; (next = p->out->nodes[left].next) != 0; left = next)
        link_node(p, &pairs, near_pair(p, left, next));
    return wrap(p, NODE_AND, &pairs);
}

/* All the places of a NEAR together: one stretch of text; where numbers or orders differ, or places have alternatives,
 * each pair of neighbours must be near. A place keeps its distance from the one before it. */
static unsigned join_places(struct parser *p, const struct chain *places)
{
    const struct node *nodes = p->out->nodes;
    unsigned second = nodes[places->first].next;
    struct node whole = {.kind = NODE_NEAR, .first = places->first, .distance = nodes[second].distance,
                         .ordered = nodes[second].ordered};
    bool near = true, plain = true;
    for (unsigned place = places->first; place; place = nodes[place].next) {
        near &= is_place(p, place);
        plain &= is_leaf(&nodes[place]) && (place == places->first || (nodes[place].distance == whole.distance &&
                                                                      nodes[place].ordered == whole.ordered));
    }
    if (near)
        return plain ? new_node(p, whole) : near_pairs(p, places->first);
    p->loosened = true;
    return wrap(p, NODE_AND, places);
}

/* a NEAR/3 b NEAR/3 c */
static unsigned parse_near(struct parser *p)
{
    unsigned left = parse_primary(p);
    if (p->lexer.now.kind != NEAR || !left)
        return left;
    struct query *q = p->out;
    struct chain places = {0};
    enum occur occur = q->nodes[left].occur;
    q->nodes[left].occur = OCCUR_SHOULD; /* a sign is for the whole */
    link_node(p, &places, left);
    while (p->lexer.now.kind == NEAR && !p->lexer.broken) {
        struct lexeme near = p->lexer.now;
        lex_next(&p->lexer);
        unsigned right = begins_item(p) ? parse_primary(p) : 0;
        if (!right || q->nodes[right].occur != OCCUR_SHOULD) {
            p->lexer.broken |= !p->cut;
            return left;
        }
        q->nodes[right].distance = near.distance;
        q->nodes[right].ordered = near.ordered;
        link_node(p, &places, right);
    }
    unsigned whole = p->lexer.broken ? left : join_places(p, &places);
    if (whole)
        q->nodes[whole].occur = occur;
    return whole;
}

static unsigned parse_list(struct parser *p)
{
    struct chain chain = {0};
    while (begins_item(p))
        link_node(p, &chain, parse_near(p));
    return wrap(p, NODE_LIST, &chain);
}

static unsigned parse_and(struct parser *p)
{
    struct chain wanted = {0}, unwanted = {0};
    bool negative = false;
    for (;;) {
        if (p->lexer.now.kind == NOT) {
            negative = true;
            lex_next(&p->lexer);
        }
        unsigned node = parse_list(p);
        if (!node && !p->failed && !p->cut && p->lexer.now.kind != END)
            p->lexer.broken |= p->lexer.now.kind != CLOSE || !p->depth;
        link_node(p, negative ? &unwanted : &wanted, node);
        negative = p->lexer.now.kind == NOT;
        if (p->lexer.now.kind != AND && p->lexer.now.kind != NOT)
            break;
        lex_next(&p->lexer);
        p->lexer.broken |= p->lexer.now.kind == END || p->lexer.now.kind == CLOSE; /* nothing behind it */
    }
    unsigned base = wrap(p, NODE_AND, &wanted);
    if (!unwanted.count)
        return base;
    p->lexer.broken |= !base; /* only what is not wanted */
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
        p->lexer.broken |= !node && !p->cut && p->lexer.now.kind == OR;
        link_node(p, &chain, node);
        if (p->lexer.now.kind != OR)
            break;
        lex_next(&p->lexer);
        p->lexer.broken |= p->lexer.now.kind == END || p->lexer.now.kind == CLOSE;
    }
    return wrap(p, NODE_OR, &chain);
}

/* ---- whole queries ---- */

static unsigned plain_words(struct parser *p, const char *text, size_t length)
{
    struct chain chain = {0};
    struct lexer lexer = {.at = text, .end = text + length};
    p->out->count = 0;
    p->words = 0;
    p->cut = false;
    for (struct slice word; !p->cut && lex_plain_word(&lexer, &word);)
        if (lex_has_letter(word, false))
            link_node(p, &chain, new_node(p, (struct node){.kind = NODE_WORD, .text = word}));
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
    struct parser p = {.out = out};
    lex_start(&p.lexer, text, length);
    out->root = parse_or(&p);
    if (p.lexer.now.kind != END)
        p.lexer.broken = true;
    if (!p.failed && (p.lexer.broken || !wants_something(out, out->root))) {
        out->root = plain_words(&p, text, length);
        out->note = out->root ? strdup(NOT_PARSED) : NULL;
    } else if (p.cut || p.loosened) {
        out->note = strdup(p.cut ? VERY_LONG : NOT_NEAR);
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
