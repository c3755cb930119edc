/* present_manual.h: what the manual of daftar-search says beside its options. */
#ifndef SEARCH_PRESENT_MANUAL_H
#define SEARCH_PRESENT_MANUAL_H

extern const char *const manual_usages[];      /* NULL-terminated, as struct program takes them */
extern const char *const manual_description[];
extern const char *const manual_more[];        /* roff */

#endif
