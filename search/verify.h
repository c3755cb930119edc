/* verify.h: conditions on the very words of a passage, which its terms cannot tell. */
#ifndef SEARCH_VERIFY_H
#define SEARCH_VERIFY_H

#include "search/index.h"

/* Whether a text of a passage, or its headings, fulfils the condition. */
typedef bool (*verify_holds)(void *context, enum language language, struct slice text);

/* The candidates of which that is true, with their scores; every one of them is read. Takes `candidates`; NULL after a
 * failure, whose status is put into *status. */
struct store_query *verify(daftar_index *index, struct store_query *candidates, verify_holds holds, void *context,
                           daftar_status *status);

#endif
