/* buffer.c: growable bytes, and the number and string coding that the stored records are made of. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
    if (buffer->data)
        buffer->data[0] = '\0';
}

bool buffer_reserve(struct buffer *buffer, size_t extra)
{
    if (buffer->failed)
        return false;
    if (extra < buffer->capacity - buffer->length)
        return true;
    size_t wanted = buffer->length + extra + 1;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < wanted && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    char *grown = wanted > extra && capacity >= wanted ? realloc(buffer->data, capacity) : NULL;
    if (!grown) {
        buffer->failed = true;
        return false;
    }
    buffer->data = grown;
    buffer->capacity = capacity;
    return true;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t length)
{
    if (!buffer_reserve(buffer, length))
        return;
    if (length)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void buffer_puts(struct buffer *buffer, const char *string)
{
    buffer_append(buffer, string, strlen(string));
}

void buffer_putc(struct buffer *buffer, char c)
{
    buffer_append(buffer, &c, 1);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length >= 0 && buffer_reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    } else if (length < 0) {
        buffer->failed = true;
    }
    va_end(again);
}

void buffer_put_number(struct buffer *buffer, uint64_t number)
{
    char bytes[10];
    size_t length = 0;
    do {
        bytes[length++] = (char)((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
        number >>= 7;
    } while (number);
    buffer_append(buffer, bytes, length);
}

void buffer_put_string(struct buffer *buffer, const char *bytes, size_t length)
{
    buffer_put_number(buffer, length);
    buffer_append(buffer, bytes, length);
}

bool slice_same(struct slice a, struct slice b)
{
    return a.length == b.length && (!a.length || !memcmp(a.data, b.data, a.length)); /* of nothing, data may be NULL */
}

int slice_compare(struct slice a, struct slice b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.data, b.data, shared) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

uint64_t cursor_number(struct cursor *cursor)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && cursor->at < cursor->end; shift += 7) {
        unsigned char byte = (unsigned char)*cursor->at++;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    cursor->failed = true;
    cursor->at = cursor->end;
    return 0;
}

struct slice cursor_string(struct cursor *cursor)
{
    uint64_t length = cursor_number(cursor);
    if (length > (size_t)(cursor->end - cursor->at)) {
        cursor->failed = true;
        cursor->at = cursor->end;
    }
    if (cursor->failed)
        return (struct slice){"", 0};
    struct slice string = {cursor->at, (size_t)length};
    cursor->at += length;
    return string;
}

bool array_reserve(void *items, size_t *capacity, size_t wanted, size_t size)
{
    if (wanted <= *capacity)
        return true;
    size_t grown = *capacity ? *capacity : 8;
    while (grown < wanted && grown <= SIZE_MAX / 2)
        grown *= 2;
    if (grown < wanted || grown > SIZE_MAX / size)
        return false;
    void *old;
    memcpy(&old, items, sizeof old);
    void *data = realloc(old, grown * size);
    if (!data)
        return false;
    memcpy(items, &data, sizeof data);
    *capacity = grown;
    return true;
}
