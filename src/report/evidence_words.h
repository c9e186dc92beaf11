/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evidence, which checks write in English for whoever reads findings as data, in the words of a report's language.
 * Knows the patterns of the texts "evidence."; what none of them fits, such as a record or a request, stays as it is.
 */
#ifndef TENKEN_REPORT_EVIDENCE_WORDS_H
#define TENKEN_REPORT_EVIDENCE_WORDS_H

#include "base/lang.h"
#include "codec/texts.h"

/* In the arena, or the evidence itself. It is looked for as a whole, then part by part between "; ". */
const char *evidence_words(const struct texts *texts, struct arena *arena, enum lang lang, const char *evidence);

#endif
