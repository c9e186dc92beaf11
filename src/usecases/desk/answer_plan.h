/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the answers of a pre-interview come to, for who prepares a visit: scores, measures, and what to ask because it
 * is not known (measures/answer_score.h).
 */
#ifndef TENKEN_USECASES_DESK_ANSWER_PLAN_H
#define TENKEN_USECASES_DESK_ANSWER_PLAN_H

#include "codec/value_keys.h"
#include "programme/edition.h"

/* sheet: the answers as JSON; with none the map is empty: has_plan is false, and its lists hold nothing. */
extern const struct value_key answer_plan_keys[];
void answer_plan_add(struct arena *arena, struct value *view, const struct edition *edition, const char *sheet,
		     enum lang lang);

#endif
