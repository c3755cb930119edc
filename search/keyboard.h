/* keyboard.h: what the keys of a text say on another keyboard. */
#ifndef SEARCH_KEYBOARD_H
#define SEARCH_KEYBOARD_H

#include "analysis/language.h"
#include "base/buffer.h"

/* Appends a Latin word as the keyboard of this language has its keys (Uzbek, Kazakh, Kyrgyz, Tajik; others as the
 * Russian one), or a Cyrillic word of that keyboard as the English one has them. False when there is no letter in it, or a
 * character without counterpart. */
bool keyboard_other(enum language language, struct slice text, struct buffer *out);

/* Languages that have a keyboard of their own, the Russian first, by number; LANGUAGE_UND from the last on. */
enum language keyboard_language(size_t number);

#endif
