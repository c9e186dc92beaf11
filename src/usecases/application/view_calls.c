/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/view_calls.h"
#include "usecases/edition_value.h"

#include "calendar/day.h"

static const struct value_key call_keys[] = {
	{"call_path", VALUE_TEXT, NULL},  {"name", VALUE_TEXT, NULL},
	{"name_parts", VALUE_LIST, NULL}, {"year", VALUE_TEXT, NULL},
	{"window", VALUE_TEXT, NULL}, /* window_name */
	{"is_open", VALUE_BOOL, NULL},    {"opens", VALUE_TEXT, NULL},
	{"closes", VALUE_TEXT, NULL},     {0},
};

const struct value_key view_calls_keys[] = {{"calls", VALUE_LIST, call_keys}, {0}};

struct calls_work {
	const struct office *office;
	struct arena *arena;
	struct call *calls;
	size_t count;
};

static enum err load_calls(struct tx *tx, void *context, struct fault *why)
{
	struct calls_work *work = context;

	return call_list(tx, work->office, work->arena, &work->calls, &work->count, why);
}

static struct value *call_value(struct arena *arena, enum lang lang, const struct call *call)
{
	const struct edition *edition = call->edition;
	struct value *map = value_map(arena);

	value_set_text(arena, map, "call_path", call_path(arena, edition));
	value_set_text(arena, map, "name", lang_pick(edition->name, lang));
	value_set(arena, map, "name_parts", edition_value_name_parts(arena, edition, lang));
	value_set_text(arena, map, "year", call_year(arena, lang, edition));
	value_set_text(arena, map, "window", window_name(call->window));
	value_set_bool(arena, map, "is_open", call_is_open(call));
	value_set_text(arena, map, "opens", day_format_date(arena, lang, day_of_ms(edition->opens_ms)));
	value_set_text(arena, map, "closes", day_format_date(arena, lang, day_of_ms(edition->closes_ms - 1)));
	return map;
}

static struct call find_only(const struct calls_work *work)
{
	struct call only = {0};
	size_t open = 0;

	if (work->count == 1)
		return work->calls[0];
	for (size_t i = 0; i < work->count; i++)
		if (call_is_open(&work->calls[i]) && open++ == 0)
			only = work->calls[i];
	return open == 1 ? only : (struct call){0};
}

enum err view_calls(const struct office *office, struct arena *arena, enum lang lang, struct value **ret_view,
		    struct call *ret_only, struct fault *why)
{
	struct calls_work work = {.office = office, .arena = arena};
	struct value *view = value_map(arena), *list = value_list(arena);
	enum err err = db_read(office->db, load_calls, &work, why);

	if (err)
		return err;
	for (size_t i = 0; i < work.count; i++)
		value_add(arena, list, call_value(arena, lang, &work.calls[i]));
	value_set(arena, view, "calls", list);
	*ret_view = view;
	*ret_only = find_only(&work);
	return ERR_OK;
}
