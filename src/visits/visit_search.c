/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_search.h"

#include <string.h>

#include "visits/visit_chain.h"

#define STEPS_MAX   UINT64_C(60000000) /* words and slots looked at: some tenths of a second */
#define DEPTH_MAX   200
#define PARTS_MAX   3000                  /* each has prices in the proof */
#define FORCED_COST (-(INT64_C(1) << 50)) /* a chain with a forced slot is cheaper than any without */

/* A company that has to have a slot; the halves of the search stand in each other. */
struct fix {
	size_t company, slot;
	bool has;
};

struct search_work {
	struct arena *arena;
	const struct visit_problem *problem;
	const struct visit_bits *may;
	struct fix fixes[DEPTH_MAX];
	size_t fix_count, parts;
	uint64_t steps;
	struct visit_plan best; /* so far */
};

static int64_t load_cost(const struct visit_problem *problem, size_t expert, int count)
{
	int64_t load = problem->experts[expert].load;

	return (load + count) * (load + count) - load * load;
}

static struct visit_plan make_plan(struct arena *arena, const struct visit_problem *problem)
{
	struct visit_plan plan = {
		.slots = arena_array(arena, problem->company_count, sizeof(*plan.slots)),
		.has = arena_array(arena, problem->company_count, sizeof(bool)),
		.owner = arena_array(arena, problem->slot_count, sizeof(size_t)),
		.count = arena_array(arena, problem->expert_count, sizeof(int)),
	};

	for (size_t i = 0; i < problem->slot_count; i++)
		plan.owner[i] = VISIT_NONE;
	return plan;
}

static void value_plan(const struct visit_problem *problem, struct visit_plan *plan)
{
	plan->value = 0;
	for (size_t c = 0; c < problem->company_count; c++)
		if (plan->has[c])
			plan->value += problem->weight * problem->companies[c].visits;
	for (size_t e = 0; e < problem->expert_count; e++)
		plan->value -= load_cost(problem, e, plan->count[e]);
}

/* Nobody has the slot, and its expert can come from and go on to the visits around it. */
static bool is_takeable(const struct visit_problem *problem, const struct visit_plan *plan, size_t company, size_t slot)
{
	size_t first, end;

	if (plan->owner[slot] != VISIT_NONE)
		return false;
	visit_problem_near(problem, slot, &first, &end);
	for (size_t other = first; other < end; other++)
		if (plan->owner[other] != VISIT_NONE &&
		    visit_problem_clash(problem, company, slot, plan->owner[other], other))
			return false;
	return true;
}

static void take(const struct visit_problem *problem, struct visit_plan *plan, size_t company,
		 const size_t slots[VISIT_COURSE_MAX])
{
	int visits = problem->companies[company].visits;

	plan->has[company] = true;
	for (int i = 0; i < visits; i++) {
		plan->slots[company][i] = slots[i];
		plan->owner[slots[i]] = company;
	}
	plan->count[problem->slots[slots[0]].expert] += visits;
}

/* The company's visits with the expert whose load they raise least, beside what the plan has; cost as visit_chain.h. */
static bool find_place(const struct visit_problem *problem, const struct visit_plan *plan, size_t company,
		       const uint64_t *row, size_t words, const int64_t *cost, size_t ret_slots[VISIT_COURSE_MAX])
{
	ARENA_SCOPED arena = {0};
	uint64_t *free_row = arena_array(&arena, words, sizeof(*free_row));
	int visits = problem->companies[company].visits;
	int64_t least = INT64_MAX;

	for (size_t e = 0; e < problem->expert_count; e++) {
		const struct visit_expert *expert = &problem->experts[e];
		int64_t more = load_cost(problem, e, plan->count[e] + visits) - load_cost(problem, e, plan->count[e]);
		size_t slots[VISIT_COURSE_MAX];
		if (plan->count[e] + visits > expert->room || more >= least)
			continue;
		for (size_t slot = expert->slot_first; slot < expert->slot_first + expert->slot_count; slot++)
			if (row[slot / 64] >> slot % 64 & 1 && is_takeable(problem, plan, company, slot))
				free_row[slot / 64] |= UINT64_C(1) << slot % 64;
		if (visit_chain_cheapest(problem, company, e, free_row, cost, 0, slots) < VISIT_COST_NONE) {
			least = more;
			memcpy(ret_slots, slots, sizeof(slots));
		}
	}
	return least < INT64_MAX;
}

bool visit_search_can_add(const struct visit_problem *problem, const struct visit_bits *may,
			  const struct visit_plan *plan, size_t company)
{
	size_t slots[VISIT_COURSE_MAX];

	return find_place(problem, plan, company, visit_bits_row(may, company), may->words, NULL, slots);
}

static void keep_better(struct search_work *work, const struct visit_plan *plan)
{
	const struct visit_problem *problem = work->problem;

	if (plan->value <= work->best.value)
		return;
	memcpy(work->best.slots, plan->slots, problem->company_count * sizeof(*plan->slots));
	memcpy(work->best.has, plan->has, problem->company_count * sizeof(bool));
	memcpy(work->best.owner, plan->owner, problem->slot_count * sizeof(size_t));
	memcpy(work->best.count, plan->count, problem->expert_count * sizeof(int));
	work->best.value = plan->value;
}

static bool has_room(const struct visit_problem *problem, const struct visit_plan *plan, size_t company, size_t slot)
{
	size_t expert = problem->slots[slot].expert;
	return plan->count[expert] + problem->companies[company].visits <= problem->experts[expert].room;
}

/* What of the flow is a programme by all rules, and then whoever still finds a place beside it: courses first. */
static void round_flow(struct search_work *work, const struct visit_bits *may, const struct visit_flow *flow)
{
	ARENA_SCOPED arena = {0};
	const struct visit_problem *problem = work->problem;
	struct visit_plan plan = make_plan(&arena, problem);

	for (size_t c = 0; c < problem->company_count; c++) {
		int visits = problem->companies[c].visits;
		size_t slots[VISIT_COURSE_MAX];
		bool fits = flow->units[c] == visits;
		memcpy(slots, flow->held[c], sizeof(slots));
		fits = fits && visit_chain_is(problem, c, slots) && has_room(problem, &plan, c, slots[0]);
		for (int i = 0; fits && i < visits; i++)
			fits = is_takeable(problem, &plan, c, slots[i]);
		if (fits)
			take(problem, &plan, c, slots);
	}
	for (int visits = VISIT_COURSE_MAX; visits > 0; visits--)
		for (size_t c = 0; c < problem->company_count; c++) {
			size_t slots[VISIT_COURSE_MAX];
			if (!plan.has[c] && problem->companies[c].visits == visits &&
			    find_place(problem, &plan, c, visit_bits_row(may, c), may->words, NULL, slots))
				take(problem, &plan, c, slots);
		}
	value_plan(problem, &plan);
	keep_better(work, &plan);
}

/* Takes from the others what goes when a company has a slot: the slot, and what would clash with the visit. */
static void reserve(const struct visit_problem *problem, struct visit_bits *may, size_t company, size_t slot)
{
	size_t first, end;

	visit_problem_near(problem, slot, &first, &end);
	for (size_t other = first; other < end; other++)
		for (size_t c = 0; c < problem->company_count; c++)
			if (c != company && visit_bits_get(may, c, other) &&
			    visit_problem_clash(problem, company, slot, c, other))
				visit_bits_set(may, c, other, false);
}

static void apply_fix(const struct visit_problem *problem, struct visit_bits *may, const struct fix *fix)
{
	size_t expert = problem->slots[fix->slot].expert;

	if (!fix->has) {
		visit_bits_set(may, fix->company, fix->slot, false);
		return;
	}
	reserve(problem, may, fix->company, fix->slot);
	for (size_t slot = 0; slot < problem->slot_count; slot++)
		if (problem->slots[slot].expert != expert)
			visit_bits_set(may, fix->company, slot, false);
}

/* The single visits anew beside the courses of the best programme: their loads come out as even as they can. */
static void even_out(struct search_work *work)
{
	ARENA_SCOPED arena = {0};
	const struct visit_problem *problem = work->problem;
	struct visit_bits may = visit_bits_new(&arena, problem->company_count, problem->slot_count);
	struct visit_flow flow;

	visit_bits_copy(&may, work->may);
	for (size_t c = 0; c < problem->company_count; c++) {
		if (problem->companies[c].visits == 1)
			continue;
		memset(visit_bits_row(&may, c), 0, may.words * sizeof(uint64_t));
		for (int i = 0; work->best.has[c] && i < problem->companies[c].visits; i++) {
			reserve(problem, &may, c, work->best.slots[c][i]);
			visit_bits_set(&may, c, work->best.slots[c][i], true);
		}
	}
	flow = visit_flow_solve(&arena, problem, &may);
	round_flow(work, work->may, &flow);
}

/* The first programme: courses take the slots that the fewest want, then the flow gives the rest what is left. */
static void begin_with_courses(struct search_work *work)
{
	ARENA_SCOPED arena = {0};
	const struct visit_problem *problem = work->problem;
	struct visit_bits may = visit_bits_new(&arena, problem->company_count, problem->slot_count);
	struct visit_plan plan = make_plan(&arena, problem);
	int64_t *wanted = arena_array(&arena, problem->slot_count, sizeof(*wanted));
	struct visit_flow flow;

	visit_bits_copy(&may, work->may);
	for (size_t slot = 0; slot < problem->slot_count; slot++)
		for (size_t c = 0; c < problem->company_count; c++)
			wanted[slot] += visit_bits_get(&may, c, slot);
	for (size_t c = 0; c < problem->company_count; c++) {
		uint64_t *row = visit_bits_row(&may, c);
		int visits = problem->companies[c].visits;
		size_t slots[VISIT_COURSE_MAX];
		bool is_placed;
		if (visits == 1)
			continue;
		is_placed = find_place(problem, &plan, c, row, may.words, wanted, slots);
		memset(row, 0, may.words * sizeof(*row));
		if (!is_placed)
			continue;
		take(problem, &plan, c, slots);
		for (int i = 0; i < visits; i++) {
			reserve(problem, &may, c, slots[i]);
			visit_bits_set(&may, c, slots[i], true);
		}
	}
	flow = visit_flow_solve(&arena, problem, &may);
	work->steps += flow.steps;
	round_flow(work, work->may, &flow);
}

static int count_forced(const struct search_work *work, size_t company)
{
	int count = 0;

	for (size_t i = 0; i < work->fix_count; i++)
		count += work->fixes[i].has && work->fixes[i].company == company;
	return count;
}

static bool is_forced(const struct search_work *work, size_t company, size_t slot)
{
	for (size_t i = 0; i < work->fix_count; i++)
		if (work->fixes[i].has && work->fixes[i].company == company && work->fixes[i].slot == slot)
			return true;
	return false;
}

/* What a company adds to the bound at best. VISIT_COST_NONE negative: it cannot have what it has to have. */
static int64_t best_gain(struct search_work *work, const struct visit_bits *may, const struct visit_prices *prices,
			 size_t company)
{
	const struct visit_problem *problem = work->problem;
	int64_t weight = problem->weight * problem->companies[company].visits, most = 0;
	int forced = count_forced(work, company);

	for (size_t i = 0; i < work->fix_count; i++)
		if (work->fixes[i].has && work->fixes[i].company == company)
			prices->slot[work->fixes[i].slot] += FORCED_COST;
	if (forced > 0)
		most = -VISIT_COST_NONE;
	for (size_t e = 0; e < problem->expert_count; e++) {
		int64_t cost = visit_chain_cheapest(problem, company, e, visit_bits_row(may, company), prices->slot,
						    prices->expert[e], NULL);
		if (cost < VISIT_COST_NONE && cost - forced * FORCED_COST < -FORCED_COST / 2 &&
		    weight - (cost - forced * FORCED_COST) > most)
			most = weight - (cost - forced * FORCED_COST);
	}
	for (size_t i = 0; i < work->fix_count; i++)
		if (work->fixes[i].has && work->fixes[i].company == company)
			prices->slot[work->fixes[i].slot] -= FORCED_COST;
	work->steps += problem->slot_count;
	return most;
}

/* Whether the experts have room for the companies that have to have a slot of theirs. */
static bool has_room_for_forced(const struct search_work *work)
{
	const struct visit_problem *problem = work->problem;

	for (size_t e = 0; e < problem->expert_count && work->fix_count > 0; e++) {
		int visits = 0;
		for (size_t i = 0; i < work->fix_count; i++) {
			const struct fix *fix = &work->fixes[i];
			bool is_first = fix->has && problem->slots[fix->slot].expert == e;
			for (size_t j = 0; j < i; j++)
				is_first = is_first && !(work->fixes[j].has && work->fixes[j].company == fix->company);
			visits += is_first ? problem->companies[fix->company].visits : 0;
		}
		if (visits > problem->experts[e].room)
			return false;
	}
	return true;
}

/* The greatest value that a programme of this part can have by these prices (Lagrange): whoever pays less than the
 * weight gains the difference, a slot its price, an expert what the prices leave beyond the loads. */
static int64_t bound_part(struct search_work *work, const struct visit_bits *may, const struct visit_prices *prices)
{
	const struct visit_problem *problem = work->problem;
	int64_t bound = 0;

	if (!has_room_for_forced(work))
		return -VISIT_COST_NONE;
	for (size_t e = 0; e < problem->expert_count; e++) {
		int64_t most = 0;
		for (int n = 1; n <= problem->experts[e].room; n++) {
			int64_t gain = prices->expert[e] * n - load_cost(problem, e, n);
			most = gain > most ? gain : most;
		}
		bound += most;
	}
	for (size_t slot = 0; slot < problem->slot_count; slot++)
		bound += prices->slot[slot];
	for (size_t c = 0; c < problem->company_count; c++) {
		int64_t gain = best_gain(work, may, prices, c);
		if (gain < 0)
			return gain;
		bound += gain;
	}
	return bound;
}

/* Another company's slot with the expert of a company whose slots are all forced and who yet finds no room there. */
static bool find_rival(const struct search_work *work, const struct visit_flow *flow, size_t company, size_t slot,
		       struct fix *ret_fix)
{
	const struct visit_expert *expert = &work->problem->experts[work->problem->slots[slot].expert];

	for (size_t other = expert->slot_first; other < expert->slot_first + expert->slot_count; other++) {
		*ret_fix = (struct fix){flow->owner[other], other, true};
		if (flow->owner[other] != VISIT_NONE && flow->owner[other] != company &&
		    !is_forced(work, flow->owner[other], other))
			return true;
	}
	return false;
}

static bool is_broken(const struct search_work *work, const struct visit_flow *flow, size_t company, int forced)
{
	size_t slots[VISIT_COURSE_MAX];

	memcpy(slots, flow->held[company], sizeof(slots));
	if (flow->units[company] == 0)
		return forced > 0;
	return flow->units[company] != work->problem->companies[company].visits ||
	       !visit_chain_is(work->problem, company, slots);
}

/* A slot of a course that the flow does not give as a whole. */
static bool find_broken_course(const struct search_work *work, const struct visit_bits *may,
			       const struct visit_flow *flow, struct fix *ret_fix)
{
	const struct visit_problem *problem = work->problem;

	for (size_t c = 0; c < problem->company_count; c++) {
		size_t forced_slot = VISIT_NONE;
		if (!is_broken(work, flow, c, count_forced(work, c)))
			continue;
		for (int i = 0; i < flow->units[c]; i++) {
			*ret_fix = (struct fix){c, flow->held[c][i], true};
			if (!is_forced(work, c, flow->held[c][i]))
				return true;
		}
		for (size_t slot = 0; slot < problem->slot_count; slot++) {
			*ret_fix = (struct fix){c, slot, true};
			if (visit_bits_get(may, c, slot) && !is_forced(work, c, slot))
				return true;
			if (is_forced(work, c, slot))
				forced_slot = slot;
		}
		if (forced_slot != VISIT_NONE && find_rival(work, flow, c, forced_slot, ret_fix))
			return true;
	}
	return false;
}

static bool find_clash(const struct search_work *work, const struct visit_flow *flow, struct fix *ret_fix)
{
	const struct visit_problem *problem = work->problem;

	for (size_t slot = 0; slot < problem->slot_count; slot++) {
		size_t first, end;
		visit_problem_near(problem, slot, &first, &end);
		for (size_t other = slot + 1; flow->owner[slot] != VISIT_NONE && other < end; other++) {
			if (flow->owner[other] == VISIT_NONE ||
			    !visit_problem_clash(problem, flow->owner[slot], slot, flow->owner[other], other))
				continue;
			*ret_fix = (struct fix){flow->owner[slot], slot, true};
			if (is_forced(work, flow->owner[slot], slot))
				*ret_fix = (struct fix){flow->owner[other], other, true};
			return true;
		}
	}
	return false;
}

static const struct visit_proof *search_part(struct search_work *work, int64_t *ret_bound);

static const struct visit_proof *search_half(struct search_work *work, struct fix fix, int64_t *ret_bound)
{
	const struct visit_proof *proof;

	work->fixes[work->fix_count++] = fix;
	proof = search_part(work, ret_bound);
	work->fix_count--;
	return proof;
}

static bool is_over(const struct search_work *work)
{
	return work->steps > STEPS_MAX || work->parts >= PARTS_MAX;
}

/* Halves the part, unless what its first half finds makes that needless, or nobody would look at the other one. */
static void halve(struct search_work *work, struct fix fix, struct visit_proof *proof, int64_t *bound)
{
	int64_t with, without;

	proof->company = fix.company;
	proof->slot = fix.slot;
	proof->with = search_half(work, fix, &with);
	if (*bound <= work->best.value || is_over(work)) {
		proof->with = NULL;
		return;
	}
	fix.has = false;
	proof->without = search_half(work, fix, &without);
	with = with > without ? with : without;
	*bound = with < *bound ? with : *bound;
}

static const struct visit_proof *search_part(struct search_work *work, int64_t *ret_bound)
{
	ARENA_SCOPED arena = {0};
	const struct visit_problem *problem = work->problem;
	struct visit_proof *proof = arena_alloc(work->arena, sizeof(*proof));
	struct visit_bits may = visit_bits_new(&arena, problem->company_count, problem->slot_count);
	struct visit_flow flow;
	struct fix fix;

	work->parts++;
	visit_bits_copy(&may, work->may);
	for (size_t i = 0; i < work->fix_count; i++)
		apply_fix(problem, &may, &work->fixes[i]);
	for (size_t c = 0; c < problem->company_count; c++)
		visit_chain_prune(problem, c, visit_bits_row(&may, c));
	flow = visit_flow_solve(&arena, problem, &may);
	proof->prices = visit_flow_prices(work->arena, problem, &may, &flow);
	work->steps += flow.steps + problem->company_count * may.words + 50 * problem->slot_count;
	*ret_bound = bound_part(work, &may, &proof->prices);
	if (*ret_bound <= work->best.value)
		return proof;
	round_flow(work, work->may, &flow);
	if (*ret_bound <= work->best.value || is_over(work) || work->fix_count >= DEPTH_MAX)
		return proof;
	if (find_broken_course(work, &may, &flow, &fix) || find_clash(work, &flow, &fix))
		halve(work, fix, proof, ret_bound);
	return proof;
}

struct visit_search_result visit_search_run(struct arena *arena, const struct visit_problem *problem,
					    const struct visit_bits *may)
{
	struct visit_search_result result;
	struct search_work *work = arena_alloc(arena, sizeof(*work));

	*work = (struct search_work){.arena = arena, .problem = problem, .may = may};
	work->best = make_plan(arena, problem);
	begin_with_courses(work);
	result.proof = search_part(work, &result.bound);
	if (work->best.value < result.bound)
		even_out(work);
	result.plan = work->best;
	return result;
}
