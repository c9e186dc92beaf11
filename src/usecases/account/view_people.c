/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/view_people.h"

#include <string.h>

#include "calendar/day.h"
#include "store/account/person_store.h"
#include "usecases/account/staff_invite.h"
#include "usecases/permission_demand.h"

static const struct value_key person_keys[] = {
	{"name", VALUE_TEXT, NULL},        {"sign_in", VALUE_TEXT, NULL},    {"role", VALUE_TEXT, NULL},
	{"is_disabled", VALUE_BOOL, NULL}, {"is_oneself", VALUE_BOOL, NULL}, {0},
};

static const struct value_key invitation_keys[] = {
	{"id", VALUE_INT, NULL},
	{"name", VALUE_TEXT, NULL},
	{"mail", VALUE_TEXT, NULL},
	{"role", VALUE_TEXT, NULL},
	{"state", VALUE_TEXT, NULL},
	{"until", VALUE_TEXT, NULL},
	{"link", VALUE_TEXT, NULL}, /* in a rehearsal; else empty */
	{0},
};

const struct value_key view_people_keys[] = {
	{"people", VALUE_LIST, person_keys},
	{"invitations", VALUE_LIST, invitation_keys},
	{"done", VALUE_TEXT, NULL},    /* the deed that leads here: "disable"; "" for none */
	{"problem", VALUE_TEXT, NULL}, /* of a new password (people/password.h); "" for none */
	{0},
};

static const struct value_key role_keys[] = {{"id", VALUE_TEXT, NULL}, {"is_chosen", VALUE_BOOL, NULL}, {0}};

const struct value_key view_people_invite_keys[] = {
	{"roles", VALUE_LIST, role_keys},
	{"name", VALUE_TEXT, NULL}, /* as typed */
	{"mail", VALUE_TEXT, NULL},
	{"problem", VALUE_TEXT, NULL}, /* why nobody was invited; "" for none */
	{0},
};

struct people_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	const struct actor *actor;
	struct value *people, *invitations;
};

static const char *state_of(const struct people_work *work, const struct staff_invitation_row *row)
{
	bool is_late = row->state == STAFF_INVITATION_SENT && clock_now_ms(&work->office->clock) >= row->until_ms;

	return is_late ? "late" : staff_invitation_store_state_name(row->state);
}

static void add_invitation(struct people_work *work, const struct staff_invitation_row *row)
{
	struct value *map = value_map(work->arena);
	char link[PERSONAL_LINK_LENGTH + 1] = "";

	if (work->office->rehearsal)
		staff_invite_link(work->office, row, link);
	value_set_int(work->arena, map, "id", row->id);
	value_set_text(work->arena, map, "name", row->display_name);
	value_set_text(work->arena, map, "mail", row->mail);
	value_set_text(work->arena, map, "role", role_name(row->role));
	value_set_text(work->arena, map, "state", state_of(work, row));
	value_set_text(work->arena, map, "until", day_format_time(work->arena, work->lang, row->until_ms));
	value_set_text(work->arena, map, "link", link);
	value_add(work->arena, work->invitations, map);
}

static enum err load_invitations(struct tx *tx, struct people_work *work, struct fault *why)
{
	struct staff_invitation_row *rows;
	size_t count;
	enum err err = staff_invitation_store_list_open(tx, work->arena, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		add_invitation(work, &rows[i]);
	return err;
}

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
	return err ? err : load_invitations(tx, work, why);
}

static struct value *list_roles(struct arena *arena, const char *chosen)
{
	static const enum role roles[] = {ROLE_SECRETARIAT, ROLE_TOKYO, ROLE_EXPERT, ROLE_DIAGNOSIS,
					  ROLE_ADMINISTRATOR};
	struct value *list = value_list(arena);

	for (size_t i = 0; i < COUNT(roles); i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "id", role_name(roles[i]));
		value_set_bool(arena, map, "is_chosen", strcmp(role_name(roles[i]), chosen) == 0);
		value_add(arena, list, map);
	}
	return list;
}

struct value *view_people_invite(struct arena *arena, const struct value *form, const char *problem)
{
	struct value *view = value_map(arena);

	value_set(arena, view, "roles", list_roles(arena, value_get_text(form, "role")));
	value_set_text(arena, view, "name", value_get_text(form, "name"));
	value_set_text(arena, view, "mail", value_get_text(form, "mail"));
	value_set_text(arena, view, "problem", problem);
	return view;
}

enum err view_people(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		     struct value **ret_view, struct fault *why)
{
	struct people_work work = {office, arena, lang, actor, value_list(arena), value_list(arena)};
	struct value *view = value_map(arena);
	enum err err = permission_demand(permission_may_manage_people(actor), actor, "see the people", why);

	if (!err)
		err = db_read(office->db, load_people, &work, why);
	if (err)
		return err;
	value_set(arena, view, "people", work.people);
	value_set(arena, view, "invitations", work.invitations);
	value_set_text(arena, view, "done", "");
	value_set_text(arena, view, "problem", "");
	*ret_view = view;
	return ERR_OK;
}
