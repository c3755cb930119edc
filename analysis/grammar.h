/* grammar.h: how the suffixes of an agglutinative language are written down, and their engine. */
#ifndef ANALYSIS_GRAMMAR_H
#define ANALYSIS_GRAMMAR_H

#include "analysis/fold.h"

/* What a suffix does. grammar.c holds the order: which slots may stand to the left of which. */
enum slot {
    SLOT_NOUN,        /* the two kinds of stem; a suffix of these slots stays with its stem */
    SLOT_VERB,
    VOICE,            /* passive, reflexive, causative, reciprocal */
    NEGATION,
    CONVERB,          /* takes PERSON */
    PARTICIPLE,       /* takes PERSON and whatever a noun takes */
    AORIST,           /* negative: takes PERSON and cases, but nobody has one */
    TENSE,            /* past and conditional: takes PERSON_SHORT */
    GERUND,           /* verbal nouns */
    MOOD,             /* imperative and optative, persons included */
    PERSON,           /* after CONVERB and PARTICIPLE */
    PERSON_SHORT,     /* after TENSE */
    ABSTRACT,         /* -lik on a participle */
    PLURAL,
    POSSESSIVE,       /* first and second person */
    POSSESSIVE3,
    CASE,
    CASE_OF_MINE,     /* forms that stand only after POSSESSIVE */
    CASE_OF_HIS,      /* forms that stand only after POSSESSIVE3 */
    RELATIVE,         /* what is in, what belongs to: a new noun */
    DEGREE,
    ADVERB,           /* like, according to */
    PREDICATE,        /* persons of a noun */
    COPULA,
    CLITIC,           /* questions and emphasis */
    SLOT_COUNT
};

/*
 * The notation of a suffix: a small letter is itself, a capital one of the grammar's sounds.
 *   [x]Y   x stands only where it is needed: a consonant after a vowel, a vowel after a consonant
 *   V|Y    only after a vowel            C|Y    only after a consonant       x|Y    only after x
 *   A=OO   OO stands for the stem's own last sound A and the suffix, grown together
 */
struct suffix {
    enum slot slot;
    int weight;        /* evidence that a word so ending has this suffix; below 0: needs support */
    const char *forms; /* separated by blanks */
};

/* A capital letter of the notation. It agrees: a vowel with vowels, a consonant with letters. */
struct sound {
    char symbol;
    const char *letters;         /* of a consonant: after vowels and voiced consonants */
    const char *after_voiceless; /* of a consonant; NULL: as `letters` */
};

struct agreement {
    const char *letter; /* as a letter of a sound, it stands only */
    const char *after;  /* after these: a vowel after vowels, a consonant right after letters */
};

/* Lists are words between blanks; what is not needed is NULL. All is in canonical letters. */
struct grammar {
    const char *vowels, *consonants;
    const char *glides;    /* vowels that suffixes take for consonants, of any harmony: qaupı */
    const char *voiceless; /* consonants after which a sound takes its second set of letters */
    const char *sonorants;
    const char *verb_ends; /* vowels that verb stems end in */
    const char *weak_ends; /* letters that end fewer stems than they begin suffixes */
    const struct sound *sounds;        /* ends with symbol 0 */
    const struct agreement *agreement; /* ends with letter NULL; without a row: after any */
    const struct suffix *suffixes;     /* ends with forms NULL */
    const char *infinitives; /* of the dictionary form of verbs; x|y: after x, x=y: in place of x */
    const char *final;       /* pairs of letters: the end of a stem between vowels, and alone */
    int final_from;          /* only in stems of so many vowels */
    const char *whole;       /* words that look as if they had a suffix */
    const char *nouns, *verbs; /* stems too short or too unlike the rest to be found without help */
    const char *irregular;   /* stem=lemma: pronouns, vowels that drop out */
};

struct grammar_engine;

/* The tables of a grammar in the form that matching wants; NULL without memory. */
struct grammar_engine *grammar_engine_new(const struct grammar *grammar, enum language language);
void grammar_engine_free(struct grammar_engine *engine);

/* Writes the stem of a canonical form into out[FOLD_MAX]; length 0 only for an empty form. */
size_t grammar_stem(const struct grammar_engine *engine, const char *form, size_t length,
                    char *out);

extern const struct grammar grammar_uz, grammar_kk, grammar_ky, grammar_tk, grammar_kaa;

#endif
