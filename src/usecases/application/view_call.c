/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/view_call.h"

#include "calendar/day.h"
#include "programme/edition_contact.h"
#include "store/system/edition_store.h"
#include "usecases/application/course_places.h"
#include "usecases/application/self_test.h"
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

static const struct value_key step_keys[] = {
	{"name", VALUE_TEXT, NULL},
	{"text", VALUE_TEXT, NULL},
	{"takes", VALUE_TEXT, NULL}, /* or empty */
	{0},
};

static const struct value_key section_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"title", VALUE_TEXT, NULL},
	{"shows_courses", VALUE_BOOL, NULL},
	{"shows_classes", VALUE_BOOL, NULL},
	{"paragraphs", VALUE_LIST, NULL},
	{"has_steps", VALUE_BOOL, NULL},
	{"steps", VALUE_LIST, step_keys},
	{"items", VALUE_LIST, NULL},
	{"links", VALUE_LIST, edition_value_link_keys},
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
	{"now", VALUE_TEXT, NULL}, /* "before", "open", "waiting", "full" or "after": what whoever applies meets */
	{"takes_more", VALUE_BOOL, NULL}, /* an application is taken now, be it to wait */
	{"lead", VALUE_TEXT, NULL},
	{"opens", VALUE_TEXT, NULL},
	{"closes", VALUE_TEXT, NULL},
	{"courses", VALUE_LIST, course_keys},
	{"waiting_list", VALUE_BOOL, NULL}, /* a full course still takes applications */
	{"all_full", VALUE_BOOL, NULL},     /* in every course a new application waits */
	{"has_elsewhere", VALUE_BOOL, NULL},
	{"elsewhere", VALUE_LIST, edition_value_link_keys}, /* what else helps; empty while applications are taken */
	{"self_test", VALUE_MAP, self_test_keys},
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

/* What whoever wants to apply now meets. */
static const char *now_name(const struct call *call, bool are_all_full)
{
	if (!call_is_open(call) || !are_all_full)
		return window_name(call->window);
	return call->edition->waiting_list ? "waiting" : "full";
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

/* While applications are taken, nobody is sent elsewhere. */
static void set_elsewhere(struct arena *arena, struct value *view, const struct edition *edition, enum lang lang,
			  bool is_needed)
{
	size_t count = is_needed ? edition->elsewhere_count : 0;

	value_set_bool(arena, view, "has_elsewhere", count > 0);
	value_set(arena, view, "elsewhere", edition_value_links(arena, edition->elsewhere, count, lang));
}

static struct value *classes_value(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < edition->class_count; i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", lang_pick(edition->classes[i].name, lang));
		value_set_text(arena, map, "capital",
			       edition_value_yen(arena, edition->classes[i].capital_max_yen, lang));
		value_set_int(arena, map, "employees", edition->classes[i].employees_max);
		value_add(arena, list, map);
	}
	return list;
}

static struct value *steps_value(struct arena *arena, const struct edition_section *section, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < section->step_count; i++) {
		const struct edition_step *step = &section->steps[i];
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", lang_pick(step->name, lang));
		value_set_text(arena, map, "text", lang_pick(step->text, lang));
		value_set_text(arena, map, "takes", step->takes.ja ? lang_pick(step->takes, lang) : "");
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
		value_set_bool(arena, map, "shows_courses", section->shows == EDITION_SHOWS_COURSES);
		value_set_bool(arena, map, "shows_classes", section->shows == EDITION_SHOWS_CLASSES);
		value_set_bool(arena, map, "has_steps", section->step_count > 0);
		value_set(arena, map, "steps", steps_value(arena, section, lang));
		value_set(arena, map, "links", edition_value_links(arena, section->links, section->link_count, lang));
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
		   const struct value *tried, struct value **ret_view, struct fault *why)
{
	const struct edition *edition = call->edition;
	struct call_work work = {.edition = edition, .arena = arena, .lang = lang, .changes = value_list(arena)};
	struct value *view = value_map(arena);
	bool is_full, takes_more;
	enum err err;

	err = db_read(office->db, load_call, &work, why);
	if (err)
		return err;
	is_full = are_all_full(&work);
	takes_more = call_is_open(call) && (!is_full || edition->waiting_list);
	edition_value_add(arena, view, edition, lang);
	value_set_text(arena, view, "name", lang_pick(edition->name, lang));
	value_set(arena, view, "name_parts", edition_value_name_parts(arena, edition, lang));
	value_set_text(arena, view, "organiser", lang_pick(edition->organiser, lang));
	value_set_text(arena, view, "window", window_name(call->window));
	value_set_bool(arena, view, "is_open", call_is_open(call));
	value_set_text(arena, view, "opens", day_format_date(arena, lang, day_of_ms(edition->opens_ms)));
	value_set_text(arena, view, "closes", day_format_date(arena, lang, day_of_ms(edition->closes_ms - 1)));
	value_set(arena, view, "courses", courses_value(arena, &work, lang));
	value_set_bool(arena, view, "waiting_list", edition->waiting_list);
	value_set_bool(arena, view, "all_full", is_full);
	value_set_bool(arena, view, "takes_more", takes_more);
	value_set_text(arena, view, "now", now_name(call, is_full));
	set_elsewhere(arena, view, edition, lang, !takes_more && call->window != WINDOW_BEFORE);
	value_set(arena, view, "self_test", self_test(arena, edition, lang, tried));
	value_set_text(arena, view, "lead", lang_pick(edition->lead, lang));
	value_set(arena, view, "classes", classes_value(arena, edition, lang));
	value_set(arena, view, "changes", work.changes);
	value_set_bool(arena, view, "has_others", work.calls > 1);
	value_set(arena, view, "pledges", pledges_value(arena, edition, lang));
	value_set(arena, view, "sections", sections_value(arena, edition, lang));
	value_set_text(arena, view, "first_page", edition->application[0].id);
	*ret_view = view;
	return ERR_OK;
}
