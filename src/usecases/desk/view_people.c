/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_people.h"

#include "store/account/person_store.h"
#include "usecases/permission_demand.h"

static const struct value_key person_keys[] = {
	{"name", VALUE_TEXT, NULL},        {"sign_in", VALUE_TEXT, NULL},    {"role", VALUE_TEXT, NULL},
	{"is_disabled", VALUE_BOOL, NULL}, {"is_oneself", VALUE_BOOL, NULL}, {0},
};

const struct value_key view_people_keys[] = {
	{"people", VALUE_LIST, person_keys},
	{"done", VALUE_TEXT, NULL},    /* the deed that leads here: "disable"; "" for none */
	{"problem", VALUE_TEXT, NULL}, /* of a new password (people/password.h); "" for none */
	{0},
};

struct people_work {
	struct arena *arena;
	const struct actor *actor;
	struct value *people;
};

static enum err load_people(struct tx *tx, void *context, struct fault *why)
{
	struct people_work *work = context;
	struct person_row *rows;
	size_t count;
	enum err err = person_store_list(tx, work->arena, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		struct value *map = value_map(work->arena);
		value_set_text(work->arena, map, "name", rows[i].display_name);
		value_set_text(work->arena, map, "sign_in", rows[i].sign_in_name);
		value_set_text(work->arena, map, "role", role_name(rows[i].role));
		value_set_bool(work->arena, map, "is_disabled", rows[i].is_disabled);
		value_set_bool(work->arena, map, "is_oneself", rows[i].id == work->actor->person_id);
		value_add(work->arena, work->people, map);
	}
	return err;
}

enum err view_people(const struct office *office, struct arena *arena, const struct actor *actor,
		     struct value **ret_view, struct fault *why)
{
	struct people_work work = {arena, actor, value_list(arena)};
	struct value *view = value_map(arena);
	enum err err = permission_demand(permission_may_manage_people(actor), actor, "see the people", why);

	if (!err)
		err = db_read(office->db, load_people, &work, why);
	if (err)
		return err;
	value_set(arena, view, "people", work.people);
	value_set_text(arena, view, "done", "");
	value_set_text(arena, view, "problem", "");
	*ret_view = view;
	return ERR_OK;
}
