/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a programme of visits is made from: rules, experts with the slots that they offer, companies with the times that
 * suit them. docs/visits.schema.json is its JSON. A slot takes one visit, which begins as early in it as the company is
 * free. Times are instants in milliseconds; a day is one of Japan.
 */
#ifndef TENKEN_VISITS_VISIT_PROBLEM_H
#define TENKEN_VISITS_VISIT_PROBLEM_H

#include "codec/value.h"

#define VISIT_COMPANIES_MAX 2000
#define VISIT_EXPERTS_MAX   200
#define VISIT_SLOTS_MAX     20000 /* of all experts */
#define VISIT_WINDOWS_MAX   400   /* of one company */
#define VISIT_AREAS_MAX     100
#define VISIT_COURSE_MAX    3 /* visits of one company */
#define VISIT_NONE          SIZE_MAX

struct visit_window {
	int64_t from_ms, until_ms;
};

struct visit_slot {
	int64_t from_ms, until_ms, day;
	size_t expert;
	bool is_business_day;
};

struct visit_expert {
	const char *id;
	size_t area;
	bool *goes_to;                 /* by area; NULL: everywhere */
	bool *conflicts;               /* by company; NULL: none */
	int load, room;                /* visits that stand already; that may be added */
	size_t slot_first, slot_count; /* ascending by their beginning */
};

struct visit_company {
	const char *id;
	size_t area;
	int visits;         /* 1..VISIT_COURSE_MAX, in order, by one expert */
	bool is_remote;     /* by video: nobody travels */
	size_t expert;      /* the only one that may come, or VISIT_NONE */
	int64_t not_before; /* a day */
	bool is_always_free;
	const struct visit_window *windows; /* ascending, apart from each other */
	size_t window_count;
};

struct visit_problem {
	int64_t visit_ms;
	int gap_days; /* at least so many from one visit of a company to its next */
	struct visit_company *companies;
	size_t company_count;
	struct visit_expert *experts;
	size_t expert_count;
	struct visit_slot *slots; /* of the first expert, of the second ... */
	size_t slot_count;
	const char **areas;
	size_t area_count;
	int64_t *travel_ms; /* area by area, both ways alike */
	int64_t weight;     /* of one visit in the value: more than all fairness together */
};

/* ERR_INVALID with the place in the fault: a field that is missing, of a wrong kind or out of its bounds, a name that
 * stands twice or that nobody has, times out of order. The arena owns the result. */
MUST_USE enum err visit_problem_read(struct arena *arena, const struct value *given, struct visit_problem **ret_problem,
				     struct fault *why);

/* Whether that company can have a visit in the slot by all rules that concern the two alone, and when it begins. */
bool visit_problem_fits(const struct visit_problem *problem, size_t company, size_t slot, int64_t *ret_from_ms);

/* Whether the expert of two slots cannot hold both visits: they overlap, or the way between them takes longer. */
bool visit_problem_clash(const struct visit_problem *problem, size_t company, size_t slot, size_t other_company,
			 size_t other_slot);

/* The slots of the same expert, itself among them, that a visit in this one could clash with: those of the day before
 * to the day after. */
void visit_problem_near(const struct visit_problem *problem, size_t slot, size_t *ret_first, size_t *ret_end);

#endif
