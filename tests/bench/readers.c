/* readers.c: how fast files become articles, stage by stage and format by format: readers FILE...
 * Columns: MB of the files and of their text; MB of file, and of text, a second of processor in the reader alone (bytes
 * to document); MB of text in recognising and cutting (document to passages); of both with the reader program in
 * between, by the clock; and the processor time of the reader as a part of what pdftotext takes. */
#include "indexer/article.h"
#include "indexer/reader.h"
#include "indexer/readers/formats.h"
#include "indexer/split.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef ROUNDS
#define ROUNDS 5
#endif

static const struct {
    const char *name;
    daftar_status (*read)(struct document *document, const char *bytes, size_t length);
} direct[] = {
    {"html", read_html}, {"pdf", read_pdf}, {"docx", read_docx}, {"odt", read_odt}, {"pptx", read_pptx},
    {"xlsx", read_xlsx}, {"epub", read_epub}, {"rtf", read_rtf}, {"txt", read_text}, {"md", read_markdown},
};
#define FORMATS (sizeof direct / sizeof *direct)

struct sums {
    unsigned files;
    double bytes, text, read, article, whole, other; /* bytes; seconds */
};

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void load(struct buffer *bytes, const char *path)
{
    FILE *file = fopen(path, "rb");
    while (file && buffer_reserve(bytes, 65536)) {
        size_t got = fread(bytes->data + bytes->length, 1, 65536, file);
        bytes->length += got;
        if (!got)
            break;
    }
    if (!file || bytes->failed) {
        fprintf(stderr, "readers: %s cannot be read\n", path);
        exit(2);
    }
    bytes->data[bytes->length] = '\0';
    fclose(file);
}

static double less(double a, double b)
{
    return a < b ? a : b;
}

static void make_passages(struct document *document, struct passages *passages)
{
    passages_restart(passages);
    if (article_recognise(document, true) || split_document(passages, document))
        exit(2);
}

/* The best of some rounds, so that other work on the machine weighs less. False: the file cannot be read. */
static bool time_file(struct sums *sums, size_t format, const struct reader *reader, const struct buffer *bytes)
{
    double read = 1e9, article = 1e9, whole = 1e9;
    struct passages passages = {0};
    struct document document;
    for (int round = 0; round < ROUNDS; round++) {
        double begun = seconds(CLOCK_PROCESS_CPUTIME_ID);
        document_init(&document);
        daftar_status status = direct[format].read(&document, bytes->data, bytes->length);
        double middle = seconds(CLOCK_PROCESS_CPUTIME_ID);
        if (status)
            return false;
        make_passages(&document, &passages);
        double end = seconds(CLOCK_PROCESS_CPUTIME_ID);
        read = less(read, middle - begun);
        article = less(article, end - middle);
        sums->text += round ? 0 : (double)document.text.length;
        document_clear(&document);
        document_init(&document);
        begun = seconds(CLOCK_MONOTONIC);
        if (reader->read(&document, bytes->data, bytes->length))
            return false;
        make_passages(&document, &passages);
        whole = less(whole, seconds(CLOCK_MONOTONIC) - begun);
        document_clear(&document);
    }
    passages_free(&passages);
    sums->files++;
    sums->bytes += (double)bytes->length;
    sums->read += read;
    sums->article += article;
    sums->whole += whole;
    return true;
}

static double time_pdftotext(const char *path)
{
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        pid_t pid = fork();
        if (pid == 0) {
            execlp("pdftotext", "pdftotext", "-q", path, "/dev/null", (char *)NULL);
            _exit(127);
        }
        int result = 0;
        struct rusage used;
        wait4(pid, &result, 0, &used);
        if (!WIFEXITED(result) || WEXITSTATUS(result) == 127)
            return 0;
        best = less(best, (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                              (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6);
    }
    return best;
}

static void print(const char *name, const struct sums *s)
{
    printf("%-6s %5u %8.2f %8.2f %9.1f %9.1f %9.1f %9.1f %9.1f", name, s->files, s->bytes / 1e6, s->text / 1e6,
           s->bytes / 1e6 / s->read, s->text / 1e6 / s->read, s->text / 1e6 / s->article, s->bytes / 1e6 / s->whole,
           s->text / 1e6 / s->whole);
    if (s->other > 0)
        printf("  read in %.2f of the time of pdftotext", s->read / s->other);
    putchar('\n');
}

int main(int argc, char **argv)
{
    struct sums sums[FORMATS] = {{0}};
    sandbox_settle(); /* as the reader program does */
    for (int i = 1; i < argc; i++) {
        struct buffer bytes = {0};
        load(&bytes, argv[i]);
        const struct reader *reader = reader_for(argv[i], bytes.data, bytes.length);
        size_t format = 0;
        while (reader && format < FORMATS && strcmp(direct[format].name, reader->name))
            format++;
        if (reader && format < FORMATS && !time_file(&sums[format], format, reader, &bytes))
            fprintf(stderr, "readers: %s: %s\n", argv[i], daftar_last_error());
        else if (reader && format < FORMATS && !strcmp(reader->name, "pdf"))
            sums[format].other += time_pdftotext(argv[i]);
        buffer_free(&bytes);
    }
    printf("%-6s %5s %8s %8s %9s %9s %9s %9s %9s\n", "reader", "files", "MB", "MB text", "MB/s", "text/s", "article/s",
           "all MB/s", "text/s");
    for (size_t i = 0; i < FORMATS; i++)
        if (sums[i].files)
            print(direct[i].name, &sums[i]);
    return 0;
}
