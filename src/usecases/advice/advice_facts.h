/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What advice to one company rests on, read in one transaction: its answers, what was found, and the plan that both
 * call for.
 */
#ifndef TENKEN_USECASES_ADVICE_ADVICE_FACTS_H
#define TENKEN_USECASES_ADVICE_ADVICE_FACTS_H

#include "measures/advice_plan.h"
#include "usecases/case_facts.h"

struct advice_facts {
	struct case_facts of;
	const struct value *answers; /* to the pre-interview; NULL when it is not answered */
	struct finding
		*findings; /* of the newest finished diagnosis, the bad ones first; what is explained is lowered */
	size_t finding_count;
	struct measures measures;
	struct advice_plan plan;
};

/* ERR_DENIED for who neither is the assigned expert nor of the secretariat or Tokyo. */
MUST_USE enum err advice_facts_load(struct tx *tx, struct arena *arena, const struct office *office,
				    const struct actor *actor, int64_t case_id, struct advice_facts *ret_facts,
				    struct fault *why);

/* Whether the company may read all that a plan's document names: the findings of the judgement that it was made from
 * are those of a released report, or there are none. */
MUST_USE enum err advice_facts_may_be_read(struct tx *tx, struct arena *arena, const struct value *document,
					   bool *ret_may_be_read, struct fault *why);

#endif
