/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/view_call.h"

#include "calendar/day.h"
#include "programme/edition_contact.h"
#include "store/system/edition_store.h"
#include "usecases/application/course_places.h"
#include "usecases/edition_value.h"

#define COURSES_MAX 32

static const struct value_key course_keys[] = {
	{NULL, VALUE_MAP, course_places_keys},
	{"summary", VALUE_TEXT, NULL},
	{"visits", VALUE_INT, NULL},
	{"steps", VALUE_LIST, NULL},
	{0},
};

static const struct value_key class_keys[] = {
	{"name", VALUE_TEXT, NULL},
	{"capital", VALUE_TEXT, NULL},
	{"employees", VALUE_INT, NULL},
	{0},
};

static const struct value_key section_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"title", VALUE_TEXT, NULL},
	{"paragraphs", VALUE_LIST, NULL},
	{"items", VALUE_LIST, NULL},
	{0},
};

static const struct value_key kind_keys[] = {{"kind", VALUE_TEXT, NULL}, {0}};

static const struct value_key change_keys[] = {
	{"since", VALUE_TEXT, NULL},
	{"reason", VALUE_TEXT, NULL},
	{"kinds", VALUE_LIST, kind_keys}, /* names of programme/edition_difference.h */
	{0},
};

const struct value_key view_call_keys[] = {
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"name", VALUE_TEXT, NULL},
	{"name_parts", VALUE_LIST, NULL}, /* texts between which a line may break; may be empty */
	{"organiser", VALUE_TEXT, NULL},
	{"window", VALUE_TEXT, NULL}, /* window_name */
	{"is_open", VALUE_BOOL, NULL},
	{"opens", VALUE_TEXT, NULL},
	{"closes", VALUE_TEXT, NULL},
	{"courses", VALUE_LIST, course_keys},
	{"all_full", VALUE_BOOL, NULL}, /* in every course a new application waits */
	{"classes", VALUE_LIST, class_keys},
	{"changes", VALUE_LIST, change_keys}, /* since it was published, newest first */
	{"has_others", VALUE_BOOL, NULL},     /* there are other calls to read */
	{"pledges", VALUE_LIST, NULL},
	{"sections", VALUE_LIST, section_keys},
	{"first_page", VALUE_TEXT, NULL}, /* of the application: its id */
	{0},
};

struct call_work {
	const struct edition *edition;
	struct arena *arena;
	enum lang lang;
	struct course_places places[COURSES_MAX];
	struct value *changes;
	size_t calls; /* that are published, this one too */
};

static enum err count_places(struct tx *tx, struct call_work *work, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < work->edition->course_count && i < COURSES_MAX; i++)
		err = course_places_load(tx, work->edition, &work->edition->courses[i], &work->places[i], why);
	return err;
}

static struct value *change_value(const struct call_work *work, const struct edition_version_row *row)
{
	struct value *map = value_map(work->arena), *kinds = value_list(work->arena);
	struct str rest = str_from(row->changes);

	while (rest.n) {
		struct value *kind = value_map(work->arena);
		value_set(work->arena, kind, "kind", value_str(work->arena, str_cut(&rest, ' ')));
		value_add(work->arena, kinds, kind);
	}
	value_set_text(work->arena, map, "since",
		       day_format_date(work->arena, work->lang, day_of_ms(row->published_ms)));
	value_set_text(work->arena, map, "reason", row->reason);
	value_set(work->arena, map, "kinds", kinds);
	return map;
}

/* What was published after the first version; what only waits is nobody's business yet. */
static enum err add_changes(struct tx *tx, struct call_work *work, struct fault *why)
{
	struct edition_version_row *rows;
	size_t count = 0;
	enum err err = edition_store_list_versions(tx, work->arena, work->edition->id, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		if (rows[i].published_ms && rows[i].changes[0])
			value_add(work->arena, work->changes, change_value(work, &rows[i]));
	return err;
}

static enum err count_calls(struct tx *tx, struct call_work *work, struct fault *why)
{
	struct edition_row *rows;
	size_t count = 0;
	enum err err = edition_store_list(tx, work->arena, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		work->calls += rows[i].state != EDITION_STATE_DRAFT;
	return err;
}

static enum err load_call(struct tx *tx, void *context, struct fault *why)
{
	struct call_work *work = context;
	enum err err = count_places(tx, work, why);

	if (!err)
		err = add_changes(tx, work, why);
	return err ? err : count_calls(tx, work, why);
}

static struct value *texts_of(struct arena *arena, const struct lang_text *texts, size_t count, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < count; i++)
		value_add(arena, list, value_text(arena, lang_pick(texts[i], lang)));
	return list;
}

static bool are_all_full(const struct call_work *work)
{
	for (size_t i = 0; i < work->edition->course_count && i < COURSES_MAX; i++)
		if (!work->places[i].is_full)
			return false;
	return true;
}

static struct value *courses_value(struct arena *arena, const struct call_work *work, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < work->edition->course_count && i < COURSES_MAX; i++) {
		const struct edition_course *course = &work->edition->courses[i];
		struct value *map = value_map(arena);

		course_places_set(arena, map, lang, course, &work->places[i]);
		value_set_text(arena, map, "summary", lang_pick(course->summary, lang));
		value_set_int(arena, map, "visits", course->visits);
		value_set(arena, map, "steps", texts_of(arena, course->steps, course->step_count, lang));
		value_add(arena, list, map);
	}
	return list;
}

/* 300000000 as 「3億円」「5千万円」, "300 million yen": the bounds of the law are round. */
static const char *yen(struct arena *arena, int64_t amount, enum lang lang)
{
	if (lang == LANG_EN)
		return arena_printf(arena, "%lld million yen", (long long)(amount / 1000000));
	if (amount % 100000000 == 0)
		return arena_printf(arena, "%lld億円", (long long)(amount / 100000000));
	if (amount % 10000000 == 0)
		return arena_printf(arena, "%lld千万円", (long long)(amount / 10000000));
	return arena_printf(arena, "%lld円", (long long)amount);
}

static struct value *classes_value(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < edition->class_count; i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", lang_pick(edition->classes[i].name, lang));
		value_set_text(arena, map, "capital", yen(arena, edition->classes[i].capital_max_yen, lang));
		value_set_int(arena, map, "employees", edition->classes[i].employees_max);
		value_add(arena, list, map);
	}
	return list;
}

static struct value *sections_value(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < edition->section_count; i++) {
		const struct edition_section *section = &edition->sections[i];
		struct value *map = value_map(arena);
		value_set_text(arena, map, "id", section->id);
		value_set_text(arena, map, "title", lang_pick(section->title, lang));
		value_set(arena, map, "paragraphs",
			  texts_of(arena, section->paragraphs, section->paragraph_count, lang));
		value_set(arena, map, "items", texts_of(arena, section->items, section->item_count, lang));
		value_add(arena, list, map);
	}
	return list;
}

static struct value *pledges_value(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < edition->pledge_count; i++)
		value_add(arena, list, value_text(arena, lang_pick(edition->pledges[i].text, lang)));
	return list;
}

enum err view_call(const struct office *office, struct arena *arena, enum lang lang, const struct call *call,
		   struct value **ret_view, struct fault *why)
{
	const struct edition *edition = call->edition;
	struct call_work work = {.edition = edition, .arena = arena, .lang = lang, .changes = value_list(arena)};
	struct value *view = value_map(arena);
	enum err err;

	err = db_read(office->db, load_call, &work, why);
	if (err)
		return err;
	edition_value_add(arena, view, edition, lang);
	value_set_text(arena, view, "name", lang_pick(edition->name, lang));
	value_set(arena, view, "name_parts", edition_value_name_parts(arena, edition, lang));
	value_set_text(arena, view, "organiser", lang_pick(edition->organiser, lang));
	value_set_text(arena, view, "window", window_name(call->window));
	value_set_bool(arena, view, "is_open", call_is_open(call));
	value_set_text(arena, view, "opens", day_format_date(arena, lang, day_of_ms(edition->opens_ms)));
	value_set_text(arena, view, "closes", day_format_date(arena, lang, day_of_ms(edition->closes_ms - 1)));
	value_set(arena, view, "courses", courses_value(arena, &work, lang));
	value_set_bool(arena, view, "all_full", are_all_full(&work));
	value_set(arena, view, "classes", classes_value(arena, edition, lang));
	value_set(arena, view, "changes", work.changes);
	value_set_bool(arena, view, "has_others", work.calls > 1);
	value_set(arena, view, "pledges", pledges_value(arena, edition, lang));
	value_set(arena, view, "sections", sections_value(arena, edition, lang));
	value_set_text(arena, view, "first_page", edition->application[0].id);
	*ret_view = view;
	return ERR_OK;
}
