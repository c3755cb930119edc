/* lex.h: the lexemes of a question: words, phrases, brackets and operators, with the signs and fields before them. */
#ifndef SEARCH_LEX_H
#define SEARCH_LEX_H

#include "search/query.h"

enum lexeme_kind { END, WORD, PHRASE, OPEN, CLOSE, AND, OR, NOT, NEAR };

struct lexeme {
    enum lexeme_kind kind;
    struct slice text;
    enum occur occur;
    enum query_field field;
    unsigned distance;
    bool ordered;
    bool loose; /* ~"phrase" */
};

struct lexer {
    const char *at, *end;
    struct lexeme now;
    bool operators; /* capitals are operators here */
    bool broken;    /* cannot be taken as written */
};

/* Starts on a text and reads its first lexeme; capitals are operators where some other word is not all capitals. */
void lex_start(struct lexer *lexer, const char *text, size_t length);
void lex_next(struct lexer *lexer);

/* The next run of letters and marks between blanks, quotes and brackets, whatever it may mean; false: no more. */
bool lex_plain_word(struct lexer *lexer, struct slice *word);

bool lex_has_letter(struct slice text, bool lower); /* or a digit; `lower`: a letter that is no capital */
/* Without the punctuation around it, other than these marks. */
struct slice lex_trim(struct slice text, const char *marks);
bool lex_is_range(struct slice text);               /* of years */

#endif
