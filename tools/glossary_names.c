/* glossary_names.c: names of countries, regions, languages and currencies from CLDR as concepts. */
#include "tools/glossary_names.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define NAME_MAX 256

static const struct locale {
    const char *code;
    enum language language;
} locales[] = {
    {"en", LANGUAGE_EN}, {"ru", LANGUAGE_RU}, {"uz", LANGUAGE_UZ}, {"uz_Cyrl", LANGUAGE_UZ},
    {"kk", LANGUAGE_KK}, {"ky", LANGUAGE_KY}, {"tg", LANGUAGE_TG}, {"tk", LANGUAGE_TK},
};
enum { LOCALES = sizeof locales / sizeof *locales };

/* Continents and subregions of the world by their UN numbers. */
static const char *const regions[] = {
    "001", "002", "003", "005", "009", "011", "013", "014", "015", "017", "018", "019", "021", "029", "030", "034",
    "035", "039", "053", "142", "143", "145", "150", "151", "154", "155", "419", "EU", "EZ", "UN", NULL};

/* The name of `code` in a locale, or 0 characters when the locale has none of its own. */
typedef int32_t (*name_of)(const char *code, const char *locale, bool brief, UChar *out);

static int32_t country_name(const char *code, const char *locale, bool brief, UChar *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UDisplayContext contexts[] = {brief ? UDISPCTX_LENGTH_SHORT : UDISPCTX_LENGTH_FULL, UDISPCTX_NO_SUBSTITUTE};
    ULocaleDisplayNames *names = uldn_openForContext(locale, contexts, 2, &error);
    int32_t length = U_FAILURE(error) ? 0 : uldn_regionDisplayName(names, code, out, NAME_MAX, &error);
    uldn_close(names);
    return U_FAILURE(error) ? 0 : length;
}

static int32_t language_name(const char *code, const char *locale, bool brief, UChar *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UDisplayContext contexts[] = {brief ? UDISPCTX_LENGTH_SHORT : UDISPCTX_LENGTH_FULL, UDISPCTX_NO_SUBSTITUTE};
    ULocaleDisplayNames *names = uldn_openForContext(locale, contexts, 2, &error);
    int32_t length = U_FAILURE(error) ? 0 : uldn_languageDisplayName(names, code, out, NAME_MAX, &error);
    uldn_close(names);
    return U_FAILURE(error) ? 0 : length;
}

static int32_t currency_name(const char *code, const char *locale, bool brief, UChar *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar wide[8];
    UBool choice = 0;
    int32_t length = 0;
    u_charsToUChars(code, wide, (int32_t)strlen(code) + 1);
    const UChar *name = brief ? NULL : ucurr_getName(wide, locale, UCURR_LONG_NAME, &choice, &length, &error);
    if (!name || U_FAILURE(error) || error == U_USING_DEFAULT_WARNING || length >= NAME_MAX)
        return 0;
    u_memcpy(out, name, length);
    return length;
}

struct names {
    struct glossary_builder *builder;
    struct analyzer *analyzer;
    char texts[LOCALES][2][NAME_MAX * 3];
};

static bool read_name(char *text, name_of name, const char *code, const char *locale, bool brief)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar wide[NAME_MAX];
    int32_t length = name(code, locale, brief, wide), bytes = 0;
    u_strToUTF8(text, NAME_MAX * 3, &bytes, wide, length, &error);
    if (!length || U_FAILURE(error) || !strcmp(text, code))
        text[0] = '\0';
    return text[0] != '\0';
}

/* Adds one concept if English, Russian and one language more have a name for it. */
static void add_concept(struct names *names, name_of name, const char *code)
{
    int known = 0;
    for (int i = 0; i < LOCALES; i++) {
        known += read_name(names->texts[i][0], name, code, locales[i].code, false);
        if (!read_name(names->texts[i][1], name, code, locales[i].code, true) ||
            !strcmp(names->texts[i][0], names->texts[i][1]))
            names->texts[i][1][0] = '\0';
        if (i == 1 && known < 2)
            return;
    }
    if (known < 3)
        return;
    glossary_builder_concept(names->builder, names->texts[0][0], strlen(names->texts[0][0]));
    for (int i = 0; i < LOCALES; i++)
        for (unsigned brief = 0; brief < 2; brief++) {
            char *text = names->texts[i][brief];
            glossary_builder_form(names->builder, names->analyzer, locales[i].language, text,
                                  strcspn(text, "("), brief);
        }
}

static bool add_currencies(struct names *names)
{
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *codes = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &error);
    int32_t length;
    for (const char *code; U_SUCCESS(error) && (code = uenum_next(codes, &length, &error)) != NULL;)
        add_concept(names, currency_name, code);
    uenum_close(codes);
    return U_SUCCESS(error);
}

bool names_add(struct glossary_builder *builder, struct analyzer *analyzer)
{
    struct names names = {.builder = builder, .analyzer = analyzer};
    for (const char *const *code = uloc_getISOCountries(); *code; code++)
        add_concept(&names, country_name, *code);
    for (const char *const *code = regions; *code; code++)
        add_concept(&names, country_name, *code);
    for (const char *const *code = uloc_getISOLanguages(); *code; code++)
        if (strlen(*code) == 2 || !strcmp(*code, "kaa"))
            add_concept(&names, language_name, *code);
    return add_currencies(&names) && !builder->failed;
}
