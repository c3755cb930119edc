/* cognate_sound.c: from the letters of a stem to its sounds, by rules of spelling. */
#include "analysis/cognate_sound.h"

#include <string.h>
#include <uchar.h>
#include <unicode/utf8.h>

/* A spelling of Latin letters and what it sounds like. */
struct rule {
    const char *letters;
    const char *sounds;
    const char *before; /* one of these letters must follow; "": the end; NULL: anything */
    const char *other;  /* the other reading; NULL: none */
    char blurred;       /* the sound that stands for both */
    bool first;         /* only at the start of a word */
};

/* Turkic forms hold one letter a sound, so that the digraphs here are English's. The last row is the letter alone. */
#define RULES(letter) static const struct rule letter##_rules[]
RULES(a) = {{.letters = "a", .sounds = "a"}};
RULES(b) = {{.letters = "b", .sounds = "b"}};
RULES(c) = {
    {.letters = "chr", .sounds = "hr"}, {.letters = "chn", .sounds = "hn"}, {.letters = "chl", .sounds = "hl"},
    {.letters = "ch", .sounds = "C", .other = "h", .blurred = 'Q'},
    {.letters = "ck", .sounds = "k"}, {.letters = "cc", .sounds = "ks", .before = "eiy"},
    {.letters = "cz", .sounds = "C"},
    {.letters = "c", .sounds = "s", .before = "eiy"},
    {.letters = "c", .sounds = "k", .before = "", .other = "s", .blurred = 'K'},
    {.letters = "c", .sounds = "k"}};
RULES(d) = {
    {.letters = "dzh", .sounds = "J"}, {.letters = "dj", .sounds = "J"},
    {.letters = "dg", .sounds = "J", .before = "ei"},
    {.letters = "d", .sounds = "d"}};
RULES(e) = {{.letters = "ee", .sounds = "i"}, {.letters = "e", .sounds = "e"}};
RULES(f) = {{.letters = "f", .sounds = "f"}};
RULES(g) = {
    {.letters = "georg", .sounds = "JorJ", .before = ""}, {.letters = "gh", .sounds = "g"},
    {.letters = "gn", .sounds = "n", .before = ""},
    {.letters = "g", .sounds = "g", .before = "ei", .other = "J", .blurred = 'G'},
    {.letters = "g", .sounds = "g", .before = "", .other = "J", .blurred = 'G'}, {.letters = "g", .sounds = "g"}};
RULES(h) = {
    {.letters = "h", .sounds = "h", .before = "aeiouy", .other = "", .blurred = 'H', .first = true},
    {.letters = "h", .sounds = "h"}};
RULES(i) = {{.letters = "i", .sounds = "i"}};
RULES(j) = {
    {.letters = "ject", .sounds = "yekt"}, {.letters = "john", .sounds = "Jon"},
    {.letters = "j", .sounds = "J", .before = "u", .other = "y", .blurred = 'Y', .first = true},
    {.letters = "j", .sounds = "J"}};
RULES(k) = {{.letters = "kh", .sounds = "h"}, {.letters = "k", .sounds = "k"}};
RULES(l) = {{.letters = "l", .sounds = "l"}};
RULES(m) = {{.letters = "m", .sounds = "m"}};
RULES(n) = {
    {.letters = "nc", .sounds = "ns", .before = ""}, {.letters = "nti", .sounds = "nsi", .before = ""},
    {.letters = "n", .sounds = "n"}};
RULES(o) = {{.letters = "oo", .sounds = "u"}, {.letters = "o", .sounds = "o"}};
RULES(p) = {{.letters = "ph", .sounds = "f"}, {.letters = "p", .sounds = "p"}};
RULES(q) = {
    {.letters = "qu", .sounds = "kv", .before = "aeio", .other = "k", .blurred = 'q'},
    {.letters = "q", .sounds = "k"}};
RULES(r) = {
    {.letters = "republ", .sounds = "respubl", .first = true}, {.letters = "rh", .sounds = "r", .first = true},
    {.letters = "r", .sounds = "r"}};
RULES(s) = {{.letters = "sch", .sounds = "S"}, {.letters = "sh", .sounds = "S"}, {.letters = "s", .sounds = "s"}};
RULES(t) = {
    {.letters = "tient", .sounds = "sient"}, {.letters = "tch", .sounds = "C"}, {.letters = "tio", .sounds = "sio"},
    {.letters = "th", .sounds = "t"}, {.letters = "ts", .sounds = "s"}, {.letters = "tz", .sounds = "s"},
    {.letters = "t", .sounds = "t"}};
RULES(u) = {{.letters = "u", .sounds = "u"}};
RULES(v) = {{.letters = "v", .sounds = "v"}};
RULES(w) = {{.letters = "w", .sounds = "v"}};
RULES(x) = {
    {.letters = "x", .sounds = "h", .other = "s", .blurred = 'X', .first = true},
    {.letters = "x", .sounds = "h", .other = "ks", .blurred = 'X'}};
RULES(y) = {{.letters = "y", .sounds = "y"}};
RULES(z) = {{.letters = "zh", .sounds = "J"}, {.letters = "z", .sounds = "z"}};

static const struct rule *const latin[26] = {
    a_rules, b_rules, c_rules, d_rules, e_rules, f_rules, g_rules, h_rules, i_rules, j_rules, k_rules, l_rules, m_rules,
    n_rules, o_rules, p_rules, q_rules, r_rules, s_rules, t_rules, u_rules, v_rules, w_rules, x_rules, y_rules, z_rules,
};

/* а to я */
static const char *const cyrillic[32] = {
    "a", "b", "v", "g", "d", "e", "J", "z", "i", "y", "k", "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "h", "s", "C", "S", "S", "",  "i", "",  "e", "yu", "ya",
};

/* The other letters of canonical forms, sorted. */
static const struct {
    char32_t letter;
    const char *sounds;
} others[] = {
    {U'ä', "A"}, {U'ç', "C"}, {U'ñ', "ng"}, {U'ö', "O"}, {U'ü', "U"}, {U'ý', "y"}, {U'ğ', "g"}, {U'ĭ', "y"},
    {U'ı', "i"},
    {U'ş', "S"}, {U'ū', "u"}, {U'ž', "J"}, {U'ё', "yo"}, {U'і', "i"}, {U'ў', "O"}, {U'ғ', "g"}, {U'қ', "k"},
    {U'ң', "ng"},
    {U'ү', "U"}, {U'ұ', "u"}, {U'ҳ', "h"}, {U'ҷ', "J"}, {U'һ', "h"}, {U'ә', "A"}, {U'ӣ', "i"}, {U'ө', "O"},
    {U'ӯ', "U"},
};

static const char *other_letter(char32_t letter)
{
    size_t low = 0, high = sizeof others / sizeof *others;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (others[middle].letter < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof others / sizeof *others && others[low].letter == letter ? others[low].sounds : "";
}

/* Doubled sounds count once. */
static void add(struct sounds *out, const char *sounds)
{
    for (; *sounds; sounds++)
        if (out->count < SOUNDS_MAX && (!out->count || out->at[out->count - 1] != *sounds))
            out->at[out->count++] = *sounds;
}

static bool fits(const struct rule *rule, const char *at, const char *end, bool start)
{
    const char *letter = rule->letters;
    for (; *letter; letter++, at++)
        if (at == end || *at != *letter)
            return false;
    if (rule->first && !start)
        return false;
    if (!rule->before)
        return true;
    return at == end ? !*rule->before : strchr(rule->before, *at) && *at;
}

static void add_rule(struct sounds *out, const struct rule *rule, enum reading reading)
{
    char blurred[2] = {rule->blurred, 0};
    const char *sounds = rule->sounds;
    if (rule->other) {
        out->ambiguous += out->ambiguous < UINT8_MAX;
        if (reading == READING_BLURRED)
            sounds = blurred;
        else if (reading == READING_OTHER || (reading == READING_MIXED && out->ambiguous == 1))
            sounds = rule->other;
    }
    add(out, sounds);
}

/* дж is ж and тс is с, and so are чж and цз of Chinese names. */
static void add_cyrillic(struct sounds *out, char32_t letter)
{
    char last = out->count ? out->at[out->count - 1] : 0;
    if ((letter == U'ж' && (last == 'd' || last == 'C')) || (letter == U'з' && last == 's'))
        out->at[out->count - 1] = 'J';
    else if (letter == U'с' && last == 't')
        out->at[out->count - 1] = 's';
    else
        add(out, cyrillic[letter - U'а']);
}

/* y away from vowels is one itself, ы or as in system; u before another vowel is a v; first ye is e. */
static void settle(struct sounds *word)
{
    if (word->count > 1 && word->at[0] == 'y' && word->at[1] == 'e')
        memmove(word->at, word->at + 1, --word->count);
    for (size_t i = 0; i < word->count; i++) {
        bool after = i > 0 && sound_is_vowel(word->at[i - 1]);
        bool before = i + 1u < word->count && sound_is_vowel(word->at[i + 1]);
        if (word->at[i] == 'y' && !after && !before)
            word->at[i] = 'i';
        else if (word->at[i] == 'u' && before && word->at[i + 1] != 'U')
            word->at[i] = 'v';
    }
}

void sounds_of(struct sounds *out, const char *term, size_t length, enum reading reading)
{
    const char *at = term, *end = term + length;
    out->count = out->ambiguous = 0;
    while (at < end && out->count < SOUNDS_MAX) {
        if (*at >= 'a' && *at <= 'z') {
            const struct rule *rule = latin[*at - 'a'];
            while (!fits(rule, at, end, at == term))
                rule++;
            add_rule(out, rule, reading);
            at += strlen(rule->letters);
            continue;
        }
        size_t step = 0;
        UChar32 c;
        U8_NEXT(at, step, (size_t)(end - at), c);
        at += step;
        if (c >= 0x430 && c <= 0x44F)
            add_cyrillic(out, (char32_t)c);
        else if (c >= 0x80)
            add(out, other_letter((char32_t)c));
    }
    settle(out);
    out->core = (uint8_t)sounds_core(out->at, out->count);
}
