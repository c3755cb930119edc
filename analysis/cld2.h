/* cld2.h: a plain C face for CLD2, which knows the languages of the rest of the world. */
#ifndef ANALYSIS_CLD2_H
#define ANALYSIS_CLD2_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* CLD2's code of the likeliest language of plain UTF-8 text ("uz", "zh-Hant"), or NULL when it
 * knows none or the bytes are no UTF-8. *reliable says whether CLD2 trusts its answer. Reads no
 * more than the first CLD2_HEAD bytes. Allocates and frees on its own; thread-safe. */
#define CLD2_HEAD 600
const char *cld2_language(const char *text, size_t length, int *reliable);

#ifdef __cplusplus
}
#endif

#endif
