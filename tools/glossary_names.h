/* glossary_names.h: the concepts that ICU knows names of. */
#ifndef TOOLS_GLOSSARY_NAMES_H
#define TOOLS_GLOSSARY_NAMES_H

#include "analysis/glossary.h"

/* Adds countries, regions, languages and currencies; false: no memory. */
bool names_add(struct glossary_builder *builder, struct analyzer *analyzer);

#endif
