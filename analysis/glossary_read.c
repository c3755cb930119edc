/* glossary_read.c: reads and checks glossary files: TSV, a concept a line, a column a language. */
#include "analysis/glossary.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define LINE_MAX_BYTES 65536

const struct glossary_column glossary_columns[GLOSSARY_COLUMNS] = {
    {"domain", LANGUAGE_UND, 0},
    {"en", LANGUAGE_EN, SCRIPT_LATIN},
    {"ru", LANGUAGE_RU, SCRIPT_CYRILLIC},
    {"uz", LANGUAGE_UZ, SCRIPT_LATIN},
    {"uz-Cyrl", LANGUAGE_UZ, SCRIPT_CYRILLIC},
    {"kk", LANGUAGE_KK, SCRIPT_CYRILLIC},
    {"ky", LANGUAGE_KY, SCRIPT_CYRILLIC},
    {"tg", LANGUAGE_TG, SCRIPT_CYRILLIC},
    {"tk", LANGUAGE_TK, SCRIPT_LATIN},
    {"kaa", LANGUAGE_KAA, SCRIPT_LATIN},
};

struct reader {
    const char *path;
    unsigned number;
    int order[GLOSSARY_COLUMNS]; /* the place in the file of each column; -1: not there */
    int columns;                 /* in the file */
    glossary_take each;
    void *context;
    bool stopped;
};

static daftar_status complain(const struct reader *reader, int column, const char *what, struct slice text)
{
    const char *name = column < 0 ? "" : glossary_columns[column].name;
    return status_fail(DAFTAR_BAD_INPUT, "%s:%u:%s%s%s %s%s%.*s%s", reader->path, reader->number,
                       column < 0 ? "" : " column ", name, column < 0 ? "" : ":", what, text.length ? " \"" : "",
                       (int)(text.length < 80 ? text.length : 80), text.data, text.length ? "\"" : "");
}

static struct slice trimmed(struct slice text)
{
    while (text.length && (text.data[0] == ' ' || text.data[0] == '\r'))
        text.data++, text.length--;
    while (text.length && (text.data[text.length - 1] == ' ' || text.data[text.length - 1] == '\r'))
        text.length--;
    return text;
}

bool glossary_synonym(struct slice *cell, struct slice *synonym)
{
    if (!cell->length)
        return false;
    const char *bar = memchr(cell->data, '|', cell->length);
    size_t length = bar ? (size_t)(bar - cell->data) : cell->length;
    *synonym = trimmed((struct slice){cell->data, length});
    length += bar != NULL;
    *cell = (struct slice){cell->data + length, cell->length - length};
    return true;
}

/* ---- checks ---- */

enum found { FINE, MALFORMED, MIXED, FOREIGN };

/* What is wrong with the letters of one word. Names and numbers may be of another script (`IT`, `G20`, `Starlink`). */
static enum found check_word(const char *text, size_t length, unsigned script)
{
    unsigned found = 0;
    bool small = false, name = false;
    for (size_t i = 0; i < length;) {
        UChar32 c;
        size_t start = i;
        U8_NEXT(text, i, length, c);
        if (c < 0 || u_iscntrl(c) || c == 0xFFFD)
            return MALFORMED;
        if (!u_isalpha(c))
            continue;
        unsigned of_letter = fold_scripts(text + start, i - start);
        name |= !found && u_isupper(c);
        found |= of_letter;
        small |= u_islower(c) && !(of_letter & script);
    }
    if (!found || found == script || !small || (name && !(found & script)))
        return FINE;
    return found & script ? MIXED : FOREIGN;
}

static daftar_status check_cell(const struct reader *reader, int column, struct slice cell)
{
    static const char *const complaints[] = {"", "bytes that are not UTF-8 text",
                                             "letters of two scripts in one word:", "written in another script:"};
    unsigned script = glossary_columns[column].script;
    for (size_t at = 0; script && at < cell.length;) {
        size_t length = strcspn(cell.data + at, " |-\t\n");
        length = length < cell.length - at ? length : cell.length - at;
        enum found found = check_word(cell.data + at, length, script);
        if (found)
            return complain(reader, column, complaints[found], (struct slice){cell.data + at, length});
        at += length + 1;
    }
    return DAFTAR_OK;
}

static daftar_status check_line(const struct reader *reader, const struct glossary_line *line)
{
    int filled = 0;
    for (int column = 1; column < GLOSSARY_COLUMNS; column++) {
        daftar_status status = check_cell(reader, column, line->cells[column]);
        if (status)
            return status;
        filled += line->cells[column].length > 0;
    }
    return filled > 1 ? DAFTAR_OK : complain(reader, -1, "a concept needs words in two columns", (struct slice){"", 0});
}

/* ---- lines ---- */

static int split(struct slice line, struct slice *cells)
{
    int count = 0;
    for (size_t at = 0; at <= line.length; count++) {
        const char *tab = memchr(line.data + at, '\t', line.length - at);
        size_t length = tab ? (size_t)(tab - line.data) - at : line.length - at;
        if (count < GLOSSARY_COLUMNS)
            cells[count] = trimmed((struct slice){line.data + at, length});
        at += length + 1;
    }
    return count;
}

/* The first line may name the columns, all of them or some, in an order of its own. */
static daftar_status read_header(struct reader *reader, const struct slice *cells, int count)
{
    for (int column = 0; column < GLOSSARY_COLUMNS; column++)
        reader->order[column] = -1;
    for (int i = 0; i < count && i < GLOSSARY_COLUMNS; i++) {
        int column = 0;
        while (column < GLOSSARY_COLUMNS && (strlen(glossary_columns[column].name) != cells[i].length ||
                                             memcmp(glossary_columns[column].name, cells[i].data, cells[i].length)))
            column++;
        if (column == GLOSSARY_COLUMNS)
            return complain(reader, -1, "no such column:", cells[i]);
        if (reader->order[column] >= 0)
            return complain(reader, -1, "a column twice:", cells[i]);
        reader->order[column] = i;
    }
    reader->columns = count;
    return DAFTAR_OK;
}

/* Columns too few or too many: the first that is missing is named. */
static daftar_status complain_count(const struct reader *reader, int count)
{
    int column = 0;
    while (column < GLOSSARY_COLUMNS - 1 && reader->order[column] != count)
        column++;
    return status_fail(DAFTAR_BAD_INPUT, "%s:%u: %d columns instead of %d%s%s (domain en ru uz uz-Cyrl kk ky tg tk kaa, "
                       "or as the first line names them, with tabs between)", reader->path, reader->number, count,
                       reader->columns, count < reader->columns ? ": no column " : "",
                       count < reader->columns ? glossary_columns[column].name : "");
}

static daftar_status read_line(struct reader *reader, struct slice text, bool *first)
{
    struct slice cells[GLOSSARY_COLUMNS] = {{0}};
    struct glossary_line line = {.path = reader->path, .number = reader->number};
    if (!trimmed(text).length || text.data[0] == '#')
        return DAFTAR_OK;
    int count = split(text, cells);
    bool header = *first && cells[0].length == 6 && !memcmp(cells[0].data, "domain", 6);
    *first = false;
    if (header)
        return count > GLOSSARY_COLUMNS ? complain(reader, -1, "more than ten columns", (struct slice){"", 0})
                                        : read_header(reader, cells, count);
    if (count != reader->columns)
        return complain_count(reader, count);
    for (int column = 0; column < GLOSSARY_COLUMNS; column++)
        line.cells[column] = reader->order[column] < 0 ? (struct slice){"", 0} : cells[reader->order[column]];
    daftar_status status = check_line(reader, &line);
    if (!status)
        reader->stopped = !reader->each(reader->context, &line);
    return status;
}

daftar_status glossary_lines(const char *path, glossary_take each, void *context)
{
    struct reader reader = {.path = path, .columns = GLOSSARY_COLUMNS, .each = each, .context = context};
    for (int column = 0; column < GLOSSARY_COLUMNS; column++)
        reader.order[column] = column;
    FILE *file = fopen(path, "re");
    if (!file)
        return status_fail(errno == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_IO, "%s: %s", path, strerror(errno));
    char *bytes = NULL;
    size_t capacity = 0;
    bool first = true;
    daftar_status status = DAFTAR_OK;
    for (ssize_t length; !status && !reader.stopped && (length = getline(&bytes, &capacity, file)) >= 0;) {
        struct slice text = {bytes, (size_t)length};
        reader.number++;
        if (reader.number == 1 && text.length >= 3 && !memcmp(text.data, "\xEF\xBB\xBF", 3))
            text.data += 3, text.length -= 3;
        if (text.length && text.data[text.length - 1] == '\n')
            text.length--;
        status = text.length > LINE_MAX_BYTES || memchr(text.data, '\0', text.length)
                     ? complain(&reader, -1, "not a line of text", (struct slice){"", 0})
                     : read_line(&reader, text, &first);
    }
    if (!status && ferror(file))
        status = status_fail(DAFTAR_IO, "%s: %s", path, strerror(errno));
    free(bytes);
    fclose(file);
    return status;
}

/* ---- into a glossary ---- */

struct filling {
    struct glossary_builder *builder;
    struct analyzer *analyzer;
};

/* A concept is named by its first synonym, in English if there is one. */
static struct slice name_of(const struct glossary_line *line)
{
    for (int column = 1; column < GLOSSARY_COLUMNS; column++) {
        struct slice cell = line->cells[column], name;
        if (glossary_synonym(&cell, &name) && name.length)
            return name;
    }
    return (struct slice){"", 0};
}

static bool take_line(void *context, const struct glossary_line *line)
{
    struct filling *filling = context;
    struct slice name = name_of(line);
    glossary_builder_concept(filling->builder, name.data, name.length);
    for (int column = 1; column < GLOSSARY_COLUMNS; column++) {
        struct slice cell = line->cells[column], synonym;
        for (unsigned rank = 0; glossary_synonym(&cell, &synonym); rank++)
            glossary_builder_form(filling->builder, filling->analyzer, glossary_columns[column].language, synonym.data,
                                  synonym.length, rank);
    }
    analyzer_trim(filling->analyzer, (size_t)64 << 20);
    return !filling->builder->failed;
}

daftar_status glossary_read(struct glossary_builder *builder, struct analyzer *analyzer, const char *path)
{
    struct filling filling = {builder, analyzer};
    daftar_status status = glossary_lines(path, take_line, &filling);
    return !status && builder->failed ? status_no_memory() : status;
}
