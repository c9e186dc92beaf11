/* SPDX-License-Identifier: Apache-2.0 */
/* The advice plan of a case: the newest version for its expert and the office, the newest released one for the company.
 */
#ifndef TENKEN_USECASES_ADVICE_VIEW_ADVICE_H
#define TENKEN_USECASES_ADVICE_VIEW_ADVICE_H

#include "codec/value_keys.h"
#include "people/actor.h"
#include "usecases/office.h"

extern const struct value_key view_advice_keys[];

/* ERR_NOT_FOUND for the company while none is released, ERR_DENIED. */
MUST_USE enum err view_advice(const struct office *office, struct arena *arena, const struct actor *actor,
			      enum lang lang, int64_t case_id, struct value **ret_view, struct fault *why);

/* What was typed in a form that is not saved stands in the view again, by the places of its fields. */
void view_advice_set_typed(struct arena *arena, struct value *view, const struct value *form);

/* Whether the company has a plan to read. */
MUST_USE enum err view_advice_is_released(const struct office *office, int64_t case_id, bool *ret_is_released,
					  struct fault *why);

#endif
