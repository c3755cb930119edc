/* encoding.c: finds out what a text is encoded in: marks first, then whose letters make words. */
#include "indexer/encoding.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#define SAMPLE 32768 /* bytes that decide, from the first that is not ASCII on */

static bool starts(const char *bytes, size_t length, const char *mark, size_t size)
{
    return length >= size && !memcmp(bytes, mark, size);
}

/* The byte order mark; *size: its bytes. */
static const char *marked(const char *bytes, size_t length, size_t *size)
{
    static const struct {
        const char *mark;
        size_t size;
        const char *name;
    } marks[] = {{"\xEF\xBB\xBF", 3, "UTF-8"}, {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"},
                 {"\xFF\xFE", 2, "UTF-16LE"}, {"\xFE\xFF", 2, "UTF-16BE"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (starts(bytes, length, marks[i].mark, marks[i].size)) {
            *size = marks[i].size;
            return marks[i].name;
        }
    *size = 0;
    return NULL;
}

/* UTF-16 and 32 show in bytes that are zero or, in Cyrillic, 4: nearly all on one side. */
static const char *wide(const char *bytes, size_t length)
{
    size_t high[4] = {0}, sample = length < 4096 ? length & ~(size_t)3 : 4096;
    for (size_t i = 0; i < sample; i++)
        high[i & 3] += (unsigned char)bytes[i] <= 5;
    size_t quarter = sample / 4, most = quarter - quarter / 8;
    if (sample < 16)
        return NULL;
    if (high[1] >= most && high[2] >= most && high[3] >= most && high[0] < quarter / 4)
        return "UTF-32LE";
    if (high[0] >= most && high[1] >= most && high[2] >= most && high[3] < quarter / 4)
        return "UTF-32BE";
    if (high[1] >= most && high[3] >= most && high[0] + high[2] < quarter / 2)
        return "UTF-16LE";
    if (high[0] >= most && high[2] >= most && high[1] + high[3] < quarter / 2)
        return "UTF-16BE";
    return NULL;
}

/* Whether the bytes above ASCII are UTF-8, but for a little damage. */
static bool is_utf8(const char *bytes, size_t length)
{
    size_t good = 0, bad = 0;
    const unsigned char *at = (const unsigned char *)bytes, *end = at + length;
    while (at < end) {
        if (*at < 0x80) {
            at++;
            continue;
        }
        size_t need = *at >= 0xF0 ? 3 : *at >= 0xE0 ? 2 : 1, have = 0;
        bool lead = *at >= 0xC2 && *at <= 0xF4;
        at++;
        while (lead && have < need && at < end && (*at & 0xC0) == 0x80) {
            at++;
            have++;
        }
        good += lead && have == need;
        bad += !lead || (have < need && at < end);
    }
    return bad * 16 <= good;
}

/* ---- one byte a letter ---- */

static const char *const narrow[] = {"windows-1251", "KOI8-R", "IBM866", "ISO-8859-5", "x-mac-cyrillic",
                                     "windows-1254", "windows-1252"};

/* How usual a Cyrillic letter is, 0 to 9, from а to я. */
static const char usual[] = "92447338356577667876622211113124";

static int letter_score(UChar c, UChar before)
{
    bool cyrillic = c >= 0x400 && c < 0x530, latin = c >= 0xC0 && c < 0x250;
    if (!u_isalpha(c))
        return c >= 0x2010 && c <= 0x2026 ? 1 : c == 0xAB || c == 0xBB || c == 0xA0 || c == 0x2116 ? 1 : -6;
    UChar small = (UChar)u_tolower(c);
    int score = cyrillic ? small >= 0x430 && small <= 0x44F ? usual[small - 0x430] - '0' - 2 : 0 : 0;
    if (latin)
        score = small == 0x15F || small == 0x131 || small == 0x11F || small == 0xE7 || small == 0xF6 || small == 0xFC
                    ? 4 : small == 0xE4 || small == 0xFD || small == 0x17E || small == 0x148 ? 3 : -1;
    bool joined = u_isalpha(before);
    if (joined && u_isupper(c) && u_islower(before))
        score -= 8;
    if (joined && cyrillic != (before >= 0x400 && before < 0x530))
        score -= 6;
    if (joined && latin && before >= 0x80)
        score -= 4;
    if (cyrillic && small > 0x44F && small != 0x451)
        score -= 1;
    return score;
}

static long score(const char *name, const char *bytes, size_t length)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    UChar *text = malloc((length + 1) * sizeof *text);
    long total = -1000000000;
    if (U_SUCCESS(error) && text) {
        int32_t count = ucnv_toUChars(converter, text, (int32_t)length + 1, bytes, (int32_t)length, &error);
        total = 0;
        for (int32_t i = 0; U_SUCCESS(error) && i < count; i++)
            if (text[i] >= 0x80)
                total += letter_score(text[i], i ? text[i - 1] : ' ');
            else if (u_isalpha(text[i]) && i && text[i - 1] >= 0x400 && u_isalpha(text[i - 1]))
                total -= 6;
    }
    if (converter)
        ucnv_close(converter);
    free(text);
    return total;
}

static bool same_name(const char *a, const char *b)
{
    return a && b && ucnv_compareNames(a, b) == 0;
}

static const char *detect_narrow(const char *bytes, size_t length, const char *declared)
{
    size_t start = 0;
    while (start < length && (unsigned char)bytes[start] < 0x80)
        start++;
    start = start > 64 ? start - 64 : 0;
    size_t sample = length - start < SAMPLE ? length - start : SAMPLE;
    const char *best = narrow[0];
    long most = 0;
    for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++) {
        long own = score(narrow[i], bytes + start, sample);
        own += same_name(declared, narrow[i]) ? (own > 0 ? own / 8 : 0) + 2 : 0;
        if (i == 0 || own > most) {
            most = own;
            best = narrow[i];
        }
    }
    return best;
}

const char *encoding_detect(const char *bytes, size_t length, const char *declared)
{
    size_t size;
    const char *name = marked(bytes, length, &size);
    if (!name)
        name = memchr(bytes, 0, length < 4096 ? length : 4096) ? wide(bytes, length) : NULL;
    if (!name && !is_utf8(bytes, length))
        name = wide(bytes, length);
    if (!name)
        name = is_utf8(bytes, length) ? "UTF-8" : detect_narrow(bytes, length, declared);
    return name;
}

daftar_status encoding_append(struct buffer *out, const char *name, const char *bytes, size_t length)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &error);
    if (U_FAILURE(error)) {
        error = U_ZERO_ERROR;
        from = ucnv_open("windows-1251", &error);
    }
    UErrorCode second = U_ZERO_ERROR;
    UConverter *to = ucnv_open("UTF-8", &second);
    UChar middle[2048], *source = middle, *target = middle;
    const char *at = bytes, *end = bytes + length;
    bool good = U_SUCCESS(error) && U_SUCCESS(second);
    for (bool first = true; good && (first || at < end || source < target); first = false) {
        if (!buffer_reserve(out, 4096))
            break;
        char *start = out->data + out->length, *write = start;
        UErrorCode step = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &write, start + 4096, &at, end, middle, &source, &target, middle + 2048, first, true,
                       &step);
        out->length += (size_t)(write - start);
        if (step == U_BUFFER_OVERFLOW_ERROR)
            continue;
        break;
    }
    if (out->data)
        out->data[out->length] = '\0';
    if (from)
        ucnv_close(from);
    if (to)
        ucnv_close(to);
    return out->failed || !good ? status_no_memory() : DAFTAR_OK;
}

daftar_status encoding_decode(struct buffer *out, const char **bytes, size_t *length, const char *declared)
{
    size_t mark;
    const char *name = encoding_detect(*bytes, *length, declared);
    bool known = marked(*bytes, *length, &mark) != NULL;
    *bytes += known ? mark : 0;
    *length -= known ? mark : 0;
    if (!strcmp(name, "UTF-8"))
        return DAFTAR_OK;
    daftar_status status = encoding_append(out, name, *bytes, *length);
    *bytes = out->data ? out->data : "";
    *length = out->length;
    return status;
}
