/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "visits/visit_check_priv.h"

static enum err check_visit(struct visit_check *checking, const struct value *visit, size_t company, size_t expert,
			    size_t *ret_slot)
{
	const char *id = value_get_text(visit_check_company(checking, company), "id");
	int64_t number = value_get_int(visit, "slot", 0), from, until;
	size_t count = checking->first[expert + 1] - checking->first[expert], slot;

	if (number < 1 || number > (int64_t)count || !visit_check_ms(visit, "from", &from) ||
	    !visit_check_ms(visit, "until", &until))
		return SAY(checking, "a visit of \"%s\" has no slot or no times", id);
	slot = checking->first[expert] + (size_t)number - 1;
	if (checking->starts[company * checking->slot_count + slot] == NEVER)
		return SAY(checking, "\"%s\" cannot have slot %lld of that expert at all", id, (long long)number);
	if (checking->starts[company * checking->slot_count + slot] != from || from + checking->minutes_ms != until)
		return SAY(checking, "the visit of \"%s\" in slot %lld has other times than the rules give it", id,
			   (long long)number);
	if (checking->slots[slot].taker != NOWHERE)
		return SAY(checking, "slot %lld of the expert of \"%s\" is given twice", (long long)number, id);
	checking->slots[slot].taker = company;
	*ret_slot = slot;
	return ERR_OK;
}

static enum err check_company(struct visit_check *checking, const struct value *entry)
{
	const char *id = value_get_text(entry, "company");
	size_t company = visit_check_find(checking->companies, id),
	       expert = visit_check_find(checking->experts, value_get_text(entry, "expert"));
	const struct value *visits = value_get(entry, "visits");
	enum err err = ERR_OK;

	if (company == NOWHERE || expert == NOWHERE || checking->has[company])
		return SAY(checking, "the assignment names \"%s\" twice, or nobody of that name", id);
	if ((int)value_count(visits) != visit_check_visits(checking, company))
		return SAY(checking, "\"%s\" has another number of visits than its course", id);
	checking->has[company] = true;
	checking->added[expert] += visit_check_visits(checking, company);
	for (size_t i = 0, before = 0; !err && i < value_count(visits); i++) {
		size_t slot = 0;
		err = check_visit(checking, value_at(visits, i), company, expert, &slot);
		if (!err && i > 0 && checking->slots[before].day + checking->gap > checking->slots[slot].day)
			return SAY(checking, "the visits of \"%s\" are not in order with %lld days between them", id,
				   (long long)checking->gap);
		before = slot;
	}
	return err;
}

static enum err check_experts(struct visit_check *checking, const struct value *proposal)
{
	const struct value *loads = value_get(proposal, "loads");

	for (size_t slot = 0; slot < checking->slot_count; slot++)
		if (checking->slots[slot].taker != NOWHERE &&
		    !visit_check_can_take(checking, checking->slots[slot].taker, slot))
			return SAY(checking,
				   "the expert of \"%s\" cannot come from, or go on to, another visit in time",
				   value_get_text(visit_check_company(checking, checking->slots[slot].taker), "id"));
	for (size_t e = 0; e < value_count(checking->experts); e++) {
		const char *id = value_get_text(value_at(checking->experts, e), "id");
		if (checking->added[e] > checking->room[e])
			return SAY(checking, "\"%s\" has more visits than the capacity", id);
		if (strcmp(value_get_text(value_at(loads, e), "expert"), id) != 0 ||
		    value_get_int(value_at(loads, e), "visits", -1) != checking->added[e])
			return SAY(checking, "\"loads\" is wrong for \"%s\"", id);
	}
	return ERR_OK;
}

static enum err check_value(struct visit_check *checking, const struct value *proposal)
{
	int64_t value = 0, visits = 0, companies = 0, bound = value_get_int(proposal, "bound", -1);
	const struct value *optimal = value_get(proposal, "optimal");

	for (size_t c = 0; c < value_count(checking->companies); c++) {
		visits += checking->has[c] ? visit_check_visits(checking, c) : 0;
		companies += checking->has[c];
	}
	value = visits * checking->weight;
	for (size_t e = 0; e < value_count(checking->experts); e++)
		value -= visit_check_growth(checking, e, checking->added[e]);
	if (value_get_int(proposal, "value", -1) != value)
		return SAY(checking, "the value is %lld", (long long)value);
	if (value_get_int(proposal, "visits", -1) != visits || value_get_int(proposal, "companies", -1) != companies)
		return SAY(checking, "there are %lld visits of %lld companies", (long long)visits,
			   (long long)companies);
	if (bound < value || !optimal || optimal->kind != VALUE_BOOL || optimal->boolean != (bound == value))
		return SAY(checking, "\"optimal\" does not say whether the bound is the value");
	return ERR_OK;
}

/* The first of these that is true is the reason. */
static const char *reason_of(struct visit_check *checking, size_t company)
{
	bool goes = false, may_come = false, meets = false, has_course = false, has_room = false;

	for (size_t e = 0; e < value_count(checking->experts); e++) {
		if (!visit_check_goes_to(checking, company, e))
			continue;
		goes = true;
		may_come = may_come || !visit_check_is_in_conflict(checking, company, e);
		for (size_t s = checking->first[e]; s < checking->first[e + 1]; s++)
			meets = meets || checking->starts[company * checking->slot_count + s] != NEVER;
		memset(checking->price_slot, 0, checking->slot_count * sizeof(int64_t));
		memset(checking->price_expert, 0, value_count(checking->experts) * sizeof(int64_t));
		if (visit_check_least_cost(checking, company, e, 0, false) == COST_NONE)
			continue;
		has_course = true;
		if (checking->added[e] + visit_check_visits(checking, company) > checking->room[e])
			continue;
		has_room = true;
		if (visit_check_least_cost(checking, company, e, 0, true) != COST_NONE)
			return NULL;
	}
	return !goes         ? "area"
	       : !may_come   ? "conflict"
	       : !meets      ? "no_common_time"
	       : !has_course ? "no_course"
	       : !has_room   ? "capacity"
			     : "taken";
}

static enum err check_reasons(struct visit_check *checking, const struct value *proposal)
{
	const struct value *without = value_get(proposal, "without");
	size_t next = 0;

	for (size_t c = 0; c < value_count(checking->companies); c++) {
		const char *id = value_get_text(visit_check_company(checking, c), "id"), *reason;
		const struct value *entry = value_at(without, next);
		if (checking->has[c])
			continue;
		next++;
		if (strcmp(value_get_text(entry, "company"), id) != 0)
			return SAY(checking, "\"without\" does not name \"%s\" in its turn", id);
		reason = reason_of(checking, c);
		if (!reason)
			return SAY(checking, "\"%s\" could have its visits beside all others", id);
		if (strcmp(value_get_text(entry, "reason"), reason) != 0)
			return SAY(checking, "the reason of \"%s\" is \"%s\"", id, reason);
	}
	return next == value_count(without) ? ERR_OK : SAY(checking, "\"without\" names too many");
}

enum err visit_check_run(const struct value *proposal, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	struct visit_check *checking = arena_alloc(&arena, sizeof(*checking));
	const struct value *assignment = value_get(proposal, "assignment");
	enum err err;

	checking->arena = &arena;
	checking->why = why;
	if (value_get_int(proposal, "version", 0) != 1 || !assignment || assignment->kind != VALUE_LIST)
		return SAY(checking, "this is no proposal of version 1");
	err = visit_check_read(checking, proposal);
	for (size_t i = 0; !err && i < value_count(assignment); i++)
		err = check_company(checking, value_at(assignment, i));
	if (!err)
		err = check_experts(checking, proposal);
	if (!err)
		err = check_value(checking, proposal);
	if (!err)
		err = visit_check_bound(checking, proposal);
	return err ? err : check_reasons(checking, proposal);
}
