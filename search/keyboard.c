/* keyboard.c: the keys of the Cyrillic keyboards by those of the English one. */
#include "search/keyboard.h"

#include "analysis/fold.h"

#include <string.h>
#include <unicode/utf8.h>

/* Every letter takes two bytes. */
static const char russian_keys[] = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";
static const char russian_letters[] = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ";

/* Where the others differ from the Russian one (the national standards, as in xkeyboard-config). */
static const struct keyboard {
    enum language language;
    const char *keys, *letters;
} keyboards[] = {
    {LANGUAGE_RU, "", ""},
    {LANGUAGE_UZ, "os-=OS_+", "ўқғҳЎҚҒҲ"},
    {LANGUAGE_KK, "2345890-=_+", "әіңғүұқөһӨҺ"},
    {LANGUAGE_KY, "-=\\_+|", "өңүӨҢҮ"},
    {LANGUAGE_TG, "wosm-=WOSM_+", "қҳҷӣғӯҚҲҶӢҒӮ"},
};
#define KEYBOARDS (sizeof keyboards / sizeof *keyboards)

enum language keyboard_language(size_t number)
{
    return number < KEYBOARDS ? keyboards[number].language : LANGUAGE_UND;
}

static bool put_letter(const char *keys, const char *letters, char key, struct buffer *out)
{
    const char *at = key ? strchr(keys, key) : NULL;
    if (at)
        buffer_append(out, letters + 2 * (at - keys), 2);
    return at != NULL;
}

static bool put_key(const char *keys, const char *letters, struct slice letter, struct buffer *out)
{
    for (size_t i = 0; keys[i] && letter.length == 2; i++)
        if (!memcmp(letters + 2 * i, letter.data, 2)) {
            buffer_putc(out, keys[i]);
            return true;
        }
    return false;
}

bool keyboard_other(enum language language, struct slice text, struct buffer *out)
{
    const struct keyboard *k = keyboards;
    for (size_t i = 0; i < KEYBOARDS; i++)
        k = keyboards[i].language == language ? &keyboards[i] : k;
    unsigned scripts = fold_scripts(text.data, text.length);
    bool to_cyrillic = !(scripts & SCRIPT_CYRILLIC);
    if (!(scripts & (SCRIPT_LATIN | SCRIPT_CYRILLIC))) /* a number is one on any keyboard */
        return false;
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        U8_FWD_1(text.data, end, text.length);
        struct slice one = {text.data + at, end - at};
        if (to_cyrillic ? one.length != 1 || (!put_letter(k->keys, k->letters, *one.data, out) &&
                                              !put_letter(russian_keys, russian_letters, *one.data, out))
                        : !put_key(k->keys, k->letters, one, out) &&
                              !put_key(russian_keys, russian_letters, one, out))
            return false;
        at = end;
    }
    return true;
}
