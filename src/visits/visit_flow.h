/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The relaxation of a programme of visits: every single visit finds a slot for itself, whatever the others of its
 * course do and however long the way is. That is a flow of least cost from companies through slots to experts, where
 * the n-th visit of an expert costs 2n-1, so that loads come out even (the sum of their squares is least). It is solved
 * exactly by shortest augmenting paths, in order of length; see Ahuja, Magnanti, Orlin: Network Flows (1993), chapters
 * 9 and 14.
 */
#ifndef TENKEN_VISITS_VISIT_FLOW_H
#define TENKEN_VISITS_VISIT_FLOW_H

#include "visits/visit_bits.h"
#include "visits/visit_problem.h"

struct visit_flow {
	size_t *owner; /* by slot: the company, or VISIT_NONE */
	int *units;    /* by company: how many of its visits have a slot */
	size_t (*held)[VISIT_COURSE_MAX];
	int *count;     /* by expert: visits that were added to the load */
	uint64_t steps; /* how much was looked at, for a budget */
};

/* The prices that prove how good the flow is: what one more visit of an expert costs, and the slot beside it; both 0 to
 * problem->weight. */
struct visit_prices {
	int64_t *expert, *slot;
};

/* The arena owns both. Companies that stand first keep their visits where not all can have one. */
struct visit_flow visit_flow_solve(struct arena *arena, const struct visit_problem *problem,
				   const struct visit_bits *may);
struct visit_prices visit_flow_prices(struct arena *arena, const struct visit_problem *problem,
				      const struct visit_bits *may, const struct visit_flow *flow);

#endif
