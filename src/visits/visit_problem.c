/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_problem.h"

#include <string.h>

#include "calendar/business_day.h"

#define MINUTE_MS    ((int64_t)60 * 1000)
#define ID_MAX       64
#define CLOSED_MAX   20
#define HOLIDAYS_MAX 400

struct reading {
	struct arena *arena;
	struct visit_problem *problem;
	struct business_closed closed[CLOSED_MAX];
	size_t closed_count;
	int64_t holidays[HOLIDAYS_MAX];
	size_t holiday_count;
	size_t area_cap, slot_cap;
	struct fault *why;
};

#define REFUSE(reading, ...) fault_set((reading)->why, ERR_INVALID, __VA_ARGS__)

static enum err read_int(struct reading *reading, const struct value *map, const char *where, const char *key,
			 int64_t least, int64_t most, int64_t otherwise, int64_t *ret_number)
{
	const struct value *item = value_get(map, key);

	if (!item && otherwise >= 0) {
		*ret_number = otherwise;
		return ERR_OK;
	}
	if (!item || item->kind != VALUE_INT || item->integer < least || item->integer > most)
		return REFUSE(reading, "%s: \"%s\" has to be a whole number from %lld to %lld", where, key,
			      (long long)least, (long long)most);
	*ret_number = item->integer;
	return ERR_OK;
}

/* A list of at most max items; one that is missing is empty where it may be. */
static enum err read_list(struct reading *reading, const struct value *map, const char *where, const char *key,
			  size_t max, bool is_needed, const struct value **ret_list)
{
	const struct value *list = value_get(map, key);

	if ((!list && is_needed) || (list && list->kind != VALUE_LIST))
		return REFUSE(reading, "%s: \"%s\" has to be a list", where, key);
	if (value_count(list) > max)
		return REFUSE(reading, "%s: \"%s\" has %zu items, at most %zu are taken", where, key, value_count(list),
			      max);
	*ret_list = list;
	return ERR_OK;
}

static enum err read_name(struct reading *reading, const struct value *item, const char *where, const char *key,
			  const char **ret_name)
{
	if (!item || item->kind != VALUE_TEXT || item->text.n == 0 || item->text.n > ID_MAX ||
	    memchr(item->text.p, 0, item->text.n))
		return REFUSE(reading, "%s: \"%s\" has to be a text of 1 to %d bytes", where, key, ID_MAX);
	*ret_name = item->text.p;
	return ERR_OK;
}

static enum err read_time(struct reading *reading, const struct value *map, const char *where, const char *key,
			  int64_t *ret_ms)
{
	const struct value *item = value_get(map, key);

	if (!item || item->kind != VALUE_TEXT || !day_parse_instant(item->text, ret_ms))
		return REFUSE(reading, "%s: \"%s\" has to be a time such as 2025-07-01T10:00:00+09:00", where, key);
	return ERR_OK;
}

static enum err read_window(struct reading *reading, const struct value *map, const char *where,
			    struct visit_window *ret_window)
{
	enum err err = read_time(reading, map, where, "from", &ret_window->from_ms);

	if (!err)
		err = read_time(reading, map, where, "until", &ret_window->until_ms);
	if (!err && ret_window->until_ms <= ret_window->from_ms)
		return REFUSE(reading, "%s: \"until\" is not later than \"from\"", where);
	return err;
}

static enum err find_area(struct reading *reading, const struct value *item, const char *where, const char *key,
			  size_t *ret_area)
{
	struct visit_problem *problem = reading->problem;
	const char *name;
	enum err err = read_name(reading, item, where, key, &name);

	if (err)
		return err;
	for (*ret_area = 0; *ret_area < problem->area_count; ++*ret_area)
		if (strcmp(problem->areas[*ret_area], name) == 0)
			return ERR_OK;
	if (problem->area_count == VISIT_AREAS_MAX)
		return REFUSE(reading, "%s: there are more than %d areas", where, VISIT_AREAS_MAX);
	problem->areas[problem->area_count++] = name;
	return ERR_OK;
}

static size_t find_company(const struct visit_problem *problem, const char *id)
{
	for (size_t i = 0; i < problem->company_count; i++)
		if (strcmp(problem->companies[i].id, id) == 0)
			return i;
	return VISIT_NONE;
}

static size_t find_expert(const struct visit_problem *problem, const char *id)
{
	for (size_t i = 0; i < problem->expert_count; i++)
		if (strcmp(problem->experts[i].id, id) == 0)
			return i;
	return VISIT_NONE;
}

/* "12-29". The day has to be one of a leap year. */
static bool read_month_day(struct str text, int *ret_month, int *ret_day)
{
	ARENA_SCOPED arena = {0};
	int64_t day;
	struct civil civil;

	if (text.n != 5 || !day_parse(str_from(arena_printf(&arena, "2024-%.5s", text.p)), &day))
		return false;
	civil = day_to_civil(day);
	*ret_month = civil.month;
	*ret_day = civil.day;
	return true;
}

static enum err read_closed(struct reading *reading, const struct value *rules)
{
	const struct value *list;
	enum err err = read_list(reading, rules, "rules", "closed", CLOSED_MAX, false, &list);

	for (size_t i = 0; !err && i < value_count(list); i++) {
		const struct value *map = value_at(list, i);
		struct business_closed *closed = &reading->closed[reading->closed_count++];
		if (!read_month_day(str_from(value_get_text(map, "from")), &closed->from_month, &closed->from_day) ||
		    !read_month_day(str_from(value_get_text(map, "until")), &closed->to_month, &closed->to_day))
			return REFUSE(reading, "rules: \"closed\" %zu has to have \"from\" and \"until\" such as 12-29",
				      i + 1);
	}
	if (!err)
		err = read_list(reading, rules, "rules", "holidays", HOLIDAYS_MAX, false, &list);
	for (size_t i = 0; !err && i < value_count(list); i++) {
		const struct value *item = value_at(list, i);
		if (item->kind != VALUE_TEXT || !day_parse(item->text, &reading->holidays[reading->holiday_count++]))
			return REFUSE(reading, "rules: \"holidays\" %zu has to be a day such as 2025-07-01", i + 1);
	}
	return err;
}

static enum err read_rules(struct reading *reading, const struct value *given, int64_t travel[2])
{
	const struct value *rules = value_get(given, "rules");
	int64_t minutes = 0, gap = 0;
	enum err err;

	if (!rules || rules->kind != VALUE_MAP)
		return REFUSE(reading, "\"rules\" has to be a map");
	err = read_int(reading, rules, "rules", "visit_minutes", 60, 120, -1, &minutes);
	if (!err)
		err = read_int(reading, rules, "rules", "gap_days", 1, 366, -1, &gap);
	if (!err)
		err = read_int(reading, rules, "rules", "travel_minutes", 0, 720, 0, &travel[0]);
	if (!err)
		err = read_int(reading, rules, "rules", "travel_same_area_minutes", 0, 720, 0, &travel[1]);
	reading->problem->visit_ms = minutes * MINUTE_MS;
	reading->problem->gap_days = (int)gap;
	return err ? err : read_closed(reading, rules);
}

/* After all areas are known. */
static enum err read_travel(struct reading *reading, const struct value *given, const int64_t otherwise[2])
{
	struct visit_problem *problem = reading->problem;
	const struct value *list;
	enum err err =
		read_list(reading, given, "input", "travel", (size_t)VISIT_AREAS_MAX * VISIT_AREAS_MAX, false, &list);

	problem->travel_ms = arena_array(reading->arena, (size_t)VISIT_AREAS_MAX * VISIT_AREAS_MAX, sizeof(int64_t));
	for (size_t a = 0; a < VISIT_AREAS_MAX; a++)
		for (size_t b = 0; b < VISIT_AREAS_MAX; b++)
			problem->travel_ms[a * VISIT_AREAS_MAX + b] = otherwise[a == b] * MINUTE_MS;
	for (size_t i = 0; !err && i < value_count(list); i++) {
		const struct value *map = value_at(list, i);
		const char *where = arena_printf(reading->arena, "travel %zu", i + 1);
		size_t from, to;
		int64_t minutes = 0;
		err = find_area(reading, value_get(map, "from"), where, "from", &from);
		if (!err)
			err = find_area(reading, value_get(map, "to"), where, "to", &to);
		if (!err)
			err = read_int(reading, map, where, "minutes", 0, 720, -1, &minutes);
		if (err)
			break;
		problem->travel_ms[from * VISIT_AREAS_MAX + to] = minutes * MINUTE_MS;
		problem->travel_ms[to * VISIT_AREAS_MAX + from] = minutes * MINUTE_MS;
	}
	return err;
}

static bool is_business_day(const struct reading *reading, int64_t day)
{
	for (size_t i = 0; i < reading->holiday_count; i++)
		if (reading->holidays[i] == day)
			return false;
	return business_day_is(day, reading->closed, reading->closed_count);
}

static enum err read_slots(struct reading *reading, const struct value *map, const char *where, size_t expert)
{
	struct visit_problem *problem = reading->problem;
	struct visit_expert *of = &problem->experts[expert];
	const struct value *list;
	enum err err = read_list(reading, map, where, "slots", VISIT_SLOTS_MAX, true, &list);

	of->slot_first = problem->slot_count;
	for (size_t i = 0; !err && i < value_count(list); i++) {
		const char *here = arena_printf(reading->arena, "%s, slot %zu", where, i + 1);
		struct visit_window window;
		struct visit_slot *slot;
		if (problem->slot_count == VISIT_SLOTS_MAX)
			return REFUSE(reading, "%s: the experts have more than %d slots", where, VISIT_SLOTS_MAX);
		problem->slots = arena_grow(reading->arena, problem->slots, problem->slot_count, &reading->slot_cap,
					    sizeof(*slot));
		err = read_window(reading, value_at(list, i), here, &window);
		if (err)
			return err;
		slot = &problem->slots[problem->slot_count];
		*slot = (struct visit_slot){window.from_ms, window.until_ms, day_of_ms(window.from_ms), expert, false};
		slot->is_business_day = is_business_day(reading, slot->day);
		if (day_of_ms(window.until_ms - 1) != slot->day)
			return REFUSE(reading, "%s: it goes beyond its day in Japan", here);
		if (i > 0 && slot[-1].from_ms > slot->from_ms)
			return REFUSE(reading, "%s: it begins before the one above it", here);
		problem->slot_count++;
		of->slot_count++;
	}
	return err;
}

static enum err read_areas(struct reading *reading, const struct value *map, const char *where,
			   struct visit_expert *expert)
{
	const struct value *list = NULL;
	enum err err = find_area(reading, value_get(map, "area"), where, "area", &expert->area);

	if (!err)
		err = read_list(reading, map, where, "goes_to", VISIT_AREAS_MAX, false, &list);
	if (err || !list)
		return err;
	expert->goes_to = arena_array(reading->arena, VISIT_AREAS_MAX, sizeof(bool));
	for (size_t i = 0; !err && i < value_count(list); i++) {
		size_t area = 0;
		err = find_area(reading, value_at(list, i), where, "goes_to", &area);
		if (!err)
			expert->goes_to[area] = true;
	}
	return err;
}

static enum err read_conflicts(struct reading *reading, const struct value *map, const char *where,
			       struct visit_expert *expert)
{
	struct visit_problem *problem = reading->problem;
	const struct value *list;
	enum err err = read_list(reading, map, where, "conflicts", VISIT_COMPANIES_MAX, false, &list);

	if (err || !list)
		return err;
	expert->conflicts = arena_array(reading->arena, problem->company_count, sizeof(bool));
	for (size_t i = 0; !err && i < value_count(list); i++) {
		const char *id;
		size_t company;
		err = read_name(reading, value_at(list, i), where, "conflicts", &id);
		if (err)
			break;
		company = find_company(problem, id);
		if (company == VISIT_NONE)
			return REFUSE(reading, "%s: \"conflicts\" names \"%s\", which is no company here", where, id);
		expert->conflicts[company] = true;
	}
	return err;
}

static enum err read_experts(struct reading *reading, const struct value *list)
{
	struct visit_problem *problem = reading->problem;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < value_count(list); i++) {
		const struct value *map = value_at(list, i);
		const char *where = arena_printf(reading->arena, "expert %zu", i + 1);
		struct visit_expert *expert = &problem->experts[i];
		int64_t load = 0, capacity = 0;
		err = read_name(reading, value_get(map, "id"), where, "id", &expert->id);
		if (!err && find_expert(problem, expert->id) != VISIT_NONE)
			return REFUSE(reading, "%s: \"%s\" stands twice", where, expert->id);
		problem->expert_count = i + 1;
		if (!err)
			err = read_int(reading, map, where, "load", 0, 1000, 0, &load);
		if (!err)
			err = read_int(reading, map, where, "capacity", 0, 1000, 1000, &capacity);
		expert->load = (int)load;
		expert->room = capacity > load ? (int)(capacity - load) : 0;
		if (!err)
			err = read_areas(reading, map, where, expert);
		if (!err)
			err = read_conflicts(reading, map, where, expert);
		if (!err)
			err = read_slots(reading, map, where, i);
	}
	return err;
}

static enum err read_free(struct reading *reading, const struct value *map, const char *where,
			  struct visit_company *company)
{
	const struct value *list;
	enum err err = read_list(reading, map, where, "free", VISIT_WINDOWS_MAX, false, &list);
	struct visit_window *windows;

	company->is_always_free = !list;
	company->window_count = value_count(list);
	company->windows = windows = arena_array(reading->arena, value_count(list), sizeof(*windows));
	for (size_t i = 0; !err && i < value_count(list); i++) {
		const char *here = arena_printf(reading->arena, "%s, free %zu", where, i + 1);
		err = read_window(reading, value_at(list, i), here, &windows[i]);
		if (!err && i > 0 && windows[i].from_ms < windows[i - 1].until_ms)
			return REFUSE(reading, "%s: it begins before the end of the one above it", here);
	}
	return err;
}

static enum err read_companies(struct reading *reading, const struct value *list)
{
	struct visit_problem *problem = reading->problem;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < value_count(list); i++) {
		const struct value *map = value_at(list, i);
		const char *where = arena_printf(reading->arena, "company %zu", i + 1);
		struct visit_company *company = &problem->companies[i];
		const struct value *not_before = value_get(map, "not_before"), *remote = value_get(map, "remote");
		int64_t visits = 0;
		err = read_name(reading, value_get(map, "id"), where, "id", &company->id);
		if (!err && find_company(problem, company->id) != VISIT_NONE)
			return REFUSE(reading, "%s: \"%s\" stands twice", where, company->id);
		problem->company_count = i + 1;
		if (!err)
			err = read_int(reading, map, where, "visits", 1, VISIT_COURSE_MAX, -1, &visits);
		company->visits = (int)visits;
		if (!err)
			err = find_area(reading, value_get(map, "area"), where, "area", &company->area);
		if (!err && not_before &&
		    (not_before->kind != VALUE_TEXT || !day_parse(not_before->text, &company->not_before)))
			return REFUSE(reading, "%s: \"not_before\" has to be a day such as 2025-07-01", where);
		if (!err && remote && remote->kind != VALUE_BOOL)
			return REFUSE(reading, "%s: \"remote\" has to be true or false", where);
		company->is_remote = value_get_bool(map, "remote");
		if (!err)
			err = read_free(reading, map, where, company);
	}
	return err;
}

/* The expert that a company has already; experts are read after companies. */
static enum err read_bonds(struct reading *reading, const struct value *list)
{
	struct visit_problem *problem = reading->problem;

	for (size_t i = 0; i < problem->company_count; i++) {
		const struct value *item = value_get(value_at(list, i), "expert");
		const char *where = arena_printf(reading->arena, "company %zu", i + 1), *id;
		enum err err;
		problem->companies[i].expert = VISIT_NONE;
		if (!item)
			continue;
		err = read_name(reading, item, where, "expert", &id);
		if (err)
			return err;
		problem->companies[i].expert = find_expert(problem, id);
		if (problem->companies[i].expert == VISIT_NONE)
			return REFUSE(reading, "%s: \"expert\" names \"%s\", who is no expert here", where, id);
	}
	return ERR_OK;
}

static void weigh(struct visit_problem *problem)
{
	int64_t visits = 0;

	for (size_t i = 0; i < problem->company_count; i++)
		visits += problem->companies[i].visits;
	for (size_t i = 0; i < problem->expert_count; i++)
		visits += problem->experts[i].load;
	problem->weight = visits * visits + 1;
}

enum err visit_problem_read(struct arena *arena, const struct value *given, struct visit_problem **ret_problem,
			    struct fault *why)
{
	struct visit_problem *problem = arena_alloc(arena, sizeof(*problem));
	struct reading *reading = arena_alloc(arena, sizeof(*reading));
	const struct value *experts, *companies;
	int64_t travel[2] = {0};
	enum err err;

	*reading = (struct reading){.arena = arena, .problem = problem, .why = why};
	if (!given || given->kind != VALUE_MAP)
		return REFUSE(reading, "the input has to be a map of \"rules\", \"experts\" and \"companies\"");
	problem->areas = arena_array(arena, VISIT_AREAS_MAX, sizeof(*problem->areas));
	err = read_rules(reading, given, travel);
	if (!err)
		err = read_list(reading, given, "input", "experts", VISIT_EXPERTS_MAX, true, &experts);
	if (!err)
		err = read_list(reading, given, "input", "companies", VISIT_COMPANIES_MAX, true, &companies);
	if (err)
		return err;
	problem->experts = arena_array(arena, value_count(experts), sizeof(*problem->experts));
	problem->companies = arena_array(arena, value_count(companies), sizeof(*problem->companies));
	err = read_companies(reading, companies);
	if (!err)
		err = read_experts(reading, experts);
	if (!err)
		err = read_bonds(reading, companies);
	if (!err)
		err = read_travel(reading, given, travel);
	weigh(problem);
	if (!err)
		*ret_problem = problem;
	return err;
}
