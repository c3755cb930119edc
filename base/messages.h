/* messages.h: sentences for people in the language of their locale; for programs alone: the library knows no locale. */
#ifndef BASE_MESSAGES_H
#define BASE_MESSAGES_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text /* to be looked up where it is printed */

/* Opens the catalogue for LANGUAGE, LC_ALL, LC_MESSAGES or LANG. Numbers, dates and letters stay as in the C locale, and
 * what is printed is UTF-8. Without a catalogue everything is English. */
void messages_open(void);

/* From here on in this language, whatever the locale is; one without a catalogue is English. */
void messages_language(const char *code);

/* Prints `PROGRAM: value: what`, the last in the reader's language; one of value and what may be NULL. Returns 1. */
int messages_complain(const char *program, const char *value, const char *what);

/* What messages_complain puts after the program's name until it is set to NULL again: the line of a file, say. */
void messages_place(const char *place);

#endif
