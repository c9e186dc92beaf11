/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_check_priv.h"

int64_t visit_check_growth(const struct visit_check *checking, size_t expert, int64_t visits)
{
	int64_t load = checking->loads[expert];

	return visits * visits + 2 * load * visits;
}

/* Whether the part of the proof, or with fresh the assignment, lets the company have the slot. */
static bool is_left(const struct visit_check *checking, size_t company, size_t slot, bool beside_assignment)
{
	if (checking->starts[company * checking->slot_count + slot] == NEVER)
		return false;
	if (beside_assignment)
		return visit_check_can_take(checking, company, slot);
	for (size_t i = 0; i < checking->given_count; i++) {
		const struct visit_check_given *given = &checking->given[i];
		if (given->company == company) {
			if ((!given->has && given->slot == slot) ||
			    (given->has && checking->slots[given->slot].expert != checking->slots[slot].expert))
				return false;
		} else if (given->has && visit_check_collide(checking, given->company, given->slot, company, slot)) {
			return false;
		}
	}
	return true;
}

static bool is_given(const struct visit_check *checking, size_t company, size_t slot)
{
	for (size_t i = 0; i < checking->given_count; i++)
		if (checking->given[i].has && checking->given[i].company == company && checking->given[i].slot == slot)
			return true;
	return false;
}

static bool suits_any(const struct visit_check *checking, size_t company, size_t expert)
{
	for (size_t s = checking->first[expert]; s < checking->first[expert + 1]; s++)
		if (checking->starts[company * checking->slot_count + s] != NEVER)
			return true;
	return false;
}

/* What the company's visits with that expert cost at least by the prices, with all slots among them that it was given;
 * COST_NONE: it cannot have them. least[v][g] is the least cost of v visits, g of them in given slots, in the slots
 * that lie early enough; later[i] keeps those of each slot until it is early enough. */
int64_t visit_check_least_cost(const struct visit_check *checking, size_t company, size_t expert, int needed,
			       bool beside)
{
	ARENA_SCOPED arena = {0};
	size_t first = checking->first[expert], count = checking->first[expert + 1] - first, early = 0;
	int64_t(*later)[COURSE_MAX + 1][COURSE_MAX + 1] = arena_array(&arena, count, sizeof(*later));
	int64_t least[COURSE_MAX + 1][COURSE_MAX + 1], best = COST_NONE;
	int visits = visit_check_visits(checking, company);

	if (!suits_any(checking, company, expert))
		return COST_NONE;
	for (int v = 0; v <= COURSE_MAX; v++)
		for (int g = 0; g <= COURSE_MAX; g++)
			least[v][g] = v == 0 && g == 0 ? 0 : COST_NONE;
	for (size_t i = 0; i < count; i++) {
		const struct visit_check_slot *slot = &checking->slots[first + i];
		bool left = is_left(checking, company, first + i, beside);
		int more = left && is_given(checking, company, first + i);
		int64_t price = beside ? 0 : checking->price_expert[expert] + checking->price_slot[first + i];
		for (; checking->slots[first + early].day + checking->gap <= slot->day; early++)
			for (int v = 1; v <= COURSE_MAX; v++)
				for (int g = 0; g <= COURSE_MAX; g++)
					if (later[early][v][g] < least[v][g])
						least[v][g] = later[early][v][g];
		for (int g = 0; g <= COURSE_MAX; g++)
			later[i][0][g] = COST_NONE;
		for (int v = 1; v <= COURSE_MAX; v++)
			for (int g = 0; g <= COURSE_MAX; g++) {
				bool can = left && g >= more && least[v - 1][g - more] < COST_NONE;
				later[i][v][g] = can ? least[v - 1][g - more] + price : COST_NONE;
			}
		if (later[i][visits][needed] < best)
			best = later[i][visits][needed];
	}
	return best;
}

static enum err read_prices(struct visit_check *checking, const struct value *part)
{
	const struct value *experts = value_get(part, "experts"), *slots = value_get(part, "slots");

	for (size_t e = 0; e < value_count(checking->experts); e++) {
		const struct value *price = value_at(experts, e), *list = value_at(slots, e);
		if (!price || price->kind != VALUE_INT || price->integer < 0 || price->integer > PRICE_MAX)
			return SAY(checking, "the proof has no price of expert %zu from 0 on", e + 1);
		checking->price_expert[e] = price->integer;
		for (size_t s = checking->first[e]; s < checking->first[e + 1]; s++) {
			price = value_at(list, s - checking->first[e]);
			if (!price || price->kind != VALUE_INT || price->integer < 0 || price->integer > PRICE_MAX)
				return SAY(checking, "the proof has no price of slot %zu of expert %zu from 0 on",
					   s - checking->first[e] + 1, e + 1);
			checking->price_slot[s] = price->integer;
		}
	}
	return ERR_OK;
}

/* Whether an expert has no room for the companies that are given slots of theirs. */
static bool is_overfull(const struct visit_check *checking)
{
	int visits[EXPERTS_MAX] = {0};

	for (size_t i = 0; i < checking->given_count; i++) {
		const struct visit_check_given *given = &checking->given[i];
		size_t expert = checking->slots[given->slot].expert;
		bool is_counted = !given->has;
		for (size_t j = 0; j < i; j++)
			is_counted =
				is_counted || (checking->given[j].has && checking->given[j].company == given->company);
		visits[expert] += is_counted ? 0 : visit_check_visits(checking, given->company);
		if (visits[expert] > checking->room[expert])
			return true;
	}
	return false;
}

/* The bound of a part that is not halved; NEVER: there is no programme in it. */
static int64_t bound_of(const struct visit_check *checking)
{
	int64_t bound = 0;

	if (is_overfull(checking))
		return NEVER;
	for (size_t e = 0; e < value_count(checking->experts); e++) {
		int64_t most = 0;
		for (int n = 1; n <= checking->room[e]; n++)
			if (checking->price_expert[e] * n - visit_check_growth(checking, e, n) > most)
				most = checking->price_expert[e] * n - visit_check_growth(checking, e, n);
		bound += most;
	}
	for (size_t s = 0; s < checking->slot_count; s++)
		bound += checking->price_slot[s];
	for (size_t c = 0; c < value_count(checking->companies); c++) {
		int needed = 0;
		int64_t cost = COST_NONE, gain;
		for (size_t i = 0; i < checking->given_count; i++)
			needed += checking->given[i].has && checking->given[i].company == c;
		if (needed > COURSE_MAX)
			return NEVER;
		for (size_t e = 0; e < value_count(checking->experts); e++) {
			int64_t here = visit_check_least_cost(checking, c, e, needed, false);
			cost = here < cost ? here : cost;
		}
		if (cost == COST_NONE && needed > 0)
			return NEVER;
		gain = cost == COST_NONE ? 0 : visit_check_visits(checking, c) * checking->weight - cost;
		bound += gain > 0 || needed > 0 ? gain : 0;
	}
	return bound;
}

/* A part names its halves by later places of the list, so this ends. */
static enum err check_part(struct visit_check *checking, size_t place, int64_t *ret_bound) // NOLINT(misc-no-recursion)
{
	const struct value *part = value_at(checking->proof, place);
	size_t company = visit_check_find(checking->companies, value_get_text(part, "company"));
	size_t expert = visit_check_find(checking->experts, value_get_text(part, "expert"));
	int64_t slot = value_get_int(part, "slot", 0), halves[2];

	if (!value_get(part, "with")) {
		enum err err = read_prices(checking, part);
		if (!err)
			*ret_bound = bound_of(checking);
		return err;
	}
	if (company == NOWHERE || expert == NOWHERE || slot < 1 ||
	    slot > (int64_t)(checking->first[expert + 1] - checking->first[expert]) || checking->given_count == 300)
		return SAY(checking, "part %zu of the proof is halved by no slot", place);
	for (int half = 0; half < 2; half++) {
		int64_t next = value_get_int(part, half == 0 ? "with" : "without", 0);
		enum err err;
		if (next <= (int64_t)place || next >= (int64_t)value_count(checking->proof))
			return SAY(checking, "part %zu of the proof has no halves behind it", place);
		checking->given[checking->given_count++] =
			(struct visit_check_given){company, checking->first[expert] + (size_t)slot - 1, half == 0};
		err = check_part(checking, (size_t)next, &halves[half]);
		checking->given_count--;
		if (err)
			return err;
	}
	*ret_bound = halves[0] > halves[1] ? halves[0] : halves[1];
	return ERR_OK;
}

enum err visit_check_bound(struct visit_check *checking, const struct value *proposal)
{
	int64_t bound = 0, claimed = value_get_int(proposal, "bound", -1);
	enum err err;

	checking->proof = value_get(proposal, "proof");
	if (value_count(checking->proof) == 0 || value_count(checking->proof) > PARTS_MAX)
		return SAY(checking, "\"proof\" has no parts, or more than %d", PARTS_MAX);
	checking->price_expert = arena_array(checking->arena, value_count(checking->experts), sizeof(int64_t));
	checking->price_slot = arena_array(checking->arena, checking->slot_count, sizeof(int64_t));
	err = check_part(checking, 0, &bound);
	if (!err && bound > claimed)
		return SAY(checking, "the proof shows no more than %lld, not the bound %lld", (long long)bound,
			   (long long)claimed);
	return err;
}
