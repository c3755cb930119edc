/* article_date.c: reads dates as journals print them. */
#include "indexer/article_parts.h"

#include <stdio.h>
#include <string.h>

/* Beginnings of the names of months, in folded comparison: en, ru, uz, kk, ky, tg, tk, kaa. Most are one word in all
 * of them. */
static const char *const months[12] = {
    "jan yan янв қаңтар ýanwar үчтүн", "feb fev фев ақпан fewral бирдин", "mar мар наурыз nawruz жалган",
    "apr апр сәуір чын куран", "may май мая мамыр maý бугу", "jun iyun июн маусым iýun кулжа",
    "jul iyul июл шілде iýul теке", "aug avg авг тамыз awgust баш оона", "sep sen сен қыркүйек аяк оона",
    "oct okt окт қазан тогуздун", "nov noy ноя қараша noýabr жетинин", "dec dek дек желтоқсан бештин",
};

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t number(struct slice text, unsigned *value)
{
    size_t length = 0;
    *value = 0;
    while (length < text.length && digit(text.data[length]) && length < 5)
        *value = *value * 10 + (unsigned)(text.data[length++] - '0');
    return length;
}

static struct slice behind(struct slice text, size_t bytes)
{
    return (struct slice){text.data + bytes, text.length - bytes};
}

static size_t write_date(char out[11], unsigned year, unsigned month, unsigned day, size_t end)
{
    if (year < 100)
        year += year < 70 ? 2000 : 1900;
    if (year < 1900 || year > 2099 || !month || month > 12 || !day || day > 31)
        return 0;
    snprintf(out, 11, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
    return end;
}

static size_t separator(struct slice text)
{
    return text.length && strchr("./-", text.data[0]) ? 1 + (text.length > 1 && text.data[1] == ' ') : 0;
}

/* 14.05.22, 14/05/2022, 2022-05-14; where the second number is no month, the first is. */
static size_t numeric(struct slice text, char out[11])
{
    unsigned part[3];
    size_t at = 0;
    for (int i = 0; i < 3; i++) {
        size_t mark = i ? separator(behind(text, at)) : 0, length = number(behind(text, at + mark), &part[i]);
        if ((i && !mark) || !length)
            return 0;
        at += mark + length;
    }
    if (part[0] > 31)
        return write_date(out, part[0], part[1], part[2], at);
    if (part[1] > 12)
        return write_date(out, part[2], part[0], part[1], at);
    return write_date(out, part[2], part[1], part[0], at);
}

static unsigned month_of(struct slice word)
{
    for (unsigned month = 0; month < 12; month++)
        for (const char *at = months[month]; *at;) {
            size_t length = strcspn(at, " ");
            if (article_begins_with(word, (struct slice){at, length}))
                return month + 1;
            at += length + strspn(at + length, " ");
        }
    return 0;
}

/* A word of the text with what parts it from the next number: `мая `, `May 14, `, `-may, `. */
static size_t word_length(struct slice text)
{
    size_t length = 0;
    while (length < text.length && length < 40 && !digit(text.data[length]))
        length++;
    return length < 40 ? length : 0;
}

static struct slice word_in(struct slice gap)
{
    while (gap.length && strchr(" ,-.", gap.data[0])) {
        gap.data++;
        gap.length--;
    }
    return gap;
}

/* 14 мая 2022, 2022 йил 14 май, 2022 йилнинг 14 майида. */
static size_t day_month_year(struct slice text, char out[11])
{
    unsigned first, second;
    size_t at = number(text, &first), gap = at ? word_length(behind(text, at)) : 0;
    struct slice between = word_in((struct slice){text.data + at, gap});
    size_t length = gap ? number(behind(text, at + gap), &second) : 0;
    if (!length)
        return 0;
    unsigned month = month_of(between);
    if (month && second > 1000)
        return write_date(out, second, month, first, at + gap + length);
    if (first > 1000 && second <= 31) {
        struct slice rest = behind(text, at + gap + length);
        month = month_of(word_in(rest));
        return month ? write_date(out, first, month, second, at + gap + length) : 0;
    }
    return 0;
}

/* May 14, 2022 */
static size_t month_day_year(struct slice text, char out[11])
{
    unsigned month = month_of(text), day, year;
    size_t at = month ? word_length(text) : 0, days = at ? number(behind(text, at), &day) : 0;
    if (!days || at > 20)
        return 0;
    at += days;
    while (at < text.length && strchr(", ", text.data[at]))
        at++;
    size_t years = number(behind(text, at), &year);
    return years == 4 ? write_date(out, year, month, day, at + years) : 0;
}

size_t article_date(struct slice text, char out[11])
{
    for (size_t at = 0; at < text.length && at < 60; at++) {
        struct slice rest = behind(text, at);
        bool inside = at && (digit(text.data[at - 1]) || ((unsigned char)rest.data[0] & 0xC0) == 0x80);
        if (inside)
            continue;
        size_t end = digit(rest.data[0]) ? numeric(rest, out) : 0;
        if (!end && digit(rest.data[0]))
            end = day_month_year(rest, out);
        if (!end && (at == 0 || text.data[at - 1] == ' ') && !digit(rest.data[0]))
            end = month_day_year(rest, out);
        if (end)
            return at + end;
    }
    return 0;
}

unsigned article_year(struct slice text)
{
    for (size_t at = 0; at + 4 <= text.length; at++) {
        unsigned value;
        if (!digit(text.data[at]) || (at && digit(text.data[at - 1])))
            continue;
        if (number(behind(text, at), &value) == 4 && value >= 1900 && value <= 2099)
            return value;
    }
    return 0;
}
