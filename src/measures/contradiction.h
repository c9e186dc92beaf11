/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What contradicts what: an answer beside a finding, or beside another answer, that do not go together. The rules are
 * the edition's data (advice/contradictions.yaml).
 */
#ifndef TENKEN_MEASURES_CONTRADICTION_H
#define TENKEN_MEASURES_CONTRADICTION_H

#include "measures/advice_plan.h"

struct contradiction {
	const struct advice_contradiction *rule;
	const struct finding **findings; /* that were seen, in the order given */
	size_t finding_count;
	size_t *questions; /* whose answers do not go together, what was said first, as places in the form */
	size_t question_count;
};

/* In the order of the rules; they live in the arena. What is not
 * answered contradicts nothing. */
void contradiction_find(struct arena *arena, const struct edition *edition, const struct value *answers,
			const struct finding *findings, size_t count, struct contradiction **ret_items,
			size_t *ret_count);

#endif
