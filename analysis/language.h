/* language.h: the table of languages; a row says how the words of one are folded and stemmed. */
#ifndef ANALYSIS_LANGUAGE_H
#define ANALYSIS_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The order is part of the index format: add at the end. The first nine are the product; the others
 * stand in the same archives and get what ICU and Snowball have. */
enum language {
    LANGUAGE_UND,
    LANGUAGE_EN, LANGUAGE_RU, LANGUAGE_UZ, LANGUAGE_KK, LANGUAGE_KY, LANGUAGE_TG, LANGUAGE_TK, LANGUAGE_KAA,
    LANGUAGE_TR, LANGUAGE_AZ, LANGUAGE_TT, LANGUAGE_BA, LANGUAGE_UG, LANGUAGE_FA, LANGUAGE_AR, LANGUAGE_UR,
    LANGUAGE_PS, LANGUAGE_ZH, LANGUAGE_JA, LANGUAGE_KO, LANGUAGE_MN, LANGUAGE_HI, LANGUAGE_UK, LANGUAGE_BE,
    LANGUAGE_BG, LANGUAGE_SR, LANGUAGE_DE, LANGUAGE_FR, LANGUAGE_ES, LANGUAGE_IT, LANGUAGE_PT, LANGUAGE_NL,
    LANGUAGE_SV, LANGUAGE_NO, LANGUAGE_DA, LANGUAGE_FI, LANGUAGE_HU, LANGUAGE_RO, LANGUAGE_EL, LANGUAGE_LT,
    LANGUAGE_PL, LANGUAGE_HY, LANGUAGE_KA, LANGUAGE_HE,
    LANGUAGE_COUNT
};
#define LANGUAGE_OURS_FIRST LANGUAGE_EN
#define LANGUAGE_OURS_LAST LANGUAGE_KAA

enum script { SCRIPT_NONE = 0, SCRIPT_LATIN = 1, SCRIPT_CYRILLIC = 2, SCRIPT_OTHER = 4 };

struct grammar; /* analysis/grammar.h: the suffixes of an agglutinative language */

struct language_row {
    const char *code;              /* ISO 639-1, or 639-3 where that has none */
    const char *name;              /* in English */
    unsigned scripts;              /* bits of enum script that the language is written in */
    const char *snowball;          /* Snowball's name of its algorithm, or NULL */
    const struct grammar *grammar; /* our own suffix grammar, or NULL */
};

const struct language_row *language_row(enum language language);
const char *language_code(enum language language);

/* LANGUAGE_UND for an unknown code. `code` need not be NUL-terminated. */
enum language language_by_code(const char *code, size_t length);

/* The language that has most of what is counted; `first` unless another has more than it. */
enum language language_of_most(const uint64_t amounts[LANGUAGE_COUNT], enum language first);

#endif
