/* main.c: the reader program: takes files from the indexer over its standard input, answers with documents. */
#include "indexer/readers/formats.h"
#include "indexer/readers/protocol.h"

#include <errno.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CHANNEL 0 /* the socket */
#define NO_MEMORY "needs more memory than a reader has"

static const struct {
    const char *name;
    daftar_status (*read)(struct document *document, const char *bytes, size_t length);
    bool weak; /* what the file says of itself was often set by its program, or never */
} formats[] = {
    {"html", read_html, true}, {"pdf", read_pdf, true}, {"docx", read_docx, true}, {"odt", read_odt, true},
    {"pptx", read_pptx, true}, {"xlsx", read_xlsx, true}, {"epub", read_epub, false}, {"rtf", read_rtf, true},
    {"gz", read_gz, true}, {"zip", read_zip, true},
};

static bool receive_all(void *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        ssize_t got = read(CHANNEL, (char *)bytes + at, length - at);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        at += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool send_all(const void *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        ssize_t sent = send(CHANNEL, (const char *)bytes + at, length - at, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return false;
        at += sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

static daftar_status read_file(struct document *document, const char *format, const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].name, format))
            continue;
        daftar_status status = formats[i].read(document, bytes, length);
        for (size_t f = 0; f < document->field_count; f++)
            document->fields[f].weak = formats[i].weak;
        return status;
    }
    return status_fail(DAFTAR_BAD_INPUT, "%s: no reader for this format", format);
}

static bool send_answer(daftar_status status, const struct buffer *out)
{
    struct protocol_header header = {.magic = PROTOCOL_ANSWER, .status = (uint32_t)status, .length = out->length};
    return send_all(&header, sizeof header) && send_all(out->data, out->length);
}

/* The file is larger than the memory there is: it is taken in and forgotten. */
static bool refuse(uint64_t length)
{
    char chunk[4096];
    for (uint64_t left = length; left; left -= left < sizeof chunk ? left : sizeof chunk)
        if (!receive_all(chunk, left < sizeof chunk ? (size_t)left : sizeof chunk))
            return false;
    struct buffer out = {.data = (char *)NO_MEMORY, .length = strlen(NO_MEMORY)};
    return send_answer(DAFTAR_NO_MEMORY, &out);
}

static bool answer(const char *format, const char *bytes, size_t length)
{
    struct document document;
    struct buffer out = {0};
    document_init(&document);
    daftar_status status = read_file(&document, format, bytes, length);
    if (!status && document.failed)
        status = status_no_memory();
    if (!status)
        protocol_write(&out, &document);
    if (out.failed)
        status = status_no_memory();
    document_clear(&document);
    if (status) {
        buffer_free(&out);
        buffer_puts(&out, status == DAFTAR_NO_MEMORY ? NO_MEMORY : status_message());
    }
    bool sent = send_answer(status, &out);
    buffer_free(&out);
    return sent;
}

/* Serves one request; false: the other end is gone or talks nonsense. */
static bool serve(unsigned seconds)
{
    struct protocol_header header;
    if (!receive_all(&header, sizeof header) || header.magic != PROTOCOL_REQUEST ||
        header.length > PROTOCOL_FILE_MAX)
        return false;
    header.format[sizeof header.format - 1] = '\0';
    char *bytes = malloc((size_t)header.length + 1);
    if (!bytes)
        return refuse(header.length);
    bool good = sandbox_time(seconds) && receive_all(bytes, (size_t)header.length);
    if (good) {
        bytes[header.length] = '\0';
        good = answer(header.format, bytes, (size_t)header.length);
    }
    free(bytes);
    return good;
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fputs("daftar-reader is run by daftar-index, not by hand\n", stderr);
        return 2;
    }
    size_t memory = strtoull(arguments[1], NULL, 10);
    unsigned seconds = (unsigned)strtoul(arguments[2], NULL, 10);
    sandbox_settle();
    xmlInitParser();
    if (!sandbox_limit(memory) || !sandbox_close())
        return 2;
    while (serve(seconds))
        continue;
    return 0;
}
