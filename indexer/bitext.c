/* bitext.c: brings together articles that translate one another, aligns their passages, and has the learner read them. */
#include "indexer/bitext.h"

#include "analysis/detect.h"
#include "indexer/align.h"
#include "indexer/learn.h"
#include "store/lexicon.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- names ---- */

static const char *const language_tags[] = {"en", "eng", "ru", "rus", "uz",  "uzb", "kk",  "kaz", "kz", "ky",  "kir", "kg",
                                            "tg", "tgk", "tj", "tk",  "tuk", "tm",  "kaa", "qq",  "tr", "oz"};
static const char *const script_tags[] = {"cyrl", "cyr", "cyrillic", "latn", "lat", "latin"};

static bool is_one_of(const char *const *tags, size_t count, struct slice token)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(tags[i]) == token.length && !strncasecmp(tags[i], token.data, token.length))
            return true;
    return false;
}

#define IS_LANGUAGE(token) is_one_of(language_tags, sizeof language_tags / sizeof *language_tags, token)
#define IS_SCRIPT(token) is_one_of(script_tags, sizeof script_tags / sizeof *script_tags, token)

/* The last token of a name, from its separator on; the rest stays in *name. */
static struct slice last_token(struct slice *name)
{
    size_t at = name->length;
    while (at && !strchr("-_. ", name->data[at - 1]))
        at--;
    struct slice token = {name->data + at, name->length - at};
    name->length = at ? at - 1 : 0;
    return token;
}

/* A directory, or the stem of a file's name: with `*` for its language. */
static bool put_component(struct buffer *out, struct slice name)
{
    struct slice rest = name, token = last_token(&rest);
    if (IS_SCRIPT(token) && rest.length)
        token = last_token(&rest);
    bool tagged = IS_LANGUAGE(token);
    for (size_t i = 0; i < (tagged ? rest.length : name.length); i++)
        buffer_putc(out, name.data[i] == '_' ? '-' : name.data[i]);
    if (tagged)
        buffer_puts(out, rest.length ? "-*" : "*");
    return tagged;
}

bool bitext_name(struct buffer *out, struct slice path)
{
    bool tagged = false;
    const char *slash, *dot;
    buffer_clear(out);
    while ((slash = memchr(path.data, '/', path.length)) != NULL) {
        size_t length = (size_t)(slash - path.data);
        tagged |= put_component(out, (struct slice){path.data, length});
        buffer_putc(out, '/');
        path = (struct slice){slash + 1, path.length - length - 1};
    }
    dot = memrchr(path.data, '.', path.length);
    if (dot && dot > path.data)
        path.length = (size_t)(dot - path.data);
    tagged |= put_component(out, path);
    return tagged && !out->failed;
}

bool bitext_teaches(const struct article_record *record)
{
    static const char between[2] = {SLOT_SEPARATOR, SLOT_SEPARATOR};
    struct buffer name = {0};
    if (record->removed || record->failed)
        return false;
    bool teaches = (record->title.length && memchr(record->title.data, SLOT_SEPARATOR, record->title.length)) ||
                   (record->keywords.length &&
                    memmem(record->keywords.data, record->keywords.length, between, sizeof between)) ||
                   bitext_name(&name, record->path);
    buffer_free(&name);
    return teaches;
}

/* ---- reading articles ---- */

struct text_block {
    enum language language;
    enum part part;
    size_t start, length, heading, heading_length; /* in the article's bytes */
};

#define ARTICLE_BYTES_MAX ((size_t)16 << 20) /* a group of them is in memory at once */

struct text_article {
    struct buffer bytes;
    struct text_block *blocks;
    size_t count, capacity;
    bool cut; /* there was more: it teaches by what is before, and aligns with nothing */
};

static void article_drop(struct text_article *article)
{
    buffer_free(&article->bytes);
    free(article->blocks);
    *article = (struct text_article){0};
}

static daftar_status add_block(struct text_article *article, const struct passage_record *passage)
{
    if (!array_reserve(&article->blocks, &article->capacity, article->count + 1, sizeof *article->blocks))
        return status_no_memory();
    size_t start = article->bytes.length;
    article->blocks[article->count++] = (struct text_block){
        .language = passage->language < LANGUAGE_COUNT ? (enum language)passage->language : LANGUAGE_UND,
        .part = passage->part < PART_COUNT ? (enum part)passage->part : PART_BODY, .start = start,
        .length = passage->text.length, .heading = start + passage->text.length,
        .heading_length = passage->heading.length};
    buffer_append(&article->bytes, passage->text.data, passage->text.length);
    buffer_append(&article->bytes, passage->heading.data, passage->heading.length);
    return article->bytes.failed ? status_no_memory() : DAFTAR_OK;
}

/* The passages of the article's latest copy, which stand in the last part that has any. */
static daftar_status read_article(struct text_article *article, struct store *store, const char *path)
{
    char term[ARTICLE_ID_LENGTH + 2];
    struct buffer data = {0};
    daftar_status status = DAFTAR_OK;
    term[0] = TERM_ARTICLE;
    article_id(path, strlen(path), term + 1);
    for (size_t part = store_part_count(store); !status && !article->count && part-- > 0;) {
        uint32_t *docids;
        size_t count;
        status = store_living(store, part, term, ARTICLE_ID_LENGTH + 1, &docids, &count);
        for (size_t i = 0; !status && !article->cut && i < count; i++) {
            struct passage_record passage;
            status = store_passage_data(store, (struct store_id){(uint32_t)part, docids[i]}, &data);
            if (!status && passage_record_read(&passage, data.data, data.length))
                status = add_block(article, &passage);
            article->cut = article->bytes.length > ARTICLE_BYTES_MAX;
        }
        free(docids);
    }
    buffer_free(&data);
    return status;
}

static struct slice text_of(const struct text_article *article, size_t block)
{
    return (struct slice){article->bytes.data + article->blocks[block].start, article->blocks[block].length};
}

/* ---- one article in several languages ---- */

/* The texts of one part of an article joined by language. */
struct versions {
    struct buffer texts[LANGUAGE_OURS_LAST + 1];
};

static void versions_add(struct versions *versions, enum language language, struct slice text)
{
    if (language < LANGUAGE_OURS_FIRST || language > LANGUAGE_OURS_LAST)
        return;
    buffer_append(&versions->texts[language], text.data, text.length);
    buffer_putc(&versions->texts[language], '\n');
}

/* Every two of them teach; empties them. */
static daftar_status versions_teach(struct versions *versions, struct learner *learner, const char *path)
{
    daftar_status status = DAFTAR_OK;
    for (int a = LANGUAGE_OURS_FIRST; a <= LANGUAGE_OURS_LAST; a++)
        for (int b = a + 1; !status && b <= LANGUAGE_OURS_LAST; b++) {
            const struct buffer *left = &versions->texts[a], *right = &versions->texts[b];
            if (left->failed || right->failed)
                status = status_no_memory();
            else if (left->length && right->length)
                status = learner_pair(learner, (struct learner_text){(enum language)a, {left->data, left->length}},
                                      (struct learner_text){(enum language)b, {right->data, right->length}}, path);
        }
    for (int i = LANGUAGE_OURS_FIRST; i <= LANGUAGE_OURS_LAST; i++)
        buffer_free(&versions->texts[i]);
    return status;
}

/* Its titles, and its abstracts, one a language. */
static daftar_status teach_alone(struct store *store, struct learner *learner, const char *path,
                                 const struct text_article *article)
{
    struct versions versions = {0};
    struct article_record record;
    struct buffer value = {0};
    daftar_status status = commit_record(store, path, &value, &record);
    for (struct slice title; !status && slot_next(&record.title, &title);)
        versions_add(&versions, detect_language(title.data, title.length, LANGUAGE_UND, NULL), title);
    buffer_free(&value);
    if (!status)
        status = versions_teach(&versions, learner, path);
    for (size_t i = 0; !status && i < article->count; i++)
        if (article->blocks[i].part == PART_ABSTRACT)
            versions_add(&versions, article->blocks[i].language, text_of(article, i));
    return status ? status : versions_teach(&versions, learner, path);
}

/* ---- articles that translate one another ---- */

struct member {
    struct store *store;
    const char *path;
    char *name;   /* without its language */
    bool teaches; /* it was written just now */
};

static int compare_members(const void *left, const void *right)
{
    const struct member *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->path, b->path);
}

static enum language main_language(const struct text_article *article)
{
    size_t bytes[LANGUAGE_COUNT] = {0}, best = LANGUAGE_UND;
    for (size_t i = 0; i < article->count; i++)
        bytes[article->blocks[i].language] += article->blocks[i].length;
    for (size_t i = LANGUAGE_OURS_FIRST; i <= LANGUAGE_OURS_LAST; i++)
        if (bytes[i] > bytes[best] || best == LANGUAGE_UND)
            best = i;
    return (enum language)best;
}

/* The body of an article in its main language, as the aligner wants it. */
static struct align_unit *units_of(const struct text_article *article, enum language language, size_t *count)
{
    struct align_unit *units = calloc(article->count + 1, sizeof *units);
    *count = 0;
    for (size_t i = 0; units && i < article->count; i++) {
        const struct text_block *block = &article->blocks[i];
        if (block->language == language && block->part == PART_BODY)
            units[(*count)++] = (struct align_unit){
                .text = text_of(article, i),
                .heading = {article->bytes.data + block->heading, block->heading_length}};
    }
    return units;
}

struct teaching {
    struct learner *learner;
    enum language left, right;
    const char *path;
    daftar_status status;
};

static void teach_bead(void *context, struct slice a, struct slice b)
{
    struct teaching *teaching = context;
    if (!teaching->status)
        teaching->status = learner_pair(teaching->learner, (struct learner_text){teaching->left, a},
                                        (struct learner_text){teaching->right, b}, teaching->path);
}

static daftar_status teach_pair(struct learner *learner, const struct text_article *a, const struct text_article *b,
                                const char *path)
{
    struct teaching teaching = {learner, main_language(a), main_language(b), path, DAFTAR_OK};
    size_t a_count, b_count;
    if (teaching.left == teaching.right || a->cut || b->cut)
        return DAFTAR_OK;
    struct align_unit *left = units_of(a, teaching.left, &a_count), *right = units_of(b, teaching.right, &b_count);
    daftar_status status = left && right ? align_units(left, a_count, right, b_count, teach_bead, &teaching)
                                         : status_no_memory();
    free(left);
    free(right);
    return status ? status : teaching.status;
}

#define GROUP_MAX 16 /* languages and scripts of one text */

/* The members [0, count) translate one another; those of them that are new teach. */
static daftar_status teach_group(struct learner *learner, const struct member *members, size_t count)
{
    struct text_article articles[GROUP_MAX] = {0};
    daftar_status status = DAFTAR_OK;
    count = count < GROUP_MAX ? count : GROUP_MAX;
    for (size_t i = 0; !status && i < count; i++)
        status = read_article(&articles[i], members[i].store, members[i].path);
    for (size_t i = 0; !status && i < count; i++)
        for (size_t j = i + 1; !status && j < count; j++)
            if (members[i].teaches || members[j].teaches)
                status = teach_pair(learner, &articles[i], &articles[j], members[i].path);
    for (size_t i = 0; !status && i < count; i++)
        if (members[i].teaches)
            status = teach_alone(members[i].store, learner, members[i].path, &articles[i]);
    for (size_t i = 0; i < count; i++)
        article_drop(&articles[i]);
    return status;
}

static daftar_status teach_all(struct learner *learner, const struct member *members, size_t count)
{
    daftar_status status = DAFTAR_OK;
    for (size_t from = 0, to; !status && from < count; from = to) {
        bool teaches = false;
        for (to = from; to < count && !strcmp(members[to].name, members[from].name); to++)
            teaches |= members[to].teaches;
        if (teaches)
            status = teach_group(learner, members + from, to - from);
    }
    return status;
}

/* ---- what has been learned ---- */

struct learned {
    uint64_t until;    /* the last commit whose articles have taught, or the sum of the commits of all partners */
    uint64_t partners;
};

static daftar_status read_learned(struct store *store, struct learned *out)
{
    static const char key = META_LEARNED;
    struct buffer value = {0};
    daftar_status status = DAFTAR_OK;
    *out = (struct learned){0, 0};
    for (size_t part = 0; !status && part < store_part_count(store); part++) {
        status = store_metadata(store, part, &key, 1, &value);
        struct cursor cursor = {.at = value.data, .end = value.data + value.length};
        if (!status && value.length) {
            uint64_t until = cursor_number(&cursor), partners = cursor_number(&cursor);
            if (until > out->until)
                *out = (struct learned){until, partners};
        }
        status = status == DAFTAR_NOT_FOUND ? DAFTAR_OK : status;
    }
    buffer_free(&value);
    return status;
}

static daftar_status write_learned(struct worker *to, struct learned learned)
{
    struct buffer value = {0};
    buffer_put_number(&value, learned.until);
    buffer_put_number(&value, learned.partners);
    daftar_status status = value.failed ? status_no_memory()
                                        : worker_metadata(to, META_LEARNED, (struct slice){value.data, value.length});
    buffer_free(&value);
    return status;
}

static void take_pair(void *context, struct slice from, struct slice to, struct slice source)
{
    postings_pair(((struct worker *)context)->postings, from, to, source);
}

struct carrying {
    struct daftar_indexer *indexer;
    struct worker *to;
    bool partners; /* a teacher may stand in one of them */
    bool failed;
};

static bool carry_pairs(void *context, struct slice key, struct slice value)
{
    struct carrying *c = context;
    struct cursor cursor = {.at = value.data, .end = value.data + value.length};
    struct lexicon_entry entry;
    while (lexicon_entry_read(&entry, &cursor)) {
        char *source = strndup(entry.written.data, entry.written.length);
        c->failed |= !source;
        if (source && *source && (c->partners || catalogue_find(&c->indexer->catalogue, source)))
            take_pair(c->to, (struct slice){key.data + 1, key.length - 1}, entry.term, entry.written);
        free(source);
    }
    return !c->failed;
}

/* Has every article that may teach done so? Not when a run ended between the commit of an article and what it teaches. */
static bool all_have_taught(const struct catalogue *catalogue, uint64_t until)
{
    for (size_t i = 0; i < catalogue->slot_count; i++)
        if (catalogue->slots[i] && catalogue->slots[i]->teaches && catalogue->slots[i]->sequence > until)
            return false;
    return true;
}

daftar_status bitext_carry(struct daftar_indexer *indexer, struct worker *to)
{
    static const char prefix = LEXICON_MINED;
    struct learned learned;
    daftar_status status = read_learned(indexer->store, &learned);
    struct carrying carrying = {indexer, to, learned.partners > 0, false};
    for (size_t part = 0; !status && part < store_part_count(indexer->store); part++)
        status = store_metadata_each(indexer->store, part, &prefix, 1, carry_pairs, &carrying);
    if (!status && carrying.failed)
        status = status_no_memory();
    if (!status && learned.until && !learned.partners) /* the articles move into that commit, or all teach again */
        learned.until = all_have_taught(&indexer->catalogue, learned.until) ? indexer->manifest.generation + 1 : 0;
    return status || !learned.until ? status : write_learned(to, learned);
}

/* ---- all together ---- */

/* An index whose articles teach: the one that is written, and its partners. */
struct school {
    struct manifest manifest;
    struct store *store;
    struct catalogue catalogue;
};

static daftar_status school_open(struct school *school, const char *path)
{
    daftar_status status = manifest_load(&school->manifest, path);
    if (!status)
        status = commit_open_segments(&school->store, path, &school->manifest);
    return status ? status : catalogue_load(&school->catalogue, school->store, &school->manifest);
}

static void school_close(struct school *school)
{
    store_free(school->store);
    catalogue_free(&school->catalogue);
    manifest_free(&school->manifest);
}

struct members {
    struct member *items;
    size_t count, capacity;
};

static void members_free(struct members *members)
{
    while (members->count)
        free(members->items[--members->count].name);
    free(members->items);
}

/* The articles that may teach, by their names without a language; those without one stand alone. */
static daftar_status add_members(struct members *members, const struct catalogue *catalogue, struct store *store,
                                 uint64_t since)
{
    struct buffer name = {0};
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < catalogue->slot_count; i++) {
        const struct catalogue_entry *entry = catalogue->slots[i];
        if (!entry || !entry->teaches)
            continue;
        bool tagged = bitext_name(&name, (struct slice){entry->path, strlen(entry->path)});
        char *copy = tagged ? strndup(name.data, name.length) : strdup(entry->path);
        if (!copy || !array_reserve(&members->items, &members->capacity, members->count + 1, sizeof *members->items)) {
            free(copy);
            status = status_no_memory();
            continue;
        }
        members->items[members->count++] = (struct member){store, entry->path, copy, entry->sequence > since};
    }
    buffer_free(&name);
    return status;
}

static daftar_status learn(struct daftar_indexer *indexer, struct members *members, struct learned until)
{
    struct worker *to = &indexer->own;
    struct learner *learner = learner_new();
    daftar_status status = learner ? indexer_own_worker(indexer) : DAFTAR_NO_MEMORY;
    qsort(members->items, members->count, sizeof *members->items, compare_members);
    if (!status)
        status = teach_all(learner, members->items, members->count);
    if (!status)
        status = learner_finish(learner, take_pair, to);
    if (!status)
        status = write_learned(to, until);
    if (!status)
        status = worker_flush(to);
    learner_free(learner);
    return status ? status : commit_batch(indexer, &to->batch);
}

static bool any_teaches(const struct members *members)
{
    for (size_t i = 0; i < members->count; i++)
        if (members->items[i].teaches)
            return true;
    return false;
}

static daftar_status learn_alone(struct daftar_indexer *indexer)
{
    struct members members = {0};
    struct learned learned;
    daftar_status status = read_learned(indexer->store, &learned);
    if (!status)
        status = add_members(&members, &indexer->catalogue, indexer->store, learned.partners ? 0 : learned.until);
    if (!status && any_teaches(&members))
        status = learn(indexer, &members, (struct learned){indexer->manifest.generation + 1, 0});
    members_free(&members);
    return status;
}

/* Of all of them anew: which of their articles have taught is told by their commits together. */
static daftar_status learn_together(struct daftar_indexer *indexer)
{
    size_t count = indexer->options.partner_count;
    struct school *schools = calloc(count, sizeof *schools);
    struct members members = {0};
    struct learned learned;
    uint64_t commits = indexer->manifest.generation;
    daftar_status status = schools ? read_learned(indexer->store, &learned) : status_no_memory();
    for (size_t i = 0; !status && i < count; i++) {
        status = school_open(&schools[i], indexer->options.partners[i]);
        commits += schools[i].manifest.generation;
        if (!status)
            status = add_members(&members, &schools[i].catalogue, schools[i].store, 0);
    }
    if (!status)
        status = add_members(&members, &indexer->catalogue, indexer->store, 0);
    if (!status && members.count && !(learned.partners == count && learned.until == commits))
        status = learn(indexer, &members, (struct learned){commits + 1, count});
    members_free(&members);
    for (size_t i = 0; schools && i < count; i++)
        school_close(&schools[i]);
    free(schools);
    return status;
}

daftar_status bitext_commit(struct daftar_indexer *indexer)
{
    if (indexer->options.partner_count)
        return learn_together(indexer);
    return indexer->options.shards > 1 ? DAFTAR_OK : learn_alone(indexer);
}
