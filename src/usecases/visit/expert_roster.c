/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/visit/expert_roster.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/text/kana.h"
#include "codec/utf8.h"
#include "store/visit/expert_store.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

static const struct value_key expert_keys[] = {
	{"id", VALUE_INT, NULL},
	{"name", VALUE_TEXT, NULL},
	{"is_disabled", VALUE_BOOL, NULL}, /* signs in no more */
	{"assigned", VALUE_INT, NULL},
	{"is_full", VALUE_BOOL, NULL}, /* has as many companies as the capacity, or more */
	{"has_capacity", VALUE_BOOL, NULL},
	{"capacity", VALUE_INT, NULL},
	{"number", VALUE_TEXT, NULL},  /* empty: not known, as expires and area */
	{"expires", VALUE_TEXT, NULL}, /* the last day */
	{"is_expired", VALUE_BOOL, NULL},
	{"area", VALUE_TEXT, NULL},
	{0},
};

const struct value_key expert_roster_keys[] = {{"experts", VALUE_LIST, expert_keys}, {0}};

const struct value_key expert_roster_one_keys[] = {
	{NULL, VALUE_MAP, expert_keys},
	{"typed_number", VALUE_TEXT, NULL},
	{"typed_year", VALUE_TEXT, NULL},
	{"typed_month", VALUE_TEXT, NULL},
	{"typed_day", VALUE_TEXT, NULL},
	{"typed_area", VALUE_TEXT, NULL},
	{"typed_capacity", VALUE_TEXT, NULL},
	{"problem", VALUE_TEXT, NULL}, /* the field that is wrong; empty for none */
	{"wrong_number", VALUE_BOOL, NULL},
	{"wrong_expires", VALUE_BOOL, NULL},
	{"wrong_area", VALUE_BOOL, NULL},
	{"wrong_capacity", VALUE_BOOL, NULL},
	{"number_max", VALUE_INT, NULL},
	{"area_max", VALUE_INT, NULL},
	{"capacity_max", VALUE_INT, NULL},
	{0},
};

struct roster_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	int64_t person_id; /* 0: all */
	struct value *list;
	struct expert_row row; /* the last one that was read, or the one to write */
	const struct actor *actor;
};

static enum err demand(const struct actor *actor, struct fault *why)
{
	return permission_demand(permission_may_keep_roster(actor), actor, "keep the roster of experts", why);
}

static struct value *expert_value(const struct roster_work *work, const struct expert_row *row)
{
	struct arena *arena = work->arena;
	struct value *map = value_map(arena);
	int64_t today = day_of_ms(clock_now_ms(&work->office->clock));

	value_set_int(arena, map, "id", row->person_id);
	value_set_text(arena, map, "name", row->name);
	value_set_bool(arena, map, "is_disabled", row->is_disabled);
	value_set_int(arena, map, "assigned", row->assigned);
	value_set_bool(arena, map, "is_full", row->has_capacity && row->assigned >= row->capacity);
	value_set_bool(arena, map, "has_capacity", row->has_capacity);
	value_set_int(arena, map, "capacity", row->capacity);
	value_set_text(arena, map, "number", row->number);
	value_set_text(arena, map, "expires",
		       row->expires_day ? day_format_date(arena, work->lang, row->expires_day) : "");
	value_set_bool(arena, map, "is_expired", row->expires_day && row->expires_day < today);
	value_set_text(arena, map, "area", row->area);
	return map;
}

static enum err read_experts(struct tx *tx, void *context, struct fault *why)
{
	struct roster_work *work = context;
	struct expert_row *rows;
	size_t count;
	enum err err = expert_store_list(tx, work->arena, work->person_id, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		value_add(work->arena, work->list, expert_value(work, &rows[i]));
		work->row = rows[i];
	}
	if (!err && work->person_id && count == 0)
		err = fault_set(why, ERR_NOT_FOUND, "person %lld is no expert", (long long)work->person_id);
	return err;
}

enum err expert_roster_view(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    struct value **ret_view, struct fault *why)
{
	struct roster_work work = {.office = office, .arena = arena, .lang = lang, .list = value_list(arena)};
	enum err err = demand(actor, why);

	if (!err)
		err = db_read(office->db, read_experts, &work, why);
	if (err)
		return err;
	*ret_view = value_map(arena);
	value_set(arena, *ret_view, "experts", work.list);
	return ERR_OK;
}

static struct expert_roster_form stored_form(struct arena *arena, const struct expert_row *row)
{
	struct expert_roster_form form = {.number = str_from(row->number), .area = str_from(row->area)};

	if (row->has_capacity)
		form.capacity = str_from(arena_printf(arena, "%lld", (long long)row->capacity));
	if (row->expires_day) {
		struct civil civil = day_to_civil(row->expires_day);
		form.year = str_from(arena_printf(arena, "%d", civil.year));
		form.month = str_from(arena_printf(arena, "%d", civil.month));
		form.day = str_from(arena_printf(arena, "%d", civil.day));
	}
	return form;
}

static void set_form(struct arena *arena, struct value *view, const struct expert_roster_form *form,
		     const char *problem)
{
	value_set(arena, view, "typed_number", value_str(arena, form->number));
	value_set(arena, view, "typed_year", value_str(arena, form->year));
	value_set(arena, view, "typed_month", value_str(arena, form->month));
	value_set(arena, view, "typed_day", value_str(arena, form->day));
	value_set(arena, view, "typed_area", value_str(arena, form->area));
	value_set(arena, view, "typed_capacity", value_str(arena, form->capacity));
	value_set_text(arena, view, "problem", problem);
	value_set_bool(arena, view, "wrong_number", strcmp(problem, "number") == 0);
	value_set_bool(arena, view, "wrong_expires", strcmp(problem, "expires") == 0);
	value_set_bool(arena, view, "wrong_area", strcmp(problem, "area") == 0);
	value_set_bool(arena, view, "wrong_capacity", strcmp(problem, "capacity") == 0);
	value_set_int(arena, view, "number_max", EXPERT_ROSTER_NUMBER_CHARS_MAX);
	value_set_int(arena, view, "area_max", EXPERT_ROSTER_AREA_CHARS_MAX);
	value_set_int(arena, view, "capacity_max", EXPERT_ROSTER_CAPACITY_MAX);
}

enum err expert_roster_one(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			   int64_t person_id, const struct expert_roster_form *typed, const char *problem,
			   struct value **ret_view, struct fault *why)
{
	struct roster_work work = {.office = office, .arena = arena, .lang = lang, .person_id = person_id};
	struct expert_roster_form stored;
	enum err err = demand(actor, why);

	work.list = value_list(arena);
	if (!err && person_id <= 0)
		err = fault_set(why, ERR_NOT_FOUND, "nobody has the number %lld", (long long)person_id);
	if (!err)
		err = db_read(office->db, read_experts, &work, why);
	if (err)
		return err;
	*ret_view = expert_value(&work, &work.row);
	stored = stored_form(arena, &work.row);
	set_form(arena, *ret_view, typed ? typed : &stored, problem);
	return ERR_OK;
}

/* A line that a page can show. */
static bool is_line(struct str text, size_t chars_max)
{
	return utf8_is_valid(text) && !utf8_has_control(text) && str_index(text, '\n') == text.n &&
	       utf8_count(text) <= chars_max;
}

static bool read_number(struct arena *arena, struct str typed, int64_t *ret_number)
{
	return str_to_i64(str_from(kana_digits_of(arena, typed)), ret_number) && *ret_number >= 0;
}

/* All three parts of a day, or none of them. */
static bool read_expiry(struct arena *arena, const struct expert_roster_form *typed, int64_t *ret_day)
{
	int64_t year, month, day;

	*ret_day = 0;
	if (typed->year.n + typed->month.n + typed->day.n == 0)
		return true;
	return read_number(arena, typed->year, &year) && read_number(arena, typed->month, &month) &&
	       read_number(arena, typed->day, &day) && year >= 2000 && year <= 2099 && month <= 12 && day <= 31 &&
	       day_from_civil((struct civil){(int)year, (int)month, (int)day}, ret_day);
}

static const char *read_form(struct arena *arena, const struct expert_roster_form *given, struct expert_row *row)
{
	const struct expert_roster_form typed = {str_trim(given->number), str_trim(given->year),
						 str_trim(given->month),  str_trim(given->day),
						 str_trim(given->area),   str_trim(given->capacity)};

	if (!is_line(typed.number, EXPERT_ROSTER_NUMBER_CHARS_MAX))
		return "number";
	if (!read_expiry(arena, &typed, &row->expires_day))
		return "expires";
	if (!is_line(typed.area, EXPERT_ROSTER_AREA_CHARS_MAX))
		return "area";
	row->has_capacity = typed.capacity.n > 0;
	if (row->has_capacity &&
	    (!read_number(arena, typed.capacity, &row->capacity) || row->capacity > EXPERT_ROSTER_CAPACITY_MAX))
		return "capacity";
	row->number = str_dup(arena, typed.number);
	row->area = str_dup(arena, typed.area);
	return "";
}

static enum err save(struct tx *tx, void *context, struct fault *why)
{
	const struct roster_work *work = context;
	struct expert_row *rows;
	ARENA_SCOPED arena = {0};
	size_t count = 0;
	enum err err = expert_store_list(tx, &arena, work->person_id, &rows, &count, why);

	if (!err && count == 0)
		err = fault_set(why, ERR_NOT_FOUND, "person %lld is no expert", (long long)work->person_id);
	if (err)
		return err;
	say_deed(tx, &work->office->clock, work->actor, "roster_changed");
	return expert_store_save(tx, &work->row, why);
}

enum err expert_roster_save(const struct office *office, const struct actor *actor, int64_t person_id,
			    const struct expert_roster_form *typed, const char **ret_problem, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	struct roster_work work = {.office = office, .person_id = person_id, .actor = actor};
	const char *problem = "";
	enum err err = demand(actor, why);

	if (!err && person_id <= 0)
		err = fault_set(why, ERR_NOT_FOUND, "nobody has the number %lld", (long long)person_id);
	if (err)
		return err;
	work.row.person_id = person_id;
	problem = read_form(&arena, typed, &work.row);
	if (!*problem)
		err = db_write(office->db, save, &work, why);
	if (!err)
		*ret_problem = problem;
	return err;
}
