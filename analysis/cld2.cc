/* cld2.cc: the only file that speaks to CLD2, whose interface is C++. */
#include <stdio.h>
#include <string.h>

#include <vector>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "analysis/cld2.h"

/* CLD2 looks a few bytes past the end of what it is given: it gets a copy with zeros behind it. */
static const size_t MARGIN = 64;

static size_t head_length(const char *text, size_t length)
{
    if (length <= CLD2_HEAD)
        return length;
    length = CLD2_HEAD;
    while (length > CLD2_HEAD - 4 && (text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

static const char *guess(const char *text, size_t length, int *reliable)
{
    char head[CLD2_HEAD + MARGIN] = {0};
    length = head_length(text, length);
    memcpy(head, text, length);

    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3], text_bytes, valid_bytes;
    double scores[3];
    bool trusted = false;
    CLD2::Language best = CLD2::ExtDetectLanguageSummaryCheckUTF8(
        head, static_cast<int>(length), true, &hints, CLD2::kCLDFlagBestEffort, languages, percents,
        scores, nullptr, &text_bytes, &trusted, &valid_bytes);
    *reliable = trusted;
    if (best == CLD2::UNKNOWN_LANGUAGE || best == CLD2::TG_UNKNOWN_LANGUAGE)
        return nullptr;
    return CLD2::LanguageCode(best);
}

const char *cld2_language(const char *text, size_t length, int *reliable)
{
    try {
        return guess(text, length, reliable);
    } catch (...) { /* it allocates a little; without memory it knows nothing */
        *reliable = 0;
        return nullptr;
    }
}
