/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/course_places.h"

#include "store/application/case_count.h"

const struct value_key course_places_keys[] = {
	{"id", VALUE_TEXT, NULL},        {"name", VALUE_TEXT, NULL},
	{"places", VALUE_INT, NULL},     {"left", VALUE_INT, NULL},
	{"waiting", VALUE_INT, NULL},    {"is_full", VALUE_BOOL, NULL},
	{"is_closed", VALUE_BOOL, NULL}, {0},
};

enum err course_places_load(struct tx *tx, const struct edition *edition, const struct edition_course *course,
			    struct course_places *ret_places, struct fault *why)
{
	struct place_course ledger;
	struct case_count count;
	enum err err = case_count_load(tx, edition->id, course->id, &count, why);
	int64_t left;

	if (err)
		return err;
	ledger = case_count_ledger(&count, course->places);
	left = ledger.places - ledger.holding;
	*ret_places = (struct course_places){left > 0 ? left : 0, ledger.waiting, place_ledger_is_full(&ledger), false};
	ret_places->is_closed = ret_places->is_full && !edition->waiting_list;
	return ERR_OK;
}

void course_places_set(struct arena *arena, struct value *map, enum lang lang, const struct edition_course *course,
		       const struct course_places *places)
{
	value_set_text(arena, map, "id", course->id);
	value_set_text(arena, map, "name", lang_pick(course->name, lang));
	value_set_int(arena, map, "places", course->places);
	value_set_int(arena, map, "left", places->left);
	value_set_int(arena, map, "waiting", places->waiting);
	value_set_bool(arena, map, "is_full", places->is_full);
	value_set_bool(arena, map, "is_closed", places->is_closed);
}

struct list_work {
	struct arena *arena;
	enum lang lang;
	const struct edition *edition;
	struct value *list;
};

static enum err list(struct tx *tx, void *context, struct fault *why)
{
	struct list_work *work = context;
	enum err err = ERR_OK;

	work->list = value_list(work->arena);
	for (size_t i = 0; !err && i < work->edition->course_count; i++) {
		const struct edition_course *course = &work->edition->courses[i];
		struct value *map = value_map(work->arena);
		struct course_places places;
		err = course_places_load(tx, work->edition, course, &places, why);
		if (err)
			break;
		course_places_set(work->arena, map, work->lang, course, &places);
		value_add(work->arena, work->list, map);
	}
	return err;
}

enum err course_places_list(const struct office *office, struct arena *arena, enum lang lang,
			    const struct edition *edition, struct value **ret_list, struct fault *why)
{
	struct list_work work = {arena, lang, edition, NULL};
	enum err err = db_read(office->db, list, &work, why);

	if (!err)
		*ret_list = work.list;
	return err;
}
