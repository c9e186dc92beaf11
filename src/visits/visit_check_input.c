/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "calendar/business_day.h"
#include "visits/visit_check_priv.h"

const struct value *visit_check_company(const struct visit_check *checking, size_t company)
{
	return value_at(checking->companies, company);
}

size_t visit_check_find(const struct value *list, const char *id)
{
	for (size_t i = 0; i < value_count(list); i++)
		if (strcmp(value_get_text(value_at(list, i), "id"), id) == 0)
			return i;
	return NOWHERE;
}

int visit_check_visits(const struct visit_check *checking, size_t company)
{
	return (int)value_get_int(visit_check_company(checking, company), "visits", 0);
}

bool visit_check_ms(const struct value *map, const char *key, int64_t *ret_ms)
{
	return day_parse_instant(str_from(value_get_text(map, key)), ret_ms);
}

static bool names(const struct value *list, const char *name)
{
	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *item = value_at(list, i);
		if (item->kind == VALUE_TEXT && str_is(item->text, name))
			return true;
	}
	return false;
}

static bool is_working_day(const struct visit_check *checking, int64_t day)
{
	const struct value *closed = value_get(checking->rules, "closed");
	struct civil civil = day_to_civil(day);
	int now = civil.month * 100 + civil.day;
	char text[16];

	for (size_t i = 0; i < value_count(closed); i++) {
		int from[2] = {0}, until[2] = {0};
		const char *a = value_get_text(value_at(closed, i), "from"),
			   *b = value_get_text(value_at(closed, i), "until");
		for (int part = 0; part < 2 && strlen(a) == 5 && strlen(b) == 5; part++) {
			from[part] = (a[3 * part] - '0') * 10 + a[3 * part + 1] - '0';
			until[part] = (b[3 * part] - '0') * 10 + b[3 * part + 1] - '0';
		}
		int first = from[0] * 100 + from[1], last = until[0] * 100 + until[1];
		if (first <= last ? first <= now && now <= last : now >= first || now <= last)
			return false;
	}
	snprintf(text, sizeof(text), "%04d-%02d-%02d", civil.year % 10000, civil.month % 100, civil.day % 100);
	return !names(value_get(checking->rules, "holidays"), text) && business_day_is(day, NULL, 0);
}

bool visit_check_goes_to(const struct visit_check *checking, size_t company, size_t expert)
{
	const struct value *map = visit_check_company(checking, company),
			   *areas = value_get(value_at(checking->experts, expert), "goes_to");
	const char *bond = value_get_text(map, "expert");

	if (bond[0] != '\0' && strcmp(bond, value_get_text(value_at(checking->experts, expert), "id")) != 0)
		return false;
	return value_get_bool(map, "remote") || !areas || names(areas, value_get_text(map, "area"));
}

bool visit_check_is_in_conflict(const struct visit_check *checking, size_t company, size_t expert)
{
	return names(value_get(value_at(checking->experts, expert), "conflicts"),
		     value_get_text(visit_check_company(checking, company), "id"));
}

/* When a company is free, read once; many asks follow. */
struct free_times {
	bool is_always;
	int64_t (*times)[2];
	size_t count;
};

static struct free_times read_free(const struct visit_check *checking, struct arena *arena, size_t company)
{
	const struct value *list = value_get(visit_check_company(checking, company), "free");
	struct free_times free = {!list, arena_array(arena, value_count(list), sizeof(*free.times)), 0};

	for (size_t i = 0; i < value_count(list); i++)
		if (visit_check_ms(value_at(list, i), "from", &free.times[free.count][0]) &&
		    visit_check_ms(value_at(list, i), "until", &free.times[free.count][1]))
			free.count++;
	return free;
}

/* When the visit of a company in a slot begins by the rules, or NEVER. */
static int64_t start_of(const struct visit_check *checking, const struct free_times *free,
			const struct visit_check_slot *slot)
{
	int64_t length = checking->minutes_ms;

	if (free->is_always)
		return slot->from_ms + length <= slot->until_ms ? slot->from_ms : NEVER;
	for (size_t i = 0; i < free->count; i++) {
		int64_t from = free->times[i][0], until = free->times[i][1];
		int64_t start = from > slot->from_ms ? from : slot->from_ms;
		if (start + length <= until && start + length <= slot->until_ms)
			return start;
	}
	return NEVER;
}

static enum err read_slots(struct visit_check *checking)
{
	size_t cap = 0;

	for (size_t e = 0; e < value_count(checking->experts); e++) {
		const struct value *list = value_get(value_at(checking->experts, e), "slots");
		checking->first[e] = checking->slot_count;
		for (size_t i = 0; i < value_count(list); i++) {
			struct visit_check_slot slot = {.expert = e, .taker = NOWHERE};
			if (!visit_check_ms(value_at(list, i), "from", &slot.from_ms) ||
			    !visit_check_ms(value_at(list, i), "until", &slot.until_ms) ||
			    checking->slot_count == SLOTS_MAX)
				return SAY(checking, "expert %zu, slot %zu: it has no times, or there are too many",
					   e + 1, i + 1);
			slot.day = day_of_ms(slot.from_ms);
			if (i > 0 && checking->slots[checking->slot_count - 1].from_ms > slot.from_ms)
				return SAY(checking, "expert %zu, slot %zu: it begins before the one above it", e + 1,
					   i + 1);
			checking->slots =
				arena_grow(checking->arena, checking->slots, checking->slot_count, &cap, sizeof(slot));
			checking->slots[checking->slot_count++] = slot;
		}
	}
	checking->first[value_count(checking->experts)] = checking->slot_count;
	return ERR_OK;
}

static void find_starts_of(struct visit_check *checking, const bool *works, size_t company)
{
	ARENA_SCOPED arena = {0};
	const char *after = value_get_text(visit_check_company(checking, company), "not_before");
	struct free_times free = read_free(checking, &arena, company);
	int64_t first_day = INT64_MIN, *starts = &checking->starts[company * checking->slot_count];

	for (size_t s = 0; s < checking->slot_count; s++)
		starts[s] = NEVER;
	if (after[0] != '\0' && !day_parse(str_from(after), &first_day))
		return;
	for (size_t e = 0; e < value_count(checking->experts); e++) {
		if (!visit_check_goes_to(checking, company, e) || visit_check_is_in_conflict(checking, company, e))
			continue;
		for (size_t s = checking->first[e]; s < checking->first[e + 1]; s++)
			if (works[s] && checking->slots[s].day >= first_day)
				starts[s] = start_of(checking, &free, &checking->slots[s]);
	}
}

static void find_starts(struct visit_check *checking)
{
	size_t count = value_count(checking->companies);
	bool *works = arena_array(checking->arena, checking->slot_count, sizeof(bool));

	checking->starts = arena_array(checking->arena, count * checking->slot_count, sizeof(int64_t));
	for (size_t s = 0; s < checking->slot_count; s++)
		works[s] = is_working_day(checking, checking->slots[s].day);
	for (size_t c = 0; c < count; c++)
		find_starts_of(checking, works, c);
}

enum err visit_check_read(struct visit_check *checking, const struct value *proposal)
{
	int64_t visits = 0;
	enum err err;

	checking->input = value_get(proposal, "input");
	checking->rules = value_get(checking->input, "rules");
	checking->experts = value_get(checking->input, "experts");
	checking->companies = value_get(checking->input, "companies");
	checking->travel = value_get(checking->input, "travel");
	if (!checking->rules || !checking->experts || checking->experts->kind != VALUE_LIST || !checking->companies ||
	    checking->companies->kind != VALUE_LIST || value_count(checking->experts) > EXPERTS_MAX ||
	    value_count(checking->companies) > COMPANIES_MAX)
		return SAY(checking, "\"input\" has no rules, experts and companies that can be read");
	checking->minutes_ms = value_get_int(checking->rules, "visit_minutes", 0) * 60000;
	checking->gap = value_get_int(checking->rules, "gap_days", 0);
	if (checking->minutes_ms < 3600000 || checking->minutes_ms > 7200000 || checking->gap < 1 ||
	    checking->gap > 366)
		return SAY(checking, "a visit takes 60 to 120 minutes, and a day or more lies between two");
	for (size_t c = 0; c < value_count(checking->companies); c++) {
		if (visit_check_visits(checking, c) < 1 || visit_check_visits(checking, c) > COURSE_MAX ||
		    visit_check_find(checking->companies, value_get_text(visit_check_company(checking, c), "id")) != c)
			return SAY(checking, "company %zu has no id of its own, or not 1 to 3 visits", c + 1);
		visits += visit_check_visits(checking, c);
	}
	for (size_t e = 0; e < value_count(checking->experts); e++) {
		const struct value *map = value_at(checking->experts, e);
		int64_t load = value_get_int(map, "load", 0), capacity = value_get_int(map, "capacity", 1000);
		if (load < 0 || load > 1000 || capacity < 0 || capacity > 1000 ||
		    visit_check_find(checking->experts, value_get_text(map, "id")) != e)
			return SAY(checking, "expert %zu has no id of its own, or a load or capacity beyond 1000",
				   e + 1);
		checking->loads[e] = (int)load;
		checking->room[e] = capacity > load ? (int)(capacity - load) : 0;
		visits += load;
	}
	checking->weight = visits * visits + 1;
	err = read_slots(checking);
	if (!err)
		find_starts(checking);
	return err;
}

static int64_t way_ms(const struct visit_check *checking, size_t expert, size_t company, size_t other)
{
	const char *home = value_get_text(value_at(checking->experts, expert), "area"), *from = home, *to = home;
	int64_t minutes;

	if (!value_get_bool(visit_check_company(checking, company), "remote"))
		from = value_get_text(visit_check_company(checking, company), "area");
	if (!value_get_bool(visit_check_company(checking, other), "remote"))
		to = value_get_text(visit_check_company(checking, other), "area");
	minutes = value_get_int(checking->rules, strcmp(from, to) ? "travel_minutes" : "travel_same_area_minutes", 0);
	for (size_t i = 0; i < value_count(checking->travel); i++) {
		const struct value *map = value_at(checking->travel, i);
		const char *a = value_get_text(map, "from"), *b = value_get_text(map, "to");
		if ((strcmp(a, from) == 0 && strcmp(b, to) == 0) || (strcmp(a, to) == 0 && strcmp(b, from) == 0))
			minutes = value_get_int(map, "minutes", 0);
	}
	return minutes * 60000;
}

/* Whether one expert cannot hold both. */
bool visit_check_collide(const struct visit_check *checking, size_t company, size_t slot, size_t other,
			 size_t other_slot)
{
	int64_t a = checking->starts[company * checking->slot_count + slot];
	int64_t b = checking->starts[other * checking->slot_count + other_slot];
	int64_t apart = a < b ? b - a : a - b;

	if (slot == other_slot)
		return true;
	if (checking->slots[slot].expert != checking->slots[other_slot].expert || a == NEVER || b == NEVER ||
	    apart >= 2 * DAY_MS)
		return false;
	return apart < checking->minutes_ms + way_ms(checking, checking->slots[slot].expert, company, other);
}

bool visit_check_can_take(const struct visit_check *checking, size_t company, size_t slot)
{
	size_t expert = checking->slots[slot].expert;

	for (size_t other = checking->first[expert]; other < checking->first[expert + 1]; other++)
		if (checking->slots[other].taker != NOWHERE && checking->slots[other].taker != company &&
		    visit_check_collide(checking, company, slot, checking->slots[other].taker, other))
			return false;
	return checking->slots[slot].taker == NOWHERE || checking->slots[slot].taker == company;
}
