/* glossary_irregular.h: stems of forms that a stemmer does not join with their lemma. */
#ifndef TOOLS_GLOSSARY_IRREGULAR_H
#define TOOLS_GLOSSARY_IRREGULAR_H

#include "analysis/glossary.h"

struct irregulars; /* the rules, and data/irregular.tsv */

struct irregulars *irregulars_read(struct analyzer *analyzer, const char *path); /* NULL: it cannot be read */
void irregulars_free(struct irregulars *irregulars);

/* Other stems of the word with this stem: the builder's glossary_alternates. */
size_t irregulars_of(void *irregulars, enum language language, struct slice stem, struct glossary_stem *out,
                     size_t room);

#endif
