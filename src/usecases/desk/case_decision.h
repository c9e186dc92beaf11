/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The facts by which the office decides on an application, for one screen: who applies, how large it is and by which
 * bounds it was judged, and every condition of the call as a line of a checklist.
 */
#ifndef TENKEN_USECASES_DESK_CASE_DECISION_H
#define TENKEN_USECASES_DESK_CASE_DECISION_H

#include "codec/value_keys.h"
#include "programme/eligibility.h"
#include "store/application/case_row.h"
#include "usecases/office.h"

extern const struct value_key case_decision_keys[];

/* answers: judged ones of the application; known: what the registers say of them. */
struct value *case_decision(struct arena *arena, const struct edition *edition, enum lang lang,
			    const struct value *answers, const struct eligibility_facts *known);

/* The same of an application in the store. */
MUST_USE enum err case_decision_load(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
				     const struct edition *edition, int64_t case_id, struct value **ret_decision,
				     struct fault *why);

#endif
