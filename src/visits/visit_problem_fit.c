/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_problem.h"

/* The earliest beginning in the slot at which the company is free for a whole visit. */
static bool find_start(const struct visit_problem *problem, const struct visit_company *company,
		       const struct visit_slot *slot, int64_t *ret_from_ms)
{
	size_t low = 0, high = company->window_count;

	*ret_from_ms = slot->from_ms;
	if (company->is_always_free)
		return slot->from_ms + problem->visit_ms <= slot->until_ms;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (company->windows[middle].until_ms < slot->from_ms + problem->visit_ms)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < company->window_count && company->windows[low].from_ms < slot->until_ms; low++) {
		const struct visit_window *window = &company->windows[low];
		int64_t from_ms = window->from_ms > slot->from_ms ? window->from_ms : slot->from_ms;
		*ret_from_ms = from_ms;
		if (from_ms + problem->visit_ms <= slot->until_ms && from_ms + problem->visit_ms <= window->until_ms)
			return true;
	}
	return false;
}

bool visit_problem_fits(const struct visit_problem *problem, size_t company, size_t slot, int64_t *ret_from_ms)
{
	const struct visit_company *of = &problem->companies[company];
	const struct visit_slot *in = &problem->slots[slot];
	const struct visit_expert *by = &problem->experts[in->expert];

	if (!in->is_business_day || in->day < of->not_before || (of->expert != VISIT_NONE && of->expert != in->expert))
		return false;
	if (by->conflicts && by->conflicts[company])
		return false;
	if (!of->is_remote && by->goes_to && !by->goes_to[of->area])
		return false;
	return find_start(problem, of, in, ret_from_ms);
}

/* Where the expert is during a visit. */
static size_t place(const struct visit_problem *problem, size_t company, size_t expert)
{
	return problem->companies[company].is_remote ? problem->experts[expert].area : problem->companies[company].area;
}

bool visit_problem_clash(const struct visit_problem *problem, size_t company, size_t slot, size_t other_company,
			 size_t other_slot)
{
	size_t expert = problem->slots[slot].expert;
	int64_t a, b, travel_ms;

	if (slot == other_slot)
		return true;
	if (problem->slots[other_slot].expert != expert || !visit_problem_fits(problem, company, slot, &a) ||
	    !visit_problem_fits(problem, other_company, other_slot, &b))
		return false;
	travel_ms = problem->travel_ms[place(problem, company, expert) * VISIT_AREAS_MAX +
				       place(problem, other_company, expert)];
	return a < b ? b < a + problem->visit_ms + travel_ms : a < b + problem->visit_ms + travel_ms;
}

void visit_problem_near(const struct visit_problem *problem, size_t slot, size_t *ret_first, size_t *ret_end)
{
	const struct visit_slot *slots = problem->slots;
	const struct visit_expert *expert = &problem->experts[slots[slot].expert];
	size_t first = slot, end = slot + 1;

	while (first > expert->slot_first && slots[first - 1].day >= slots[slot].day - 1)
		first--;
	while (end < expert->slot_first + expert->slot_count && slots[end].day <= slots[slot].day + 1)
		end++;
	*ret_first = first;
	*ret_end = end;
}
