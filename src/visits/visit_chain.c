/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_chain.h"

static bool allows(const uint64_t *row, size_t slot)
{
	return row[slot / 64] >> slot % 64 & 1;
}

/* The best end of a chain of that many visits, up to a slot. */
struct chain_end {
	int64_t cost;
	size_t slot, before; /* the slot of the visit before, or VISIT_NONE */
};

struct chain_work {
	const struct visit_problem *problem;
	const struct visit_expert *expert;
	const uint64_t *row;
	const int64_t *cost;
	int64_t each;
	struct chain_end *ends[VISIT_COURSE_MAX]; /* by slot of the expert; the best of those up to it */
};

/* ends[visit][i] = the best of the slots 0..i; a visit before lies at least the gap before. */
static void extend(struct chain_work *work, int visit)
{
	const struct visit_slot *slots = work->problem->slots + work->expert->slot_first;
	struct chain_end best = {VISIT_COST_NONE, VISIT_NONE, VISIT_NONE};
	size_t before = 0; /* how many slots are early enough for the visit before */

	for (size_t i = 0; i < work->expert->slot_count; i++) {
		size_t slot = work->expert->slot_first + i;
		struct chain_end end = {0, slot, VISIT_NONE};
		while (slots[before].day + work->problem->gap_days <= slots[i].day)
			before++;
		if (visit > 0 && before > 0) {
			end.cost = work->ends[visit - 1][before - 1].cost;
			end.before = work->ends[visit - 1][before - 1].slot;
		} else if (visit > 0) {
			end.cost = VISIT_COST_NONE;
		}
		if (allows(work->row, slot) && end.cost < VISIT_COST_NONE) {
			int64_t cost = work->cost ? work->cost[slot] : 0;
			end.cost = cost >= VISIT_COST_NONE ? VISIT_COST_NONE : end.cost + cost + work->each;
			if (end.cost < best.cost)
				best = end;
		}
		work->ends[visit][i] = best;
	}
}

/* One visit needs no table. */
static int64_t cheapest_slot(const struct chain_work *work, size_t *ret_slot)
{
	int64_t least = VISIT_COST_NONE;

	for (size_t i = 0; i < work->expert->slot_count; i++) {
		size_t slot = work->expert->slot_first + i;
		int64_t cost = work->cost ? work->cost[slot] : 0;
		if (!allows(work->row, slot) || cost >= least)
			continue;
		least = cost;
		if (ret_slot)
			*ret_slot = slot;
	}
	return least >= VISIT_COST_NONE ? VISIT_COST_NONE : least + work->each;
}

static bool allows_any(const struct chain_work *work)
{
	for (size_t i = 0; i < work->expert->slot_count; i++)
		if (allows(work->row, work->expert->slot_first + i))
			return true;
	return false;
}

int64_t visit_chain_cheapest(const struct visit_problem *problem, size_t company, size_t expert, const uint64_t *row,
			     const int64_t *cost, int64_t each, size_t ret_slots[VISIT_COURSE_MAX])
{
	ARENA_SCOPED arena = {0};
	struct chain_work work = {problem, &problem->experts[expert], row, cost, each, {NULL}};
	int visits = problem->companies[company].visits;
	size_t count = work.expert->slot_count, last = count - 1;
	int64_t total;

	if (visits == 1)
		return cheapest_slot(&work, ret_slots);
	if (!allows_any(&work))
		return VISIT_COST_NONE;
	for (int visit = 0; visit < visits; visit++) {
		work.ends[visit] = arena_array(&arena, count, sizeof(struct chain_end));
		extend(&work, visit);
	}
	total = work.ends[visits - 1][last].cost;
	if (total >= VISIT_COST_NONE || !ret_slots)
		return total;
	for (int visit = visits - 1; visit >= 0; visit--) {
		/* A slot that is the best of those up to a later one is also the best of those up to itself. */
		struct chain_end end = work.ends[visit][last];
		ret_slots[visit] = end.slot;
		if (visit > 0)
			last = end.before - work.expert->slot_first;
	}
	return total;
}

/* How many visits the longest chain has that ends (or, backwards, begins) at each slot; 0 where the row forbids it. */
static void count_chains(const struct chain_work *work, bool backwards, int *ret_lengths)
{
	const struct visit_slot *slots = work->problem->slots + work->expert->slot_first;
	size_t count = work->expert->slot_count, passed = 0;
	int longest = 0;

	for (size_t step = 0; step < count; step++) {
		size_t i = backwards ? count - 1 - step : step;
		for (;; passed++) {
			size_t j = backwards ? count - 1 - passed : passed;
			int64_t gap = backwards ? slots[j].day - slots[i].day : slots[i].day - slots[j].day;
			if (gap < work->problem->gap_days)
				break;
			if (ret_lengths[j] > longest)
				longest = ret_lengths[j];
		}
		ret_lengths[i] = allows(work->row, work->expert->slot_first + i) ? longest + 1 : 0;
	}
}

void visit_chain_prune(const struct visit_problem *problem, size_t company, uint64_t *row)
{
	int visits = problem->companies[company].visits;

	for (size_t e = 0; e < problem->expert_count && visits > 1; e++) {
		ARENA_SCOPED arena = {0};
		struct chain_work work = {.problem = problem, .expert = &problem->experts[e], .row = row};
		int *ending = arena_array(&arena, work.expert->slot_count, sizeof(int));
		int *beginning = arena_array(&arena, work.expert->slot_count, sizeof(int));
		if (!allows_any(&work))
			continue;
		count_chains(&work, false, ending);
		count_chains(&work, true, beginning);
		for (size_t i = 0; i < work.expert->slot_count; i++) {
			size_t slot = work.expert->slot_first + i;
			if (ending[i] + beginning[i] - 1 < visits)
				row[slot / 64] &= ~(UINT64_C(1) << slot % 64);
		}
	}
}

bool visit_chain_is(const struct visit_problem *problem, size_t company, size_t slots[VISIT_COURSE_MAX])
{
	int visits = problem->companies[company].visits;

	for (int i = 1; i < visits; i++)
		for (int j = i; j > 0 && slots[j] < slots[j - 1]; j--) {
			size_t slot = slots[j];
			slots[j] = slots[j - 1];
			slots[j - 1] = slot;
		}
	for (int i = 1; i < visits; i++) {
		const struct visit_slot *before = &problem->slots[slots[i - 1]], *slot = &problem->slots[slots[i]];
		if (before->expert != slot->expert || before->day + problem->gap_days > slot->day)
			return false;
	}
	return true;
}
