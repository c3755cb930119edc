/* grammar.c: finds the stem of an agglutinated word by reading its suffixes from the right. */
#include "analysis/grammar_engine.h"
#include "analysis/lexemes.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/*
 * A word is read from its end: each suffix that fits and that may stand before what was read leads
 * on to what may stand before it. Wherever a stem may stand there is a reading; its score is the
 * evidence of its suffixes, less what speaks against so short a stem, more if it is known. The
 * whole word scores 0; the best reading gives the stem.
 */

#define READINGS_MAX 600   /* bounds the work on one word */

/* Evidence about a stem, in the measure of the weights of suffixes. */
#define LISTED_STEM 15     /* in the grammar's own lists, and more by each letter: */
#define LISTED_LETTER 15   /* the longer, the less by chance */
#define LONG_STEM 6
#define VERB_LEXEME (-10)  /* its dictionary form is in the glossary */
#define VERB_LETTER 10
#define WHOLE_LEXEME 5     /* the word itself is known, not only its stem */
#define IRREGULAR_STEM 40
#define ODD_VERB (-60)     /* ends as no verb ends */
#define ODD_CLUSTER (-15)  /* a noun in consonants unlike -rt or -nd: rather a suffix cut short */
#define WEAK_END (-16)     /* ends in a letter that is more often the suffix's */
/* In the glossary, by letters: so that желі, a net, is not жел, a wind, but маңызы is of маңыз. */
static const int lexeme[] = {1, 1, 1, 20, 40, 50, 60};
static const int short_stem[] = {-200, -90, -45, -8}; /* of no letters, one, two, three */

/* Left of each slot: the order of suffixes that the Turkic languages share. */
#define BIT(slot) (1u << (slot))
#define STEMS (BIT(SLOT_NOUN) | BIT(SLOT_VERB))
#define VERBAL (BIT(SLOT_VERB) | BIT(VOICE) | BIT(NEGATION))
#define NOMINAL                                                                                  \
    (BIT(SLOT_NOUN) | BIT(PARTICIPLE) | BIT(GERUND) | BIT(ABSTRACT) | BIT(RELATIVE) | BIT(DEGREE))
#define POSSESSED (BIT(POSSESSIVE) | BIT(POSSESSIVE3))
#define CASED (BIT(CASE) | BIT(CASE_OF_MINE) | BIT(CASE_OF_HIS))
#define FINITE                                                                                   \
    (BIT(CONVERB) | BIT(AORIST) | BIT(TENSE) | BIT(MOOD) | BIT(PERSON) | BIT(PERSON_SHORT))
/* What else a lemma of the glossary may end in: some stand there in plural, some with a possessor
 * or a case (at the time, in the course of). */
#define LEMMA_ENDS                                                                               \
    (STEMS | BIT(PLURAL) | BIT(POSSESSIVE3) | BIT(CASE) | BIT(CASE_OF_HIS) | BIT(RELATIVE))

static const unsigned left_of[SLOT_COUNT] = {
    [VOICE] = BIT(SLOT_VERB) | BIT(VOICE),
    [NEGATION] = BIT(SLOT_VERB) | BIT(VOICE),
    [CONVERB] = VERBAL,
    [PARTICIPLE] = VERBAL,
    [AORIST] = VERBAL,
    [TENSE] = VERBAL,
    [GERUND] = VERBAL,
    [MOOD] = VERBAL,
    [PERSON] = BIT(CONVERB) | BIT(PARTICIPLE) | BIT(AORIST),
    [PERSON_SHORT] = BIT(TENSE),
    [ABSTRACT] = BIT(PARTICIPLE),
    [PLURAL] = NOMINAL,
    [POSSESSIVE] = (NOMINAL & ~BIT(RELATIVE)) | BIT(PLURAL),
    [POSSESSIVE3] = NOMINAL | BIT(PLURAL),
    [CASE] = NOMINAL | BIT(PLURAL) | POSSESSED | BIT(AORIST),
    [CASE_OF_MINE] = BIT(POSSESSIVE),
    [CASE_OF_HIS] = BIT(POSSESSIVE3),
    [RELATIVE] = NOMINAL | BIT(PLURAL) | POSSESSED,
    [DEGREE] = BIT(SLOT_NOUN) | BIT(PARTICIPLE),
    [ADVERB] = NOMINAL | BIT(PLURAL) | POSSESSED,
    [PREDICATE] = NOMINAL | BIT(PLURAL) | POSSESSED | BIT(CASE) | BIT(CASE_OF_HIS) | BIT(ADVERB),
    [COPULA] = NOMINAL | BIT(PLURAL) | POSSESSED | CASED | BIT(ADVERB) | BIT(PERSON) | BIT(CONVERB),
    [CLITIC] = NOMINAL | BIT(PLURAL) | POSSESSED | CASED | BIT(ADVERB) | BIT(PREDICATE)
               | BIT(COPULA) | FINITE,
};

struct reading {
    int length;  /* letters of the stem that stand in the word */
    int restored; /* a letter that ended the stem, or -1 */
    int score;
};

/* What is known of a stem, whichever way the suffixes behind it were read. */
struct evidence {
    int16_t known; /* stem_known(), or UNREAD */
    int16_t shape; /* of one that is not: its sounds and its end */
};
#define UNREAD INT16_MIN

struct word {
    const struct grammar_engine *engine;
    const char *form;
    int count;                       /* letters */
    uint8_t letters[FOLD_MAX];
    uint8_t last_vowel[FOLD_MAX + 1]; /* before this letter; LETTER_OTHER: any */
    uint8_t vowels[FOLD_MAX + 1];     /* how many before this letter */
    uint8_t offset[FOLD_MAX + 1];     /* in bytes */
    uint32_t hash[FOLD_MAX + 1];      /* of so many bytes: lexicon_hash_add() */
    struct evidence evidence[SLOT_VERB + 1][FOLD_MAX + 1]; /* of stems of so many letters */
    bool lemma; /* of the glossary: as a whole, or with a stem that is known too */
    struct reading best;
    int readings;
};

/* The text of a stem. Its first bytes are the word's. */
struct stem {
    const char *text;
    size_t length, shared;
    int letters;
};

static void word_read(struct word *word, const struct grammar_engine *engine, const char *form,
                      size_t length)
{
    word->engine = engine;
    word->form = form;
    word->count = 0;
    word->last_vowel[0] = LETTER_OTHER;
    word->vowels[0] = 0;
    size_t i = 0;
    for (; i < length; word->count++) {
        uint32_t character;
        int n = word->count;
        word->offset[n] = (uint8_t)i;
        i += (size_t)grammar_character((const unsigned char *)form + i, length - i, &character);
        int letter = grammar_letter(engine, character);
        bool vowel = letter != LETTER_OTHER && engine->vowels & LETTER(letter);
        word->letters[n] = (uint8_t)letter;
        bool glide = vowel && engine->glides & LETTER(letter) && word->vowels[n];
        word->last_vowel[n + 1] = word->last_vowel[n];
        if (vowel) {
            word->last_vowel[n + 1] = glide ? LETTER_OTHER : (uint8_t)letter;
        }
        word->vowels[n + 1] = (uint8_t)(word->vowels[n] + vowel);
    }
    word->offset[word->count] = (uint8_t)i;
    word->hash[0] = lexicon_hash_begin(engine->language);
    for (i = 0; i < length; i++) {
        word->hash[i + 1] = lexicon_hash_add(word->hash[i], form + i, 1);
    }
    for (int n = 0; n <= word->count; n++) {
        word->evidence[SLOT_NOUN][n] = word->evidence[SLOT_VERB][n] = (struct evidence){UNREAD, UNREAD};
    }
    word->readings = 0;
    word->lemma = false;
}

static uint32_t stem_hash(const struct word *word, const struct stem *stem)
{
    return lexicon_hash_add(word->hash[stem->shared], stem->text + stem->shared, stem->length - stem->shared);
}

static const struct note *stem_note(const struct word *word, const struct stem *stem)
{
    return grammar_note(word->engine, stem->text, stem->length, stem_hash(word, stem));
}

/* Does the letter at `at` fit the symbol, given what stands before it? */
static bool symbol_fits(const struct word *word, const struct symbol *symbol, int at)
{
    const struct grammar_engine *engine = word->engine;
    letter_set letter = LETTER(word->letters[at]);
    if (!symbol->sound) {
        return symbol->after_voiced & letter;
    }
    bool vowel = letter & engine->vowels;
    int before = vowel ? word->last_vowel[at] : at > 0 ? word->letters[at - 1] : LETTER_OTHER;
    letter_set agreement = engine->agreement[word->letters[at]];
    if (agreement && before != LETTER_OTHER && !(agreement & LETTER(before))) {
        return false;
    }
    bool voiceless = !vowel && before != LETTER_OTHER && engine->voiceless & LETTER(before);
    return (voiceless ? symbol->after_voiceless : symbol->after_voiced) & letter;
}

/* The letters left of the suffix if the first `end` letters of the word end in it, or -1. */
static int pattern_match(const struct word *word, const struct pattern *pattern, int end)
{
    int start = end - pattern->length;
    if (start < 1) {
        return -1;
    }
    for (int i = pattern->length - 1; i >= 0; i--) {
        if (!symbol_fits(word, &pattern->symbols[i], start + i)) {
            return -1;
        }
    }
    return pattern->after && !(pattern->after & LETTER(word->letters[start - 1])) ? -1 : start;
}

/* The patterns whose last two letters may stand there: bits that next_candidate() takes. */
static uint64_t candidates_at(const struct word *word, const struct pattern_index *index, int end)
{
    return end < 2 ? 0 : index->fitting[word->letters[end - 1]][word->letters[end - 2]];
}

static const struct candidate *next_candidate(const struct word *word, const struct pattern_index *index, int end,
                                              uint64_t *bits)
{
    int number = __builtin_ctzll(*bits);
    *bits &= *bits - 1;
    return &index->candidates[index->first[word->letters[end - 1]] + number];
}

/* The letter of `set` that agrees with the vowel before it. */
static int letter_restored(const struct word *word, letter_set set, int at)
{
    int before = word->last_vowel[at];
    for (int letter = 0; set && letter < word->engine->letter_count; letter++) {
        letter_set agreement = word->engine->agreement[letter];
        bool agrees = before == LETTER_OTHER || !agreement || agreement & LETTER(before);
        if (set & LETTER(letter) && (agrees || set == LETTER(letter))) {
            return letter;
        }
    }
    return -1;
}

/* The length with the letter behind it, where there is room for it. */
static size_t letter_write(const struct letter *letter, char *out, size_t length)
{
    if (length + (size_t)letter->length > FOLD_MAX) {
        return length;
    }
    memcpy(out + length, letter->bytes, (size_t)letter->length);
    return length + (size_t)letter->length;
}

/* The last letter of a stem when it stands alone, or -1 when that is the one in the word. */
static int letter_alone(const struct word *word, const struct reading *reading)
{
    const struct grammar_engine *engine = word->engine;
    int last = word->letters[reading->length - 1];
    letter_set before = reading->length > 1 ? LETTER(word->letters[reading->length - 2]) : 0;
    bool changes = engine->vowels & before && last != LETTER_OTHER && engine->final[last] != last
                   && word->vowels[reading->length] >= engine->grammar->final_from;
    return reading->restored < 0 && changes ? engine->final[last] : -1;
}

/* The stem of a reading with this last letter instead of the word's, or behind it if that was restored; -1: as it stands.
 * Its text is the word's or in out[FOLD_MAX]. */
static struct stem reading_stem(const struct word *word, const struct reading *reading, int last, char *out)
{
    int letters = reading->length + (reading->restored >= 0), shared = letters - (last >= 0);
    size_t length = word->offset[shared];
    struct stem stem = {word->form, length, length, letters};
    if (last >= 0) {
        memcpy(out, word->form, length);
        stem.text = out;
        stem.length = letter_write(&word->engine->letters[last], out, length);
    }
    return stem;
}

/* The evidence that a stem is known, 0 if it is not. */
static int stem_known(const struct word *word, const struct stem *stem, enum slot kind, bool whole)
{
    const struct grammar_engine *engine = word->engine;
    uint32_t hash = stem_hash(word, stem);
    unsigned noted = grammar_note(engine, stem->text, stem->length, hash)->kinds;
    int letters = stem->letters < LONG_STEM ? stem->letters : LONG_STEM;
    int listed = LISTED_STEM + LISTED_LETTER * letters;
    int verb = VERB_LEXEME + VERB_LETTER * letters;
    if (kind == SLOT_VERB && noted & NOTE_VERB) {
        return listed;
    }
    if (kind == SLOT_NOUN && noted & (NOTE_IRREGULAR | NOTE_WHOLE | NOTE_NOUN)) {
        return listed + (noted & NOTE_IRREGULAR ? IRREGULAR_STEM : 0) + (whole ? WHOLE_LEXEME : 0);
    }
    unsigned kinds = lexeme_kinds(engine->language, stem->text, stem->length, hash);
    if (kind == SLOT_VERB) {
        return kinds & LEXEME_VERB ? verb : 0;
    }
    if (!(kinds & LEXEME_LEMMA)) {
        return 0;
    }
    return kinds & LEXEME_INFINITIVE ? verb : lexeme[letters] + (whole ? WHOLE_LEXEME : 0);
}

/* What the sounds of an unknown stem say for or against it. */
static int stem_shape(const struct word *word, const struct reading *reading, enum slot kind)
{
    const struct grammar_engine *engine = word->engine;
    int letters = reading->length + (reading->restored >= 0);
    int score = letters < 4 ? short_stem[letters] : 0;
    if (reading->restored >= 0 || reading->length == word->count) {
        return score;
    }
    letter_set last = LETTER(word->letters[reading->length - 1]);
    letter_set before = reading->length > 1 ? LETTER(word->letters[reading->length - 2]) : 0;
    bool cluster = !((last | before) & engine->vowels);
    if (kind == SLOT_VERB) {
        bool odd = cluster && !(before & engine->sonorants && last & engine->voiceless);
        score += odd || (last & engine->vowels && !(last & engine->verb_ends)) ? ODD_VERB : 0;
    } else if (cluster && (last & engine->sonorants || !(before & engine->sonorants))) {
        score += ODD_CLUSTER;
    }
    return score;
}

/* The evidence of the end of an unknown stem: a derivational suffix (it stays) or a weak letter. */
static int stem_ending(const struct word *word, int end, enum slot kind)
{
    const struct grammar_engine *engine = word->engine;
    int best = 0, least = kind == SLOT_VERB ? 2 : 3;
    if (kind == SLOT_VERB && end == word->count) {
        return 0; /* few words are imperatives */
    }
    for (uint64_t bits = candidates_at(word, &engine->stem_ends, end); bits;) {
        const struct candidate *candidate = next_candidate(word, &engine->stem_ends, end, &bits);
        const struct pattern *pattern = &engine->patterns[candidate->pattern];
        if (candidate->slot == kind && abs(pattern->weight) > abs(best)) {
            int start = pattern_match(word, pattern, end);
            best = start >= least && word->vowels[start] ? pattern->weight : best;
        }
    }
    bool weak = engine->weak_ends & LETTER(word->letters[end - 1]) && end < word->count;
    return best ? best : weak ? WEAK_END : 0;
}

/* The evidence that the stem of a reading is known, as it stands in the word or as it is alone. */
static int reading_known(const struct word *word, const struct reading *reading, enum slot kind)
{
    char out[FOLD_MAX];
    bool whole = reading->length == word->count;
    struct stem stem = reading_stem(word, reading, reading->restored, out);
    int known = stem_known(word, &stem, kind, whole), alone = known ? -1 : letter_alone(word, reading);
    if (alone >= 0) {
        stem = reading_stem(word, reading, alone, out);
        known = stem_known(word, &stem, kind, whole);
    }
    return known;
}

/* Weighs one reading and keeps it if it is the best. */
static void word_consider(struct word *word, struct reading reading, enum slot kind)
{
    struct evidence restored = {UNREAD, UNREAD};
    struct evidence *evidence = reading.restored < 0 ? &word->evidence[kind][reading.length] : &restored;
    if (evidence->known == UNREAD) {
        evidence->known = (int16_t)reading_known(word, &reading, kind);
    }
    if (!evidence->known && (word->lemma || (word->vowels[reading.length] == 0 && reading.restored < 0))) {
        return;
    }
    if (!evidence->known && evidence->shape == UNREAD) {
        int ending = reading.restored < 0 ? stem_ending(word, reading.length, kind) : 0;
        evidence->shape = (int16_t)(stem_shape(word, &reading, kind) + ending);
    }
    reading.score += evidence->known ? evidence->known : evidence->shape;
    if (reading.score > word->best.score) {
        word->best = reading;
    }
}

static void word_strip(struct word *word, int end, unsigned allowed, int score)
{
    const struct grammar_engine *engine = word->engine;
    if (++word->readings > READINGS_MAX) {
        return;
    }
    for (int kind = SLOT_NOUN; kind <= SLOT_VERB; kind++) {
        if (allowed & BIT(kind)) {
            word_consider(word, (struct reading){end, -1, score}, (enum slot)kind);
        }
    }
    for (uint64_t bits = candidates_at(word, &engine->suffixes, end); bits;) {
        const struct candidate *candidate = next_candidate(word, &engine->suffixes, end, &bits);
        const struct pattern *pattern = &engine->patterns[candidate->pattern];
        int start = allowed & BIT(candidate->slot) ? pattern_match(word, pattern, end) : -1;
        if (start < 0) {
            continue;
        }
        if (!pattern->restored) {
            word_strip(word, start, left_of[pattern->slot], score + pattern->weight);
        } else {
            int restored = letter_restored(word, pattern->restored, start);
            enum slot kind = left_of[pattern->slot] & BIT(SLOT_VERB) ? SLOT_VERB : SLOT_NOUN;
            word_consider(word, (struct reading){start, restored, score + pattern->weight}, kind);
        }
    }
}

/* A lemma of the glossary is itself, unless what it ends in leaves another word that is known, or
 * it is a participle or a verbal noun. */
static void word_read_suffixes(struct word *word)
{
    size_t length = word->offset[word->count];
    if (!(lexeme_kinds(word->engine->language, word->form, length, word->hash[length]) & LEXEME_LEMMA)) {
        word_strip(word, word->count, ~(BIT(NEGATION) | BIT(VOICE)), 0);
        return;
    }
    word_strip(word, word->count, BIT(GERUND) | BIT(PARTICIPLE), 0);
    word->lemma = true;
    word_strip(word, word->count, LEMMA_ENDS, 0);
}

size_t grammar_stem(const struct grammar_engine *engine, const char *form, size_t length,
                    char *out)
{
    struct word word;
    length = length < FOLD_MAX ? length : FOLD_MAX;
    word_read(&word, engine, form, length);
    word.best = (struct reading){word.count, -1, INT_MIN};
    if (length && !(grammar_note(engine, form, length, word.hash[length])->kinds & NOTE_WHOLE)) {
        word_read_suffixes(&word);
    }
    if (!word.count) {
        return 0;
    }
    char buffer[FOLD_MAX];
    int alone = letter_alone(&word, &word.best);
    struct stem stem = reading_stem(&word, &word.best, word.best.restored, buffer);
    const struct note *note = stem_note(&word, &stem);
    if (alone >= 0) {
        stem = reading_stem(&word, &word.best, alone, buffer);
        note = note->kinds & NOTE_IRREGULAR ? note : stem_note(&word, &stem);
    }
    if (note->kinds & NOTE_IRREGULAR && note->lemma_length <= FOLD_MAX) {
        stem.text = note->lemma;
        stem.length = note->lemma_length;
    }
    memcpy(out, stem.text, stem.length);
    return stem.length;
}
