/* ocr.c: reads pages that are pictures: pdftoppm draws them, Tesseract recognises their letters. */
#include "indexer/ocr.h"

#include "analysis/detect.h"
#include "indexer/command.h"
#include "indexer/reader.h"
#include "indexer/spawn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SIDE "3000"      /* dots of a page's longer side: 260 an inch of A4, and a bound whatever the page says it is */
#define PAGE_TIMES 3     /* a page may take so many times what a file may */
#define FILE_TIMES 30    /* and all pages so many times */
#define MODELS_MAX 200
#define SURE 0.8

/* The models of our languages, as Debian names them, those that the most texts need first. */
static const struct {
    const char *model;
    enum language language;
} models[] = {
    {"rus", LANGUAGE_RU}, {"uzb", LANGUAGE_UZ}, {"uzb_cyrl", LANGUAGE_UZ}, {"eng", LANGUAGE_EN}, {"kaz", LANGUAGE_KK},
    {"kir", LANGUAGE_KY}, {"tgk", LANGUAGE_TG}, {"tuk", LANGUAGE_TK}, {"kaa", LANGUAGE_KAA},
};

struct ocr {
    int file;                  /* the PDF */
    char all[MODELS_MAX];      /* models that are installed, joined by '+' */
    char chosen[MODELS_MAX];   /* of the languages that the file has shown */
    int64_t deadline;
};

/* A line of Tesseract's list that is exactly this name. */
static bool is_listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; (at = strstr(at, name)) != NULL; at += length)
        if ((at == list || at[-1] == '\n') && (at[length] == '\n' || !at[length]))
            return true;
    return false;
}

static void join_model(char *out, const char *model)
{
    size_t length = strlen(out);
    snprintf(out + length, MODELS_MAX - length, "%s%s", length ? "+" : "", model);
}

static daftar_status find_models(struct ocr *ocr)
{
    static const char *const words[] = {"tesseract", "--list-langs", NULL};
    struct buffer list = {0};
    daftar_status status = command_run(&list, &(struct command){.words = words}, "", 0);
    for (size_t i = 0; !status && list.length && i < sizeof models / sizeof *models; i++)
        if (is_listed(list.data, models[i].model))
            join_model(ocr->all, models[i].model);
    buffer_free(&list);
    if (status == DAFTAR_NOT_FOUND)
        return status_fail(DAFTAR_UNSUPPORTED, READER_SCANNED ": install tesseract-ocr to have it read");
    if (!status && !*ocr->all)
        return status_fail(DAFTAR_UNSUPPORTED, READER_SCANNED ": install a language of tesseract-ocr, such as tesseract-ocr-rus");
    return status;
}

/* The picture of a page, as PNM. */
static daftar_status draw(const struct ocr *ocr, struct buffer *picture, uint32_t page)
{
    char number[16];
    snprintf(number, sizeof number, "%u", page);
    const char *const words[] = {"pdftoppm", "-q", "-gray", "-scale-to", SIDE, "-f", number, "-l", number, "-", NULL};
    daftar_status status = command_run_file(picture, &(struct command){.words = words}, ocr->file);
    return status == DAFTAR_NOT_FOUND ? status_fail(DAFTAR_UNSUPPORTED, READER_SCANNED ": install poppler-utils to have it read")
                                      : status;
}

static daftar_status recognise(struct buffer *text, const struct buffer *picture, const char *languages)
{
    /* One thread a worker: Tesseract's own, on a machine that is busy, take many times as long. */
    const char *const words[] = {"env", "OMP_THREAD_LIMIT=1", "tesseract", "stdin", "stdout", "-l", languages, NULL};
    unsigned seconds = reader_settings()->seconds * PAGE_TIMES;
    return command_run(text, &(struct command){.words = words, .seconds = seconds}, picture->data, picture->length);
}

/* The first pages are read with all models; once a page tells its language surely, the others are read with the models of that
 * one, of Russian and of English, which takes half the time. */
static void choose_models(struct ocr *ocr, const struct buffer *text)
{
    double confidence;
    enum language language = detect_language(text->data, text->length, LANGUAGE_UND, &confidence);
    if (*ocr->chosen || confidence < SURE || text->length < 400)
        return;
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        enum language own = models[i].language;
        if ((own == language || own == LANGUAGE_RU || own == LANGUAGE_EN) && strstr(ocr->all, models[i].model))
            join_model(ocr->chosen, models[i].model);
    }
}

static daftar_status read_page(struct ocr *ocr, struct document *out, uint32_t page)
{
    struct buffer picture = {0}, text = {0};
    if (spawn_clock() > ocr->deadline)
        return status_fail(DAFTAR_BAD_INPUT, "its pages take too long to recognise");
    daftar_status status = draw(ocr, &picture, page);
    if (!status && picture.length)
        status = recognise(&text, &picture, *ocr->chosen ? ocr->chosen : ocr->all);
    buffer_free(&picture);
    size_t first = out->block_count;
    if (!status && text.length) {
        choose_models(ocr, &text);
        status = read_text(out, text.data, text.length);
    }
    for (size_t i = first; i < out->block_count; i++) {
        out->blocks[i].page = page;
        out->blocks[i].line = 0;
    }
    buffer_free(&text);
    return status;
}

/* Takes the blocks of the pages before `page` over to `out`. Returns the first that is left. */
static size_t take_over(struct document *out, const struct document *from, size_t at, uint32_t page)
{
    for (; at < from->block_count && from->blocks[at].page < page; at++) {
        struct slice text = block_text(from, &from->blocks[at]);
        struct block *block = document_block(out, from->blocks[at].kind, text.data, text.length);
        if (!block)
            continue;
        uint32_t start = block->start, end = block->end;
        *block = from->blocks[at];
        block->start = start;
        block->end = end;
        block->lead = block->lead > end - start ? (uint16_t)(end - start) : block->lead;
    }
    return at;
}

/* The pages in their order; what was recognised is no longer skipped. */
static daftar_status read_pages(struct ocr *ocr, struct document *out, struct document *document)
{
    size_t at = 0, kept = 0;
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; i < document->field_count; i++) {
        struct field_value value = document->fields[i];
        if (!status && value.field == FIELD_SKIPPED && value.value.page) {
            at = take_over(out, document, at, value.value.page);
            daftar_status read = read_page(ocr, out, value.value.page);
            status = read == DAFTAR_BAD_INPUT ? DAFTAR_OK : read;
            if (!read) {
                free(value.text);
                continue;
            }
        }
        document->fields[kept++] = value;
    }
    document->field_count = kept;
    take_over(out, document, at, UINT32_MAX);
    return out->failed ? status_no_memory() : status;
}

daftar_status ocr_pages(struct document *document, const char *bytes, size_t length)
{
    struct ocr ocr = {.file = -1,
                      .deadline = spawn_clock() + (int64_t)1000 * FILE_TIMES * reader_settings()->seconds};
    struct document out;
    document_init(&out);
    daftar_status status = find_models(&ocr);
    if (!status && (ocr.file = command_file(bytes, length)) < 0)
        status = status_fail(DAFTAR_BAD_INPUT, "no room to hand it to pdftoppm");
    if (!status)
        status = read_pages(&ocr, &out, document);
    if (!status) {
        out.fields = document->fields;
        out.field_count = document->field_count;
        out.field_capacity = document->field_capacity;
        document->fields = NULL;
        document->field_count = 0;
        document_clear(document);
        *document = out;
    } else {
        document_clear(&out);
    }
    if (ocr.file >= 0)
        close(ocr.file);
    return status;
}
