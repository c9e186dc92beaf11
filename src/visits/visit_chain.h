/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The visits of one company as a chain of slots of one expert: in order, with the gap between them.
 */
#ifndef TENKEN_VISITS_VISIT_CHAIN_H
#define TENKEN_VISITS_VISIT_CHAIN_H

#include "visits/visit_bits.h"
#include "visits/visit_problem.h"

#define VISIT_COST_NONE (INT64_MAX / 4) /* there is no chain; also of a slot that may not be taken */

/* The cheapest chain of that expert's slots that the row allows: the sum of cost (by slot; NULL: nothing) and of each a
 * visit's. Among equal ones that of the earliest last visit. VISIT_COST_NONE without one. ret_slots may be NULL. */
int64_t visit_chain_cheapest(const struct visit_problem *problem, size_t company, size_t expert, const uint64_t *row,
			     const int64_t *cost, int64_t each, size_t ret_slots[VISIT_COURSE_MAX]);

/* Takes the slots out of the row that stand in no chain. */
void visit_chain_prune(const struct visit_problem *problem, size_t company, uint64_t *row);

/* Whether these slots, in any order, are a chain as the rules want it; sorts them. */
bool visit_chain_is(const struct visit_problem *problem, size_t company, size_t slots[VISIT_COURSE_MAX]);

#endif
