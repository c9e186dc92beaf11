/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/view_account.h"

#include "calendar/day.h"
#include "store/account/passkey_store.h"
#include "usecases/account/staff_session.h"

static const struct value_key session_keys[] = {{"opened", VALUE_TEXT, NULL}, {"is_this", VALUE_BOOL, NULL}, {0}};

static const struct value_key passkey_keys[] = {
	{"id", VALUE_INT, NULL},
	{"name", VALUE_TEXT, NULL},
	{"made", VALUE_TEXT, NULL},
	{"used", VALUE_TEXT, NULL}, /* "" for never */
	{0},
};

const struct value_key view_account_keys[] = {
	{"name", VALUE_TEXT, NULL},
	{"sign_in", VALUE_TEXT, NULL},
	{"role", VALUE_TEXT, NULL},
	{"second_since", VALUE_TEXT, NULL}, /* "" without a telephone */
	{"passkeys", VALUE_LIST, passkey_keys},
	{"sessions", VALUE_LIST, session_keys},
	{"has_others", VALUE_BOOL, NULL}, /* sessions beside this one */
	{0},
};

struct account_work {
	struct arena *arena;
	int64_t person_id, now_ms;
	enum lang lang;
	struct str session;
	struct person_row person;
	struct passkey_row *passkeys;
	struct staff_session_seen *sessions;
	size_t passkey_count, session_count;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct account_work *work = context;
	enum err err = person_store_load(tx, work->arena, work->person_id, &work->person, why);

	if (!err)
		err = passkey_store_list(tx, work->arena, work->person_id, &work->passkeys, &work->passkey_count, why);
	return err ? err
		   : staff_session_list(tx, work->arena, work->person_id, work->session, work->now_ms, &work->sessions,
					&work->session_count, why);
}

static const char *time_of(const struct account_work *work, int64_t ms)
{
	return ms ? day_format_time(work->arena, work->lang, ms) : "";
}

static struct value *list_passkeys(const struct account_work *work)
{
	struct value *list = value_list(work->arena);

	for (size_t i = 0; i < work->passkey_count; i++) {
		struct value *map = value_map(work->arena);
		value_set_int(work->arena, map, "id", work->passkeys[i].id);
		value_set_text(work->arena, map, "name", work->passkeys[i].name);
		value_set_text(work->arena, map, "made", time_of(work, work->passkeys[i].made_ms));
		value_set_text(work->arena, map, "used", time_of(work, work->passkeys[i].used_ms));
		value_add(work->arena, list, map);
	}
	return list;
}

static struct value *list_sessions(const struct account_work *work)
{
	struct value *list = value_list(work->arena);

	for (size_t i = 0; i < work->session_count; i++) {
		struct value *map = value_map(work->arena);
		value_set_text(work->arena, map, "opened", time_of(work, work->sessions[i].opened_ms));
		value_set_bool(work->arena, map, "is_this", work->sessions[i].is_this);
		value_add(work->arena, list, map);
	}
	return list;
}

enum err view_account(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		      struct str session, struct value **ret_view, struct fault *why)
{
	struct account_work work = {.arena = arena,
				    .person_id = actor->person_id,
				    .now_ms = clock_now_ms(&office->clock),
				    .lang = lang,
				    .session = session};
	struct value *view = value_map(arena);
	enum err err;

	if (!actor->person_id)
		return fault_set(why, ERR_DENIED, "only staff has an account");
	err = db_read(office->db, load, &work, why);
	if (err)
		return err;
	value_set_text(arena, view, "name", work.person.display_name);
	value_set_text(arena, view, "sign_in", work.person.sign_in_name);
	value_set_text(arena, view, "role", role_name(work.person.role));
	value_set_text(arena, view, "second_since", time_of(&work, work.person.second_ms));
	value_set(arena, view, "passkeys", list_passkeys(&work));
	value_set(arena, view, "sessions", list_sessions(&work));
	value_set_bool(arena, view, "has_others", work.session_count > 1);
	*ret_view = view;
	return ERR_OK;
}
