/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a stored number is shown to people: its digits in groups of three and its unit, and where it was asked in another
 * unit first in that one, so that a mistake by that factor is seen: "300万円（3,000,000円）".
 */
#ifndef TENKEN_PROGRAMME_NUMBER_WORDS_H
#define TENKEN_PROGRAMME_NUMBER_WORDS_H

#include "programme/question.h"

const char *number_words_grouped(struct arena *arena, int64_t number); /* 10000000 as 10,000,000 */

const char *number_words_of(struct arena *arena, const struct question *question, int64_t stored, enum lang lang);

/* What a person would type into the question's field for this stored number: judged again, it is the same. */
const char *number_words_typed(struct arena *arena, const struct question *question, int64_t stored);

#endif
