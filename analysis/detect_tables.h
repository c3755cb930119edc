/* detect_tables.h: what is known of each language's letters and words, for detect.c. */
#ifndef ANALYSIS_DETECT_TABLES_H
#define ANALYSIS_DETECT_TABLES_H

#include <stdint.h>

#include "analysis/language.h"

/* All evidence is counted in thirds of a nat (e^(1/3) = 1.4 to one). */
#define DETECT_UNIT (1.0 / 3.0)

/* A profile is one language in one alphabet. Its table says how unexpected a letter is after another:
 * cell [first * letters + second] is 'A' + 3 * -ln P(second | first), 'A' to 'Z'. Letter 0 is the edge
 * of a word, the last one any other letter of the script; the rest are those of DETECT_CYRILLIC and
 * DETECT_LATIN, in that order. The frequencies are measured on sentences, word lists and program
 * messages; a sixth of what was counted for uz, kk, kaa, tg and tk had lost its tails and marks, as
 * text in documents does. */
struct detect_profile {
    enum language language;
    enum script script;
    const char *pairs;
};

#define DETECT_CYRILLIC "абвгдежзийклмнопрстуфхцчшщъыьэюяўқғҳәңөүұіӣӯҷҗһ"
#define DETECT_LATIN "abcdefghijklmnopqrstuvwxyz'äöüýňžşçğıáóúńǵəñū"
#define DETECT_CYRILLIC_LETTERS 49 /* with the edge and the last, which is any other */
#define DETECT_LATIN_LETTERS 47

extern const char detect_uz_cyrillic[], detect_kk_cyrillic[], detect_ky_cyrillic[],
    detect_tg_cyrillic[], detect_tk_cyrillic[], detect_kaa_cyrillic[], detect_ru_cyrillic[],
    detect_tt_cyrillic[], detect_mn_cyrillic[], detect_uk_cyrillic[], detect_be_cyrillic[],
    detect_bg_cyrillic[], detect_sr_cyrillic[];
extern const char detect_uz_latin[], detect_kk_latin[], detect_tk_latin[], detect_kaa_latin[],
    detect_kaa_apostrophes[], detect_en_latin[], detect_tr_latin[], detect_az_latin[],
    detect_romance_latin[], detect_germanic_latin[], detect_europe_latin[];

/* Words and word endings, with the languages they are common in; sorted by bytes. */
#define IN(language) (UINT64_C(1) << LANGUAGE_##language)

struct detect_word {
    const char *text;
    uint64_t languages;
};

extern const struct detect_word detect_words[], detect_endings[];
extern const unsigned detect_word_count, detect_ending_count;

#endif
