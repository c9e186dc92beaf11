/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One page per company before a visit, for its expert and for the office: the answers by topic against the programme's
 * average and the last check-up, findings by priority, what was seen where, what contradicts what, what could not be
 * told, what to ask, and the notes of the visit.
 */
#ifndef TENKEN_USECASES_ADVICE_VIEW_PREPARATION_H
#define TENKEN_USECASES_ADVICE_VIEW_PREPARATION_H

#include "codec/value_keys.h"
#include "people/actor.h"
#include "usecases/office.h"

extern const struct value_key view_preparation_keys[];

/* ERR_NOT_FOUND, ERR_DENIED (advice_facts.h). */
MUST_USE enum err view_preparation(const struct office *office, struct arena *arena, const struct actor *actor,
				   enum lang lang, int64_t case_id, struct value **ret_view, struct fault *why);

#endif
