/* care.c: looks after an index: what it holds, whether it is whole, one segment instead of many. */
#include "analysis/analyzer.h"
#include "indexer/indexer.h"
#include "store/lexicon.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say(daftar_log log, void *context, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void say(daftar_log log, void *context, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (log)
        log(context, line);
}

static daftar_status load(struct manifest *manifest, const char *path)
{
    daftar_status status = manifest_load(manifest, path);
    if (status == DAFTAR_NOT_FOUND)
        status = status_fail(status, "%s: no index here: make one with daftar-index -i %s DIR", path, path);
    return status;
}

/* ---- status ---- */

/* Adds up the passages with a term that are not dead. */
static daftar_status count_living(struct store *store, const struct manifest *manifest, const char *term,
                                  uint64_t *living)
{
    daftar_status status = DAFTAR_OK;
    *living = 0;
    for (size_t part = 0; !status && part < manifest->segment_count; part++) {
        uint32_t *docids;
        size_t count;
        status = store_living(store, part, term, strlen(term), &docids, &count);
        *living += count;
        free(docids);
    }
    return status;
}

static daftar_status say_languages(struct store *store, const struct manifest *manifest, daftar_log log, void *context)
{
    daftar_status status = DAFTAR_OK;
    for (int i = 0; !status && i < LANGUAGE_COUNT; i++) {
        uint64_t passages;
        const char *code = language_code((enum language)i);
        char term[16] = {TERM_LANGUAGE};
        strcpy(term + 1, code);
        status = count_living(store, manifest, term, &passages);
        if (!status && passages)
            say(log, context, "language %s: %llu passages", code, (unsigned long long)passages);
    }
    return status;
}

static void say_catalogue(const struct catalogue *catalogue, daftar_log log, void *context)
{
    size_t failed = 0;
    for (size_t i = 0; i < catalogue->slot_count; i++)
        failed += catalogue->slots[i] && catalogue->slots[i]->failed;
    say(log, context, "articles: %zu", catalogue->count - failed);
    for (size_t i = 0; i < catalogue->slot_count; i++)
        if (catalogue->slots[i] && catalogue->slots[i]->failed)
            say(log, context, "could not be read: %s", catalogue->slots[i]->path);
}

static bool count_key(void *context, struct slice key, struct slice value)
{
    (void)key;
    (void)value;
    ++*(uint64_t *)context;
    return true;
}

/* Terms for which the articles' own lists gave translations, segment by segment. */
static uint64_t count_mined(struct store *store)
{
    static const char prefix = LEXICON_MINED;
    uint64_t count = 0, any = 0;
    for (size_t part = 0; part < store_part_count(store); part++) {
        uint64_t before = count;
        store_metadata_each(store, part, &prefix, 1, count_key, &count);
        any += count > before; /* the key that says there are some */
    }
    return count - any;
}

/* What is looked at without the writer's lock. */
struct view {
    struct manifest manifest;
    struct store *store;
    struct catalogue catalogue;
    uint64_t bytes, dead;
};

static daftar_status view_open(struct view *view, const char *path)
{
    *view = (struct view){0};
    daftar_status status = load(&view->manifest, path);
    if (!status)
        status = commit_open_segments(&view->store, path, &view->manifest);
    if (!status)
        status = catalogue_load(&view->catalogue, view->store, &view->manifest);
    for (size_t i = 0; i < view->manifest.segment_count; i++) {
        view->bytes += view->manifest.segments[i].bytes;
        view->dead += view->manifest.segments[i].dead_count;
    }
    return status;
}

static void view_close(struct view *view)
{
    catalogue_free(&view->catalogue);
    store_free(view->store);
    manifest_free(&view->manifest);
}

daftar_status daftar_index_status(const char *path, daftar_log log, void *context)
{
    struct view view;
    if (!path)
        return status_fail(DAFTAR_BAD_INPUT, "no index");
    daftar_status status = view_open(&view, path);
    if (!status) {
        const struct manifest *manifest = &view.manifest;
        say_catalogue(&view.catalogue, log, context);
        say(log, context, "passages: %llu", (unsigned long long)store_passage_count(view.store));
        say(log, context, "dead passages: %llu", (unsigned long long)view.dead);
        status = say_languages(view.store, manifest, log, context);
        say(log, context, "terms with mined translations: %llu", (unsigned long long)count_mined(view.store));
        say(log, context, "segments: %zu", manifest->segment_count);
        say(log, context, "bytes: %llu", (unsigned long long)view.bytes);
        say(log, context, "generation: %llu", (unsigned long long)manifest->generation);
        say(log, context, "analysis: %s", manifest->signature ? manifest->signature : "");
    }
    view_close(&view);
    return status;
}

static void fill_info(struct daftar_info *info, const struct view *view)
{
    const struct manifest *manifest = &view->manifest;
    for (size_t i = 0; i < view->catalogue.slot_count; i++)
        info->unreadable += view->catalogue.slots[i] && view->catalogue.slots[i]->failed;
    info->articles = view->catalogue.count - info->unreadable;
    info->passages = store_passage_count(view->store);
    info->dead = view->dead;
    info->segments = manifest->segment_count;
    info->bytes = view->bytes;
    info->generation = manifest->generation;
    info->format = MANIFEST_FORMAT;
    info->outdated = !manifest_is_signed(manifest, ANALYSIS_SIGNATURE);
}

daftar_status daftar_index_info(const char *path, daftar_info *out)
{
    struct view view;
    if (!path || !out)
        return status_fail(DAFTAR_BAD_INPUT, "no index, or no place for what it holds");
    daftar_status status = status_size("daftar_info", out->size, sizeof *out);
    if (status)
        return status;
    status = view_open(&view, path);
    if (!status) {
        struct daftar_info info = {.size = out->size};
        fill_info(&info, &view);
        memcpy(out, &info, out->size);
    }
    view_close(&view);
    return status;
}

/* ---- verify ---- */

struct check {
    const char *path;
    daftar_log log;
    void *context;
    size_t faults;
};

/* Whether a writer has replaced the manifest, and swept its segments, while they were looked at. */
static bool is_replaced(const struct check *check, const struct manifest *manifest)
{
    struct manifest now = {0};
    bool replaced = !manifest_load(&now, check->path) && now.generation != manifest->generation;
    manifest_free(&now);
    return replaced;
}

/* STALE: the manifest is not the index's any more. */
static daftar_status check_file(struct check *check, const struct manifest *manifest,
                                const struct manifest_segment *segment)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s/%s", check->path, segment->name);
    daftar_status status = path.failed ? status_no_memory() : manifest_check_segment(segment, check->path, true);
    if (!status) /* only a file that is as written is safe to hand to Xapian's check */
        status = segment_check(path.data);
    buffer_free(&path);
    if (!status || status == DAFTAR_NO_MEMORY)
        return status;
    char *why = strdup(daftar_last_error());
    bool stale = why && is_replaced(check, manifest);
    if (!stale) {
        say(check->log, check->context, "%s", why ? why : segment->name);
        check->faults++;
    }
    free(why);
    return stale ? DAFTAR_STALE : DAFTAR_OK;
}

static void check_signature(struct check *check, const struct manifest *manifest)
{
    if (!manifest->segment_count || manifest_is_signed(manifest, ANALYSIS_SIGNATURE))
        return;
    say(check->log, check->context, "%s: made by another version of the analysis", check->path);
    check->faults++;
}

/* ---- verify: the lexicon ---- */

struct lexicon_check {
    struct check *check;
    struct store *store;
    size_t part;
    const char *segment;
    size_t faults;
};

/* A term of the lexicon stands in postings: of the text, or of a field. */
static bool has_postings(struct lexicon_check *c, struct slice term)
{
    static const char kinds[] = {0, TERM_HEADING, TERM_TITLE, TERM_AUTHOR, TERM_KEYWORD};
    for (size_t i = 0; i < sizeof kinds; i++) {
        char key[STORE_TERM_MAX + 2] = {kinds[i]};
        uint32_t *docids;
        size_t count, mark = kinds[i] != 0;
        if (term.length > STORE_TERM_MAX)
            return false;
        memcpy(key + mark, term.data, term.length);
        if (store_postings(c->store, c->part, key, term.length + mark, &docids, &count))
            return false;
        free(docids);
        if (count)
            return true;
    }
    return false;
}

static bool check_entries(void *context, struct slice key, struct slice value)
{
    struct lexicon_check *c = context;
    struct cursor list = {.at = value.data, .end = value.data + value.length};
    struct lexicon_entry entry;
    bool sound = true;
    while (sound && list.at < list.end)
        sound = lexicon_entry_read(&entry, &list) && has_postings(c, entry.term);
    if (sound)
        return true;
    say(c->check->log, c->check->context, "%s: the lexicon's %.*s does not agree with the postings", c->segment,
        (int)key.length, key.data);
    c->check->faults++;
    return ++c->faults < 10;
}

static daftar_status check_lexicon(struct check *check, struct store *store, const struct manifest *manifest)
{
    const char prefix = LEXICON_FORM;
    daftar_status status = DAFTAR_OK;
    for (size_t part = 0; !status && part < manifest->segment_count; part++) {
        struct lexicon_check c = {check, store, part, manifest->segments[part].name, 0};
        status = store_metadata_each(store, part, &prefix, 1, check_entries, &c);
    }
    return status;
}

/* ---- verify: articles and passages ---- */

/* Every article's record parses and has its passages. */
static daftar_status check_articles(struct check *check, struct store *store, const struct manifest *manifest)
{
    struct catalogue catalogue;
    daftar_status status = catalogue_load(&catalogue, store, manifest);
    for (size_t i = 0; !status && i < catalogue.slot_count; i++) {
        const struct catalogue_entry *entry = catalogue.slots[i];
        char term[ARTICLE_ID_LENGTH + 2] = {TERM_ARTICLE};
        uint64_t living = 0;
        if (!entry)
            continue;
        article_id(entry->path, strlen(entry->path), term + 1);
        status = count_living(store, manifest, term, &living);
        if (!status && living != entry->passages) {
            say(check->log, check->context, "%s: has %llu of its %u passages", entry->path,
                (unsigned long long)living, entry->passages);
            check->faults++;
        }
    }
    catalogue_free(&catalogue);
    return status;
}

static daftar_status check_passages(struct check *check, struct store *store, const struct manifest *manifest)
{
    struct buffer data = {0};
    daftar_status status = DAFTAR_OK;
    for (uint32_t part = 0; part < manifest->segment_count; part++)
        for (uint32_t docid = 1; docid <= manifest->segments[part].passages; docid++) {
            struct passage_record record;
            status = store_passage_data(store, (struct store_id){part, docid}, &data);
            if (!status && passage_record_read(&record, data.data, data.length))
                continue;
            say(check->log, check->context, "%s: passage %u is damaged", manifest->segments[part].name, docid);
            check->faults++;
        }
    buffer_free(&data);
    return DAFTAR_OK;
}

/* STALE: a writer was faster; look again. */
static daftar_status verify_once(struct check *check)
{
    struct manifest manifest = {0};
    struct store *store = NULL;
    daftar_status status = load(&manifest, check->path);
    if (!status)
        check_signature(check, &manifest);
    for (size_t i = 0; !status && i < manifest.segment_count; i++)
        status = check_file(check, &manifest, &manifest.segments[i]);
    if (!status && !check->faults)
        status = commit_open_segments(&store, check->path, &manifest);
    if (status == DAFTAR_NOT_FOUND && manifest.generation && is_replaced(check, &manifest))
        status = DAFTAR_STALE;
    if (!status && !check->faults)
        status = check_articles(check, store, &manifest);
    if (!status && !check->faults)
        status = check_passages(check, store, &manifest);
    if (!status && !check->faults)
        status = check_lexicon(check, store, &manifest);
    store_free(store);
    manifest_free(&manifest);
    return status;
}

#define VERIFY_TRIES 20

daftar_status daftar_index_verify(const char *path, daftar_log log, void *context)
{
    if (!path)
        return status_fail(DAFTAR_BAD_INPUT, "no index");
    struct check check = {.path = path, .log = log, .context = context};
    daftar_status status = DAFTAR_STALE;
    for (int i = 0; i < VERIFY_TRIES && status == DAFTAR_STALE; i++)
        status = verify_once(&check);
    if (status == DAFTAR_STALE)
        status = status_fail(status, "%s: is being written all the time: verify it later", path);
    if (!status && check.faults)
        status = status_fail(DAFTAR_CORRUPT, "%s: %zu faults found: remove the index and make it again", path, check.faults);
    return status;
}
