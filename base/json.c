/* json.c: JSON values as text; strings are made well-formed on the way out. */
#include "base/json.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void quote(struct buffer *out, const char *text)
{
    buffer_putc(out, '"');
    for (size_t length = strlen(text), at = 0; at < length;) {
        size_t good = 0;
        while (at + good < length && (unsigned char)text[at + good] >= 0x20 && text[at + good] != '"' &&
               text[at + good] != '\\' && text[at + good] != 0x7f)
            good++;
        utf8_append(out, text + at, good);
        at += good;
        if (at == length)
            break;
        char c = text[at++];
        const char *escapes = "\"\"\\\\\nn\rr\tt";
        const char *escape = strchr(escapes, c);
        if (escape && (escape - escapes) % 2 == 0)
            buffer_printf(out, "\\%c", escape[1]);
        else
            buffer_printf(out, "\\u%04x", (unsigned char)c);
    }
    buffer_putc(out, '"');
}

static void begin(struct json *json, const char *name)
{
    if (json->comma)
        buffer_putc(json->out, ',');
    if (name) {
        quote(json->out, name);
        buffer_putc(json->out, ':');
    }
    json->comma = true;
}

void json_open(struct json *json, const char *name, char bracket)
{
    begin(json, name);
    buffer_putc(json->out, bracket);
    json->comma = false;
}

void json_close(struct json *json, char bracket)
{
    buffer_putc(json->out, bracket);
    json->comma = true;
}

void json_string(struct json *json, const char *name, const char *value)
{
    begin(json, name);
    quote(json->out, value);
}

void json_integer(struct json *json, const char *name, uint64_t value)
{
    begin(json, name);
    buffer_printf(json->out, "%llu", (unsigned long long)value);
}

void json_real(struct json *json, const char *name, double value)
{
    begin(json, name);
    char text[40];
    snprintf(text, sizeof text, "%.12g", isfinite(value) ? value : 0.0);
    for (char *c = text; *c; c++) /* whatever the locale's decimal mark is */
        if (*c == ',')
            *c = '.';
    buffer_puts(json->out, text);
}

void json_null(struct json *json, const char *name)
{
    begin(json, name);
    buffer_puts(json->out, "null");
}
