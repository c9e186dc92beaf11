/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_flow.h"

#include <string.h>

/* What a search has not met yet. Where it ended without a way, nothing that it met leads anywhere while the level
 * stays: the later searches of the level leave it out. */
struct flow_marks {
	uint64_t *fresh; /* bits of slots */
	bool *company, *expert;
};

struct flow_work {
	const struct visit_problem *problem;
	const struct visit_bits *may;
	struct visit_flow *flow;
	size_t words;
	int level; /* experts with fewer visits are open */
	struct flow_marks met, dead;
	size_t *queue, queue_count;
	size_t *wanted_by;      /* by slot: the company that met it */
	size_t *leaves, *cedes; /* by company: the slot that it leaves, and the one that is taken for it */
};

static struct flow_marks make_marks(struct arena *arena, const struct flow_work *work)
{
	const struct visit_problem *problem = work->problem;

	return (struct flow_marks){arena_array(arena, work->words, sizeof(uint64_t)),
				   arena_array(arena, problem->company_count, sizeof(bool)),
				   arena_array(arena, problem->expert_count, sizeof(bool))};
}

static void copy_marks(const struct flow_work *work, struct flow_marks *to, const struct flow_marks *from)
{
	memcpy(to->fresh, from->fresh, work->words * sizeof(uint64_t));
	memcpy(to->company, from->company, work->problem->company_count * sizeof(bool));
	memcpy(to->expert, from->expert, work->problem->expert_count * sizeof(bool));
}

static bool is_open(const struct flow_work *work, size_t expert)
{
	const struct visit_expert *of = &work->problem->experts[expert];

	return work->flow->count[expert] < of->room && of->load + work->flow->count[expert] < work->level;
}

static void enter_company(struct flow_work *work, size_t company, size_t leaves, size_t cedes)
{
	if (work->met.company[company])
		return;
	work->met.company[company] = true;
	work->leaves[company] = leaves;
	work->cedes[company] = cedes;
	work->queue[work->queue_count++] = company;
}

/* A free slot of an expert who may take no more: whoever has another slot of the expert may leave that instead. */
static void enter_expert(struct flow_work *work, size_t expert, size_t slot)
{
	const struct visit_expert *of = &work->problem->experts[expert];

	if (work->met.expert[expert])
		return;
	work->met.expert[expert] = true;
	work->flow->steps += of->slot_count;
	for (size_t other = of->slot_first; other < of->slot_first + of->slot_count; other++)
		if (work->flow->owner[other] != VISIT_NONE)
			enter_company(work, work->flow->owner[other], other, slot);
}

/* The first free slot of an open expert that the companies of the queue lead to, or VISIT_NONE. */
static size_t search(struct flow_work *work)
{
	for (size_t next = 0; next < work->queue_count; next++) {
		size_t company = work->queue[next];
		const uint64_t *row = visit_bits_row(work->may, company);
		work->flow->steps += work->words;
		for (size_t word = 0; word < work->words; word++) {
			uint64_t bits = row[word] & work->met.fresh[word];
			work->met.fresh[word] &= ~bits;
			for (; bits; bits &= bits - 1) {
				size_t slot = word * 64 + (size_t)__builtin_ctzll(bits);
				size_t owner = work->flow->owner[slot], expert = work->problem->slots[slot].expert;
				work->wanted_by[slot] = company;
				if (owner != VISIT_NONE)
					enter_company(work, owner, slot, slot);
				else if (is_open(work, expert))
					return slot;
				else
					enter_expert(work, expert, slot);
			}
		}
	}
	return VISIT_NONE;
}

static void hold(struct visit_flow *flow, size_t company, size_t instead_of, size_t slot)
{
	int place = 0;

	if (instead_of == VISIT_NONE)
		place = flow->units[company]++;
	else
		while (flow->held[company][place] != instead_of)
			place++;
	flow->held[company][place] = slot;
	flow->owner[slot] = company;
}

/* Everybody on the way takes the slot that was met, and leaves the one for which they were met. */
static void augment(struct flow_work *work, size_t slot)
{
	size_t company = work->wanted_by[slot];

	work->flow->count[work->problem->slots[slot].expert]++;
	for (;;) {
		size_t leaves = work->leaves[company], cedes = work->cedes[company];
		if (leaves != VISIT_NONE)
			work->flow->owner[leaves] = VISIT_NONE;
		hold(work->flow, company, leaves, slot);
		if (leaves == VISIT_NONE)
			return;
		slot = cedes;
		company = work->wanted_by[slot];
	}
}

/* One more visit of that company at this level, if there is a way. */
static bool add_visit(struct flow_work *work, size_t company)
{
	size_t slot;

	copy_marks(work, &work->met, &work->dead);
	work->queue_count = 0;
	enter_company(work, company, VISIT_NONE, VISIT_NONE);
	slot = search(work);
	if (slot == VISIT_NONE) {
		copy_marks(work, &work->dead, &work->met);
		return false;
	}
	augment(work, slot);
	return true;
}

/* The least load that an expert has who may take one more; -1 when none may. */
static int next_level(const struct flow_work *work)
{
	int least = -1;

	for (size_t e = 0; e < work->problem->expert_count; e++) {
		int load = work->problem->experts[e].load + work->flow->count[e];
		if (work->flow->count[e] < work->problem->experts[e].room && load >= work->level &&
		    (least < 0 || load < least))
			least = load;
	}
	return least;
}

static void begin_level(struct flow_work *work, int level)
{
	work->level = level;
	memset(work->dead.fresh, 0xff, work->words * sizeof(uint64_t));
	memset(work->dead.company, 0, work->problem->company_count * sizeof(bool));
	memset(work->dead.expert, 0, work->problem->expert_count * sizeof(bool));
}

static struct visit_flow make_flow(struct arena *arena, const struct visit_problem *problem)
{
	struct visit_flow flow = {
		.owner = arena_array(arena, problem->slot_count, sizeof(size_t)),
		.units = arena_array(arena, problem->company_count, sizeof(int)),
		.held = arena_array(arena, problem->company_count, sizeof(*flow.held)),
		.count = arena_array(arena, problem->expert_count, sizeof(int)),
	};

	for (size_t i = 0; i < problem->slot_count; i++)
		flow.owner[i] = VISIT_NONE;
	return flow;
}

struct visit_flow visit_flow_solve(struct arena *arena, const struct visit_problem *problem,
				   const struct visit_bits *may)
{
	ARENA_SCOPED own = {0};
	struct visit_flow flow = make_flow(arena, problem);
	struct flow_work work = {.problem = problem, .may = may, .flow = &flow, .words = may->words};

	work.met = make_marks(&own, &work);
	work.dead = make_marks(&own, &work);
	work.queue = arena_array(&own, problem->company_count, sizeof(size_t));
	work.wanted_by = arena_array(&own, problem->slot_count, sizeof(size_t));
	work.leaves = arena_array(&own, problem->company_count, sizeof(size_t));
	work.cedes = arena_array(&own, problem->company_count, sizeof(size_t));
	for (int level = next_level(&work); level >= 0; level = next_level(&work)) {
		begin_level(&work, level + 1);
		for (size_t company = 0; company < problem->company_count; company++)
			while (flow.units[company] < problem->companies[company].visits && add_visit(&work, company))
				;
	}
	return flow;
}

/* The cost of the cheapest way from each to one more visit; INT64_MAX: there is none. */
struct flow_distances {
	const struct visit_problem *problem;
	const struct visit_bits *may;
	const struct visit_flow *flow;
	int64_t *expert, *slot, *company;
	size_t *queue, queue_count; /* slots that were reached */
};

static void reach_slot(struct flow_distances *to, size_t slot, int64_t cost)
{
	if (to->slot[slot] != INT64_MAX)
		return;
	to->slot[slot] = cost;
	to->queue[to->queue_count++] = slot;
}

static void reach_expert(struct flow_distances *to, size_t expert, int64_t cost)
{
	const struct visit_expert *of = &to->problem->experts[expert];

	if (to->expert[expert] != INT64_MAX)
		return;
	to->expert[expert] = cost;
	for (size_t slot = of->slot_first; slot < of->slot_first + of->slot_count; slot++)
		if (to->flow->owner[slot] == VISIT_NONE)
			reach_slot(to, slot, cost);
}

static void reach_company(struct flow_distances *to, size_t company, int64_t cost)
{
	if (to->company[company] != INT64_MAX)
		return;
	to->company[company] = cost;
	for (int i = 0; i < to->flow->units[company]; i++) {
		size_t slot = to->flow->held[company][i];
		reach_slot(to, slot, cost);
		reach_expert(to, to->problem->slots[slot].expert, cost);
	}
}

static void spread(struct flow_distances *to, int64_t cost)
{
	for (size_t next = 0; next < to->queue_count; next++)
		for (size_t company = 0; company < to->problem->company_count; company++)
			if (to->company[company] == INT64_MAX && visit_bits_get(to->may, company, to->queue[next]))
				reach_company(to, company, cost);
	to->queue_count = 0;
}

static int64_t next_cost(const struct flow_distances *to, int64_t after)
{
	int64_t least = INT64_MAX;

	for (size_t e = 0; e < to->problem->expert_count; e++) {
		int64_t cost = 2 * ((int64_t)to->problem->experts[e].load + to->flow->count[e]) + 1;
		if (to->flow->count[e] < to->problem->experts[e].room && cost > after && cost < least)
			least = cost;
	}
	return least;
}

static int64_t *unreached(struct arena *arena, size_t count)
{
	int64_t *costs = arena_array(arena, count, sizeof(*costs));

	for (size_t i = 0; i < count; i++)
		costs[i] = INT64_MAX;
	return costs;
}

struct visit_prices visit_flow_prices(struct arena *arena, const struct visit_problem *problem,
				      const struct visit_bits *may, const struct visit_flow *flow)
{
	ARENA_SCOPED own = {0};
	struct flow_distances to = {problem,
				    may,
				    flow,
				    unreached(arena, problem->expert_count),
				    unreached(arena, problem->slot_count),
				    unreached(&own, problem->company_count),
				    arena_array(&own, problem->slot_count, sizeof(size_t)),
				    0};

	for (int64_t cost = next_cost(&to, 0); cost < INT64_MAX; cost = next_cost(&to, cost)) {
		for (size_t e = 0; e < problem->expert_count; e++)
			if (flow->count[e] < problem->experts[e].room &&
			    2 * ((int64_t)problem->experts[e].load + flow->count[e]) + 1 == cost)
				reach_expert(&to, e, cost);
		spread(&to, cost);
	}
	for (size_t e = 0; e < problem->expert_count; e++)
		if (to.expert[e] > problem->weight)
			to.expert[e] = problem->weight;
	for (size_t slot = 0; slot < problem->slot_count; slot++) {
		int64_t of_slot = to.slot[slot] < problem->weight ? to.slot[slot] : problem->weight;
		int64_t of_expert = to.expert[problem->slots[slot].expert];
		to.slot[slot] = of_slot > of_expert ? of_slot - of_expert : 0;
	}
	return (struct visit_prices){to.expert, to.slot};
}
