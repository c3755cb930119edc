/* header.c: checks what Xapian 1.4 reads from a glass version block but does not check itself. */
#include "store/header.h"
#include "base/buffer.h"

#include <string.h>

/* glass_version.cc: magic, two bytes of version, a UUID, the revision, one root for each table. */
static const char magic[] = "\x0f\x0dXapian Glass";
enum { MAGIC_LENGTH = sizeof magic - 1, FIXED_LENGTH = MAGIC_LENGTH + 2 + 16, TABLES = 6 };

/* glass_table.h: the arrays of cursors have ten places; blocks are of 2 to 64 KiB. */
enum { LEVELS = 10, BLOCK_UNIT = 2048, BLOCK_UNITS_MAX = 32 };

static bool root_is_sound(struct cursor *cursor, uint64_t size)
{
    uint64_t root = cursor_number(cursor);
    uint64_t flags = cursor_number(cursor); /* two bits, then the level */
    cursor_number(cursor);                  /* entries */
    uint64_t units = cursor_number(cursor);
    cursor_number(cursor); /* from which length on tags are compressed */
    cursor_string(cursor); /* free blocks */
    bool is_fake = flags & 1;
    return !cursor->failed && flags >> 2 < LEVELS && units && units <= BLOCK_UNITS_MAX &&
           !(units & (units - 1)) && (is_fake || root < size / (units * BLOCK_UNIT));
}

bool header_is_sound(const char *bytes, size_t length, uint64_t size)
{
    if (length < FIXED_LENGTH || memcmp(bytes, magic, MAGIC_LENGTH))
        return false;
    struct cursor cursor = {bytes + FIXED_LENGTH, bytes + length, false};
    cursor_number(&cursor); /* revision */
    for (int table = 0; table < TABLES; table++)
        if (!root_is_sound(&cursor, size))
            return false;
    return true;
}
