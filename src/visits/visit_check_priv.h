/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the two halves of the check share: what it read, and the rules of one visit and of two. Companies, experts and
 * slots are numbered as they stand in the input; a slot counts through all experts.
 */
#ifndef TENKEN_VISITS_VISIT_CHECK_PRIV_H
#define TENKEN_VISITS_VISIT_CHECK_PRIV_H

#include "visits/visit_check.h"

#define COMPANIES_MAX 2000
#define EXPERTS_MAX   200
#define SLOTS_MAX     20000
#define COURSE_MAX    3
#define PRICE_MAX     INT64_C(1000000000000)
#define PARTS_MAX     10000
#define NEVER         INT64_MIN
#define NOWHERE       SIZE_MAX
#define COST_NONE     (INT64_MAX / 4)

struct visit_check_slot {
	int64_t from_ms, until_ms, day;
	size_t expert, taker; /* the company of the assignment, or NOWHERE */
	int64_t visit_ms;     /* when its visit begins */
};

/* A slot that a part of the proof gives to a company, or keeps from it. */
struct visit_check_given {
	size_t company, slot;
	bool has;
};

struct visit_check {
	struct arena *arena;
	const struct value *input, *rules, *experts, *companies, *travel;
	struct visit_check_slot *slots;
	size_t slot_count, first[EXPERTS_MAX + 1]; /* of an expert's slots */
	int64_t *starts;                           /* company by slot: when a visit would begin, or NEVER */
	int64_t minutes_ms, gap, weight;
	int loads[EXPERTS_MAX], room[EXPERTS_MAX], added[EXPERTS_MAX];
	bool has[COMPANIES_MAX];
	struct visit_check_given given[PARTS_MAX];
	size_t given_count;
	int64_t *price_expert, *price_slot;
	const struct value *proof;
	struct fault *why;
};

#define SAY(checking, ...) fault_set((checking)->why, ERR_INVALID, __VA_ARGS__)

/* Fills what the input says. ERR_INVALID as visit_check_run. */
MUST_USE enum err visit_check_read(struct visit_check *checking, const struct value *proposal);

const struct value *visit_check_company(const struct visit_check *checking, size_t company);
int visit_check_visits(const struct visit_check *checking, size_t company);
size_t visit_check_find(const struct value *list, const char *id); /* or NOWHERE */
bool visit_check_ms(const struct value *map, const char *key, int64_t *ret_ms);
bool visit_check_goes_to(const struct visit_check *checking, size_t company, size_t expert);
bool visit_check_is_in_conflict(const struct visit_check *checking, size_t company, size_t expert);

/* Whether one expert cannot hold both visits. */
bool visit_check_collide(const struct visit_check *checking, size_t company, size_t slot, size_t other,
			 size_t other_slot);

/* Whether the company can have the slot beside all that the assignment gives to others. */
bool visit_check_can_take(const struct visit_check *checking, size_t company, size_t slot);

/* By how much so many visits raise the square of the expert's load. */
int64_t visit_check_growth(const struct visit_check *checking, size_t expert, int64_t visits);

/* What the company's visits with that expert cost at least by the prices, with needed of its given slots among them;
 * COST_NONE: it cannot have them. beside: beside the assignment, at no price. */
int64_t visit_check_least_cost(const struct visit_check *checking, size_t company, size_t expert, int needed,
			       bool beside);

/* Whether the proof shows the bound. */
MUST_USE enum err visit_check_bound(struct visit_check *checking, const struct value *proposal);

#endif
