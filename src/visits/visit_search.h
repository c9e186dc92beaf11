/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The best programme of visits, and the proof that no other is better, or how much better one could be. Branch and
 * bound: the flow of visit_flow.h gives each part a bound by its prices and a programme by rounding; where the two
 * differ, the part is halved by "this company has this slot" and "it has not". The search ends with its budget.
 */
#ifndef TENKEN_VISITS_VISIT_SEARCH_H
#define TENKEN_VISITS_VISIT_SEARCH_H

#include "visits/visit_flow.h"

/* Who visits whom when. */
struct visit_plan {
	size_t (*slots)[VISIT_COURSE_MAX]; /* by company, in order */
	bool *has;                         /* by company */
	size_t *owner;                     /* by slot, or VISIT_NONE */
	int *count;                        /* by expert */
	int64_t value; /* weight times visits, minus what the squares of the experts' loads grow by */
};

/* A part of all programmes: prices that bound it, or its two halves. */
struct visit_proof {
	size_t company, slot;           /* by which it is halved */
	const struct visit_proof *with; /* NULL: not halved */
	const struct visit_proof *without;
	struct visit_prices prices;
};

struct visit_search_result {
	struct visit_plan plan;
	const struct visit_proof *proof;
	int64_t bound; /* no programme has a greater value */
};

/* Deterministic. may: who fits which slot (visit_problem_fits). The arena owns the result. */
struct visit_search_result visit_search_run(struct arena *arena, const struct visit_problem *problem,
					    const struct visit_bits *may);

/* Whether the company, which has no visit, could be given all of its visits beside those of the plan. */
bool visit_search_can_add(const struct visit_problem *problem, const struct visit_bits *may,
			  const struct visit_plan *plan, size_t company);

#endif
