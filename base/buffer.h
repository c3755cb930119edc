/* buffer.h: a growable run of bytes. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised is empty. A failed allocation sets `failed` and turns every later append into a
 * no-op, so a chain of appends is checked once, at its end. `data` is NUL-terminated when not NULL. */
struct buffer {
    char *data;
    size_t length;
    size_t capacity;
    bool failed;
};

void buffer_free(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);                   /* keeps the memory */
bool buffer_reserve(struct buffer *buffer, size_t extra);   /* room for `extra` more bytes */
void buffer_append(struct buffer *buffer, const void *bytes, size_t length);
void buffer_puts(struct buffer *buffer, const char *string);
void buffer_putc(struct buffer *buffer, char c);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Numbers in LEB128, and strings as length then bytes: the store's records are made of these. */
void buffer_put_number(struct buffer *buffer, uint64_t number);
void buffer_put_string(struct buffer *buffer, const char *bytes, size_t length);

/* A reader over a record. Any over-run sets `failed` and yields 0 or "" from then on. */
struct slice {
    const char *data;
    size_t length;
};
bool slice_same(struct slice a, struct slice b); /* equal bytes */
int slice_compare(struct slice a, struct slice b); /* by bytes, as strcmp says it */
struct cursor {
    const char *at;
    const char *end;
    bool failed;
};
uint64_t cursor_number(struct cursor *cursor);
struct slice cursor_string(struct cursor *cursor);

/* Grows the array at *items to hold at least `wanted` items of `size` bytes (doubling). */
bool array_reserve(void *items, size_t *capacity, size_t wanted, size_t size);

#endif
