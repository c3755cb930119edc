/* grammar_engine.c: makes the engine of a grammar out of its notation and lists. */
#include "analysis/grammar_engine.h"
#include "analysis/lexemes.h"

#include <stdlib.h>
#include <string.h>

int grammar_character(const unsigned char *text, size_t length, uint32_t *character)
{
    int need = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : text[0] >= 0xC0 ? 2 : 1;
    if ((size_t)need > length || need == 1) {
        *character = text[0];
        return 1;
    }
    *character = text[0] & (0x7F >> need);
    for (int i = 1; i < need; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            *character = text[0];
            return 1;
        }
        *character = *character << 6 | (text[i] & 0x3F);
    }
    return need;
}

int grammar_letter(const struct grammar_engine *engine, uint32_t character)
{
    int number = character < CHARACTERS_NEAR ? engine->near[character] : 0;
    return number ? number - 1 : LETTER_OTHER;
}

/* The letters of a string as a set; letters that are new enter the alphabet. */
static letter_set letters_add(struct grammar_engine *engine, const char *text)
{
    letter_set set = 0;
    while (text && *text) {
        uint32_t character;
        int bytes = grammar_character((const unsigned char *)text, strlen(text), &character);
        int letter = grammar_letter(engine, character);
        if (letter == LETTER_OTHER && character < CHARACTERS_NEAR && engine->letter_count < ALPHABET_MAX) {
            letter = engine->letter_count++;
            engine->near[character] = (uint8_t)engine->letter_count;
            engine->letters[letter].character = character;
            engine->letters[letter].length = bytes;
            memcpy(engine->letters[letter].bytes, text, (size_t)bytes);
        }
        set |= LETTER(letter);
        text += bytes;
    }
    return set;
}

static void compile_letters(struct grammar_engine *engine)
{
    const struct grammar *grammar = engine->grammar;
    engine->vowels = letters_add(engine, grammar->vowels);
    letters_add(engine, grammar->consonants);
    engine->glides = letters_add(engine, grammar->glides);
    engine->voiceless = letters_add(engine, grammar->voiceless);
    engine->sonorants = letters_add(engine, grammar->sonorants);
    engine->verb_ends = letters_add(engine, grammar->verb_ends);
    engine->weak_ends = letters_add(engine, grammar->weak_ends);
    for (int i = 0; i <= ALPHABET_MAX; i++) {
        engine->final[i] = (uint8_t)i;
    }
    for (const struct agreement *row = grammar->agreement; row && row->letter; row++) {
        uint32_t letter;
        grammar_character((const unsigned char *)row->letter, strlen(row->letter), &letter);
        engine->agreement[grammar_letter(engine, letter)] = letters_add(engine, row->after);
    }
    for (const char *pair = grammar->final; pair && *pair;) {
        uint32_t before_vowel, alone;
        pair += grammar_character((const unsigned char *)pair, strlen(pair), &before_vowel);
        pair += grammar_character((const unsigned char *)pair, strlen(pair), &alone);
        int letter = grammar_letter(engine, before_vowel);
        engine->final[letter] = (uint8_t)grammar_letter(engine, alone);
    }
}

/* One symbol of the notation. Returns how many bytes of it were read. */
static int compile_symbol(struct grammar_engine *engine, const char *notation, size_t length,
                          struct symbol *symbol)
{
    for (const struct sound *sound = engine->grammar->sounds; sound->symbol; sound++) {
        if (sound->symbol == notation[0]) {
            symbol->sound = true;
            symbol->after_voiced = letters_add(engine, sound->letters);
            symbol->after_voiceless = symbol->after_voiced;
            if (sound->after_voiceless) {
                symbol->after_voiceless = letters_add(engine, sound->after_voiceless);
            }
            return 1;
        }
    }
    uint32_t character;
    int bytes = grammar_character((const unsigned char *)notation, length, &character);
    symbol->sound = false;
    symbol->after_voiced = symbol->after_voiceless = LETTER(grammar_letter(engine, character));
    return bytes;
}

static void compile_pattern(struct grammar_engine *engine, struct pattern model,
                            const char *notation, size_t length)
{
    if (engine->pattern_count == PATTERNS_MAX) {
        return;
    }
    struct pattern *pattern = &engine->patterns[engine->pattern_count];
    *pattern = model;
    for (size_t i = 0; i < length && pattern->length < SYMBOLS_MAX;) {
        struct symbol *symbol = &pattern->symbols[pattern->length++];
        i += (size_t)compile_symbol(engine, notation + i, length - i, symbol);
    }
    if (pattern->length) {
        engine->pattern_count++;
    }
}

/* One suffix: [x]Y becomes two patterns, for the stems that need x and for those that do not. */
static void compile_form(struct grammar_engine *engine, const struct suffix *suffix,
                         const char *form, size_t length)
{
    struct pattern model = {.slot = suffix->slot, .weight = suffix->weight};
    struct symbol before;
    size_t read = (size_t)compile_symbol(engine, form, length, &before);
    if (length > read + 1 && (form[read] == '|' || form[read] == '=')) {
        letter_set open = engine->vowels & ~engine->glides;
        model.after = form[0] == 'V' ? open : form[0] == 'C' ? ~open : before.after_voiced;
        if (form[read] == '=') {
            model.restored = before.after_voiced;
            model.after = 0;
        }
        form += read + 1, length -= read + 1;
    }
    const char *close = form[0] == '[' ? memchr(form, ']', length) : NULL;
    if (!close) {
        compile_pattern(engine, model, form, length);
        return;
    }
    struct symbol buffer;
    char with[64];
    size_t inside = (size_t)(close - form - 1), rest = length - inside - 2;
    if (inside + rest > sizeof with) {
        return;
    }
    memcpy(with, form + 1, inside);
    memcpy(with + inside, close + 1, rest);
    compile_symbol(engine, with, inside, &buffer);
    bool vowel = buffer.after_voiced & engine->vowels;
    letter_set open = engine->vowels & ~engine->glides;
    model.after = vowel ? ~open : open;
    compile_pattern(engine, model, with, inside + rest);
    model.after = ~model.after;
    compile_pattern(engine, model, close + 1, rest);
}

static void compile_suffixes(struct grammar_engine *engine)
{
    for (const struct suffix *suffix = engine->grammar->suffixes; suffix->forms; suffix++) {
        for (const char *form = suffix->forms; *form;) {
            size_t length = strcspn(form, " ");
            compile_form(engine, suffix, form, length);
            form += length + strspn(form + length, " ");
        }
    }
}

/* The letters that a pattern may have at a place, with that of the letter before it as -1. */
static letter_set letters_at(const struct pattern *pattern, int place)
{
    if (place < 0) {
        return pattern->after ? pattern->after : ~(letter_set)0;
    }
    return pattern->symbols[place].after_voiced | pattern->symbols[place].after_voiceless;
}

/* The letters that a pattern may end in, none of one that does not go into the index. */
static letter_set letters_indexed(const struct pattern *pattern, bool stem_ends)
{
    bool stem_end = pattern->slot == SLOT_NOUN || pattern->slot == SLOT_VERB;
    return stem_end == stem_ends ? letters_at(pattern, pattern->length - 1) : 0;
}

static void add_fitting(uint64_t fitting[ALPHABET_MAX + 1], letter_set before, unsigned number)
{
    for (int letter = 0; letter <= ALPHABET_MAX; letter++) {
        fitting[letter] |= (before >> letter & 1) << (number % CANDIDATES_MAX);
    }
}

/* Patterns behind stems, or those that stay with them, by their last letters. False: no memory, or too many. */
static bool compile_index(const struct grammar_engine *engine, struct pattern_index *index, bool stem_ends)
{
    uint16_t next[ALPHABET_MAX + 1];
    bool few = true;
    for (int i = 0; i < engine->pattern_count; i++) {
        letter_set last = letters_indexed(&engine->patterns[i], stem_ends);
        for (int letter = 0; letter <= ALPHABET_MAX && last >> letter; letter++) {
            index->first[letter + 1] += last >> letter & 1;
        }
    }
    for (int letter = 0; letter <= ALPHABET_MAX; letter++) {
        next[letter] = index->first[letter];
        index->first[letter + 1] += next[letter];
    }
    index->candidates = calloc(index->first[ALPHABET_MAX + 1] + 1u, sizeof *index->candidates);
    for (int i = 0; i < engine->pattern_count && index->candidates; i++) {
        const struct pattern *pattern = &engine->patterns[i];
        letter_set last = letters_indexed(pattern, stem_ends);
        for (int letter = 0; letter <= ALPHABET_MAX && last >> letter; letter++) {
            if (last >> letter & 1) {
                unsigned number = next[letter] - index->first[letter];
                index->candidates[next[letter]++] = (struct candidate){(uint16_t)i, (uint16_t)pattern->slot};
                add_fitting(index->fitting[letter], letters_at(pattern, pattern->length - 2), number);
                few = few && number < CANDIDATES_MAX;
            }
        }
    }
    return index->candidates && few;
}

/* --- the lists of a grammar --- */

struct note *grammar_note(const struct grammar_engine *engine, const char *word, size_t length, uint32_t hash)
{
    for (size_t i = lexicon_hash_end(hash);; i++) {
        struct note *note = &engine->notes[i & (engine->notes_size - 1)];
        if (!note->word || (note->length == length && !memcmp(note->word, word, length))) {
            return note;
        }
    }
}

static size_t words_count(const char *list)
{
    size_t count = 0;
    for (; list && *list; list++) {
        count += *list == ' ';
    }
    return count + 1;
}

static void notes_add(struct grammar_engine *engine, const char *list, enum note_kind kind)
{
    while (list && *list) {
        size_t length = strcspn(list, " "), word = length;
        const char *equals = memchr(list, '=', length);
        if (equals) {
            word = (size_t)(equals - list);
        }
        struct note *note =
            grammar_note(engine, list, word, lexicon_hash_add(lexicon_hash_begin(engine->language), list, word));
        note->word = list;
        note->length = word;
        note->kinds |= kind;
        if (equals) {
            note->lemma = equals + 1;
            note->lemma_length = length - word - 1;
        }
        list += length + strspn(list + length, " ");
    }
}

static bool compile_notes(struct grammar_engine *engine)
{
    const struct grammar *grammar = engine->grammar;
    size_t count = words_count(grammar->whole) + words_count(grammar->nouns)
                   + words_count(grammar->verbs) + words_count(grammar->irregular);
    engine->notes_size = 64;
    while (engine->notes_size < 2 * count) {
        engine->notes_size *= 2;
    }
    engine->notes = calloc(engine->notes_size, sizeof engine->notes[0]);
    if (!engine->notes) {
        return false;
    }
    notes_add(engine, grammar->whole, NOTE_WHOLE);
    notes_add(engine, grammar->nouns, NOTE_NOUN);
    notes_add(engine, grammar->verbs, NOTE_VERB);
    notes_add(engine, grammar->irregular, NOTE_IRREGULAR);
    return true;
}

struct grammar_engine *grammar_engine_new(const struct grammar *grammar, enum language language)
{
    struct grammar_engine *engine = calloc(1, sizeof *engine);
    if (!engine) {
        return NULL;
    }
    engine->grammar = grammar;
    engine->language = language;
    compile_letters(engine);
    compile_suffixes(engine);
    if (!compile_index(engine, &engine->suffixes, false) || !compile_index(engine, &engine->stem_ends, true)
        || !compile_notes(engine)) {
        grammar_engine_free(engine);
        return NULL;
    }
    return engine;
}

void grammar_engine_free(struct grammar_engine *engine)
{
    if (!engine) {
        return;
    }
    free(engine->suffixes.candidates);
    free(engine->stem_ends.candidates);
    free(engine->notes);
    free(engine);
}
