/* glossary_verbs.h: finds the stems of verbs in their dictionary forms. */
#ifndef TOOLS_GLOSSARY_VERBS_H
#define TOOLS_GLOSSARY_VERBS_H

#include "analysis/grammar_engine.h"

#include "base/buffer.h"

/* Calls `take` with each stem of which this lemma may be the dictionary form. Returns whether there is one. */
bool verb_stems(const struct grammar_engine *engine, struct slice lemma, void (*take)(void *context, struct slice stem),
                void *context);

#endif
