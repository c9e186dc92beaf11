/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_proposal.h"

#include "calendar/day.h"
#include "visits/visit_chain.h"
#include "visits/visit_search.h"

struct proposing {
	struct arena *arena;
	const struct visit_problem *problem;
	struct visit_bits may;
	struct visit_search_result found;
};

/* Why a company has no visit; the first that is true. */
static const char *find_reason(const struct proposing *proposing, size_t company)
{
	const struct visit_problem *problem = proposing->problem;
	const struct visit_company *of = &problem->companies[company];
	const uint64_t *row = visit_bits_row(&proposing->may, company);
	bool goes = false, may_come = false, meets = false, has_course = false, has_room = false;

	for (size_t e = 0; e < problem->expert_count; e++) {
		const struct visit_expert *expert = &problem->experts[e];
		bool is_near = of->is_remote || !expert->goes_to || expert->goes_to[of->area];
		bool is_free_of_conflict = !expert->conflicts || !expert->conflicts[company];
		if (!is_near || (of->expert != VISIT_NONE && of->expert != e))
			continue;
		goes = true;
		if (!is_free_of_conflict)
			continue;
		may_come = true;
		for (size_t slot = expert->slot_first; slot < expert->slot_first + expert->slot_count; slot++)
			meets = meets || visit_bits_get(&proposing->may, company, slot);
		if (visit_chain_cheapest(problem, company, e, row, NULL, 0, NULL) >= VISIT_COST_NONE)
			continue;
		has_course = true;
		has_room = has_room || proposing->found.plan.count[e] + of->visits <= expert->room;
	}
	return !goes         ? "area"
	       : !may_come   ? "conflict"
	       : !meets      ? "no_common_time"
	       : !has_course ? "no_course"
	       : !has_room   ? "capacity"
			     : "taken";
}

static void add_company(const struct proposing *proposing, struct value *assignment, size_t company)
{
	const struct visit_problem *problem = proposing->problem;
	const struct visit_plan *plan = &proposing->found.plan;
	struct arena *arena = proposing->arena;
	struct value *map = value_map(arena), *visits = value_list(arena);
	size_t expert = problem->slots[plan->slots[company][0]].expert;

	value_set_text(arena, map, "company", problem->companies[company].id);
	value_set_text(arena, map, "expert", problem->experts[expert].id);
	for (int i = 0; i < problem->companies[company].visits; i++) {
		struct value *visit = value_map(arena);
		size_t slot = plan->slots[company][i];
		int64_t from_ms = 0;
		visit_problem_fits(problem, company, slot, &from_ms);
		value_set_int(arena, visit, "slot", (int64_t)(slot - problem->experts[expert].slot_first + 1));
		value_set_text(arena, visit, "from", day_format_instant(arena, from_ms));
		value_set_text(arena, visit, "until", day_format_instant(arena, from_ms + problem->visit_ms));
		value_add(arena, visits, visit);
	}
	value_set(arena, map, "visits", visits);
	value_add(arena, assignment, map);
}

static struct value *price_list(const struct proposing *proposing, const int64_t *prices, size_t first, size_t count)
{
	struct value *list = value_list(proposing->arena);

	for (size_t i = first; i < first + count; i++)
		value_add(proposing->arena, list, value_int(proposing->arena, prices[i]));
	return list;
}

/* The parts in a list, each before its halves, which it names by their places; so the list is as flat as it is long.
 * The depth is capped (visit_search.c). */
static int64_t add_proof(const struct proposing *proposing, struct value *list, // NOLINT(misc-no-recursion)
			 const struct visit_proof *proof)
{
	const struct visit_problem *problem = proposing->problem;
	struct arena *arena = proposing->arena;
	struct value *map = value_map(arena), *slots;
	int64_t place = (int64_t)value_count(list);

	value_add(arena, list, map);
	if (proof->with) {
		size_t expert = problem->slots[proof->slot].expert;
		value_set_text(arena, map, "company", problem->companies[proof->company].id);
		value_set_text(arena, map, "expert", problem->experts[expert].id);
		value_set_int(arena, map, "slot", (int64_t)(proof->slot - problem->experts[expert].slot_first + 1));
		value_set_int(arena, map, "with", add_proof(proposing, list, proof->with));
		value_set_int(arena, map, "without", add_proof(proposing, list, proof->without));
		return place;
	}
	value_set(arena, map, "experts", price_list(proposing, proof->prices.expert, 0, problem->expert_count));
	slots = value_list(arena);
	for (size_t e = 0; e < problem->expert_count; e++)
		value_add(arena, slots,
			  price_list(proposing, proof->prices.slot, problem->experts[e].slot_first,
				     problem->experts[e].slot_count));
	value_set(arena, map, "slots", slots);
	return place;
}

static void add_companies(const struct proposing *proposing, struct value *whole)
{
	const struct visit_problem *problem = proposing->problem;
	struct arena *arena = proposing->arena;
	struct value *assignment = value_list(arena), *without = value_list(arena);
	int64_t visits = 0;

	for (size_t c = 0; c < problem->company_count; c++) {
		struct value *map;
		if (proposing->found.plan.has[c]) {
			add_company(proposing, assignment, c);
			visits += problem->companies[c].visits;
			continue;
		}
		map = value_map(arena);
		value_set_text(arena, map, "company", problem->companies[c].id);
		value_set_text(arena, map, "reason", find_reason(proposing, c));
		value_add(arena, without, map);
	}
	value_set_int(arena, whole, "companies", (int64_t)value_count(assignment));
	value_set_int(arena, whole, "visits", visits);
	value_set(arena, whole, "assignment", assignment);
	value_set(arena, whole, "without", without);
}

static struct value *loads_value(const struct proposing *proposing)
{
	const struct visit_problem *problem = proposing->problem;
	struct arena *arena = proposing->arena;
	struct value *list = value_list(arena);

	for (size_t e = 0; e < problem->expert_count; e++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "expert", problem->experts[e].id);
		value_set_int(arena, map, "visits", proposing->found.plan.count[e]);
		value_add(arena, list, map);
	}
	return list;
}

enum err visit_proposal_make(struct arena *arena, const struct value *input, struct value **ret_proposal,
			     struct fault *why)
{
	struct proposing proposing = {.arena = arena};
	struct visit_problem *problem;
	struct value *whole, *proof;
	enum err err = visit_problem_read(arena, input, &problem, why);

	if (err)
		return err;
	proposing.problem = problem;
	proposing.may = visit_bits_new(arena, problem->company_count, problem->slot_count);
	for (size_t c = 0; c < problem->company_count; c++)
		for (size_t slot = 0; slot < problem->slot_count; slot++) {
			int64_t from_ms;
			if (visit_problem_fits(problem, c, slot, &from_ms))
				visit_bits_set(&proposing.may, c, slot, true);
		}
	proposing.found = visit_search_run(arena, problem, &proposing.may);
	whole = value_map(arena);
	value_set_int(arena, whole, "version", VISIT_PROPOSAL_VERSION);
	value_set_int(arena, whole, "value", proposing.found.plan.value);
	value_set_int(arena, whole, "bound", proposing.found.bound);
	value_set_bool(arena, whole, "optimal", proposing.found.bound == proposing.found.plan.value);
	add_companies(&proposing, whole);
	value_set(arena, whole, "loads", loads_value(&proposing));
	proof = value_list(arena);
	add_proof(&proposing, proof, proposing.found.proof);
	value_set(arena, whole, "proof", proof);
	value_set_shared(arena, whole, "input", input);
	*ret_proposal = whole;
	return ERR_OK;
}
