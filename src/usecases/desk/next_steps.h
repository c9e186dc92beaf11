/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is going to happen to a case by itself, and when: the reminder, the call and the last day of the pre-interview,
 * the last day of an offered place.
 */
#ifndef TENKEN_USECASES_DESK_NEXT_STEPS_H
#define TENKEN_USECASES_DESK_NEXT_STEPS_H

#include "codec/value_keys.h"
#include "usecases/case_facts.h"

extern const struct value_key next_steps_keys[];

/* Sets next_steps, in the order of time, may_hold_reminder and is_reminder_held. */
MUST_USE enum err next_steps_add(struct tx *tx, struct arena *arena, struct value *view, const struct actor *actor,
				 enum lang lang, const struct case_facts *facts, struct fault *why);

#endif
