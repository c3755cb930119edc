/* language.c: the table of languages. */
#include "analysis/language.h"

#include "analysis/grammar.h"

#include <string.h>

#define LATIN SCRIPT_LATIN
#define CYRILLIC SCRIPT_CYRILLIC
#define OTHER SCRIPT_OTHER

static const struct language_row rows[LANGUAGE_COUNT] = {
    [LANGUAGE_UND] = {"und", "Undetermined", LATIN | CYRILLIC | OTHER, NULL, NULL},
    [LANGUAGE_EN] = {"en", "English", LATIN, "english", NULL},
    [LANGUAGE_RU] = {"ru", "Russian", CYRILLIC, "russian", NULL},
    [LANGUAGE_UZ] = {"uz", "Uzbek", LATIN | CYRILLIC, NULL, &grammar_uz},
    [LANGUAGE_KK] = {"kk", "Kazakh", LATIN | CYRILLIC, NULL, &grammar_kk},
    [LANGUAGE_KY] = {"ky", "Kyrgyz", CYRILLIC, NULL, &grammar_ky},
    [LANGUAGE_TG] = {"tg", "Tajik", CYRILLIC, NULL, NULL},
    [LANGUAGE_TK] = {"tk", "Turkmen", LATIN | CYRILLIC, NULL, &grammar_tk},
    [LANGUAGE_KAA] = {"kaa", "Karakalpak", LATIN | CYRILLIC, NULL, &grammar_kaa},
    [LANGUAGE_TR] = {"tr", "Turkish", LATIN, "turkish", NULL},
    [LANGUAGE_AZ] = {"az", "Azerbaijani", LATIN, NULL, NULL},
    [LANGUAGE_TT] = {"tt", "Tatar", CYRILLIC, NULL, NULL},
    [LANGUAGE_BA] = {"ba", "Bashkir", CYRILLIC, NULL, NULL},
    [LANGUAGE_UG] = {"ug", "Uyghur", OTHER, NULL, NULL},
    [LANGUAGE_FA] = {"fa", "Persian", OTHER, NULL, NULL},
    [LANGUAGE_AR] = {"ar", "Arabic", OTHER, "arabic", NULL},
    [LANGUAGE_UR] = {"ur", "Urdu", OTHER, NULL, NULL},
    [LANGUAGE_PS] = {"ps", "Pashto", OTHER, NULL, NULL},
    [LANGUAGE_ZH] = {"zh", "Chinese", OTHER, NULL, NULL},
    [LANGUAGE_JA] = {"ja", "Japanese", OTHER, NULL, NULL},
    [LANGUAGE_KO] = {"ko", "Korean", OTHER, NULL, NULL},
    [LANGUAGE_MN] = {"mn", "Mongolian", CYRILLIC, NULL, NULL},
    [LANGUAGE_HI] = {"hi", "Hindi", OTHER, "hindi", NULL},
    [LANGUAGE_UK] = {"uk", "Ukrainian", CYRILLIC, NULL, NULL},
    [LANGUAGE_BE] = {"be", "Belarusian", CYRILLIC, NULL, NULL},
    [LANGUAGE_BG] = {"bg", "Bulgarian", CYRILLIC, NULL, NULL},
    [LANGUAGE_SR] = {"sr", "Serbian", LATIN | CYRILLIC, "serbian", NULL},
    [LANGUAGE_DE] = {"de", "German", LATIN, "german", NULL},
    [LANGUAGE_FR] = {"fr", "French", LATIN, "french", NULL},
    [LANGUAGE_ES] = {"es", "Spanish", LATIN, "spanish", NULL},
    [LANGUAGE_IT] = {"it", "Italian", LATIN, "italian", NULL},
    [LANGUAGE_PT] = {"pt", "Portuguese", LATIN, "portuguese", NULL},
    [LANGUAGE_NL] = {"nl", "Dutch", LATIN, "dutch", NULL},
    [LANGUAGE_SV] = {"sv", "Swedish", LATIN, "swedish", NULL},
    [LANGUAGE_NO] = {"no", "Norwegian", LATIN, "norwegian", NULL},
    [LANGUAGE_DA] = {"da", "Danish", LATIN, "danish", NULL},
    [LANGUAGE_FI] = {"fi", "Finnish", LATIN, "finnish", NULL},
    [LANGUAGE_HU] = {"hu", "Hungarian", LATIN, "hungarian", NULL},
    [LANGUAGE_RO] = {"ro", "Romanian", LATIN, "romanian", NULL},
    [LANGUAGE_EL] = {"el", "Greek", OTHER, "greek", NULL},
    [LANGUAGE_LT] = {"lt", "Lithuanian", LATIN, "lithuanian", NULL},
    [LANGUAGE_PL] = {"pl", "Polish", LATIN, NULL, NULL},
    [LANGUAGE_HY] = {"hy", "Armenian", OTHER, "armenian", NULL},
    [LANGUAGE_KA] = {"ka", "Georgian", OTHER, NULL, NULL},
    [LANGUAGE_HE] = {"he", "Hebrew", OTHER, NULL, NULL},
};

const struct language_row *language_row(enum language language)
{
    return &rows[(unsigned)language < LANGUAGE_COUNT ? language : LANGUAGE_UND];
}

const char *language_code(enum language language)
{
    return language_row(language)->code;
}

enum language language_by_code(const char *code, size_t length)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (strlen(rows[i].code) == length && memcmp(rows[i].code, code, length) == 0)
            return (enum language)i;
    return LANGUAGE_UND;
}

enum language language_of_most(const uint64_t amounts[LANGUAGE_COUNT], enum language first)
{
    enum language most = first;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        most = amounts[i] > amounts[most] ? (enum language)i : most;
    return most;
}
