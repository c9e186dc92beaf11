/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/staff.h"

#include "codec/utf8.h"
#include "people/password.h"
#include "store/account/challenge_store.h"
#include "store/account/device_store.h"
#include "store/account/passkey_store.h"
#include "store/account/person_store.h"
#include "store/account/sign_in_failure_store.h"
#include "store/new_id.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

struct person_work {
	const struct office *office;
	struct person_row row;
};

static enum err insert_person(struct tx *tx, void *context, struct fault *why)
{
	struct person_work *work = context;
	const struct actor program = actor_program();

	say_deed(tx, &work->office->clock, &program, "person_added");
	return person_store_insert(tx, &work->row, clock_now_ms(&work->office->clock), why);
}

static enum err judge_password(const char *password, const char *sign_in_name, struct fault *why)
{
	enum password_problem problem = password_judge(str_from(password), str_from(sign_in_name));

	if (problem)
		return fault_set(why, ERR_INVALID, "this password is not good enough: %s",
				 password_problem_name(problem));
	return ERR_OK;
}

enum err staff_add(const struct office *office, const char *sign_in_name, const char *display_name, enum role role,
		   const char *password, int64_t *ret_id, struct fault *why)
{
	char hash[PASSWORD_HASH_SIZE];
	struct person_work work = {
		.office = office,
		.row = {new_id(), sign_in_name, display_name, role, hash, false},
	};
	struct str name = str_from(sign_in_name);
	enum err err;

	if (name.n == 0 || name.n > STAFF_NAME_BYTES_MAX || utf8_has_control(name) || !display_name[0])
		return fault_set(why, ERR_INVALID, "a person needs a sign-in name of 1 to %d bytes and a name",
				 STAFF_NAME_BYTES_MAX);
	err = judge_password(password, sign_in_name, why);
	if (!err)
		err = password_hash(str_from(password), hash, why);
	if (!err)
		err = db_write(office->db, insert_person, &work, why);
	if (!err)
		*ret_id = work.row.id;
	return err;
}

struct change_work {
	const struct office *office;
	const struct actor *actor;
	const char *sign_in_name;
	enum staff_deed deed;
	const char *password_hash;
};

/* The command line is for whoever may run it. */
static enum err demand(const struct actor *actor, struct fault *why)
{
	return permission_demand(actor_kind(actor) == ACTOR_PROGRAM || permission_may_manage_people(actor), actor,
				 "manage people", why);
}

static enum err find(struct tx *tx, struct arena *arena, const struct change_work *work, struct person_row *ret_row,
		     struct fault *why)
{
	enum err err = person_store_find(tx, arena, work->sign_in_name, ret_row, why);

	return err == ERR_NOT_FOUND ? fault_set(why, err, "nobody signs in as \"%s\"", work->sign_in_name) : err;
}

static enum err end_sessions(struct tx *tx, int64_t person_id, struct fault *why)
{
	enum err err = person_store_end_sessions(tx, person_id, why);

	if (!err)
		err = challenge_store_delete_of(tx, person_id, why);
	return err ? err : device_store_delete_of(tx, person_id, why);
}

static enum err take_keys_away(struct tx *tx, int64_t person_id, struct fault *why)
{
	struct passkey_row *keys;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = passkey_store_list(tx, &arena, person_id, &keys, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		err = passkey_store_delete(tx, person_id, keys[i].id, why);
	return err ? err : person_store_save_second(tx, person_id, 0, why);
}

static enum err change(struct tx *tx, void *context, struct fault *why)
{
	static const char *const kinds[] = {"person_disabled", "person_enabled", "sessions_ended", "person_reset"};
	const struct change_work *work = context;
	const struct clock *clock = &work->office->clock;
	struct person_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = find(tx, &arena, work, &row, why);
	if (!err && work->deed == STAFF_DISABLE && row.id == work->actor->person_id)
		err = fault_set(why, ERR_DENIED, "nobody disables oneself");
	if (err)
		return err;
	say_deed(tx, clock, work->actor, kinds[work->deed]);
	if (work->deed == STAFF_RESET)
		err = take_keys_away(tx, row.id, why);
	else if (work->deed != STAFF_END_SESSIONS)
		err = person_store_save_disabled(tx, row.id, work->deed == STAFF_DISABLE ? clock_now_ms(clock) : 0,
						 why);
	if (!err && work->deed != STAFF_ENABLE)
		err = end_sessions(tx, row.id, why);
	return err;
}

enum err staff_change(const struct office *office, const struct actor *actor, const char *sign_in_name,
		      enum staff_deed deed, struct fault *why)
{
	struct change_work work = {.office = office, .actor = actor, .sign_in_name = sign_in_name, .deed = deed};
	enum err err = demand(actor, why);

	return err ? err : db_write(office->db, change, &work, why);
}

/* The failures under the name are forgotten: whoever forgot the password has typed some. */
static enum err set_password(struct tx *tx, void *context, struct fault *why)
{
	const struct change_work *work = context;
	struct person_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = find(tx, &arena, work, &row, why);
	if (err)
		return err;
	say_deed(tx, &work->office->clock, work->actor, "password_set");
	err = person_store_save_password(tx, row.id, work->password_hash, why);
	if (!err)
		err = end_sessions(tx, row.id, why);
	return err ? err : sign_in_failure_store_clear_name(tx, row.sign_in_name, why);
}

enum err staff_set_password(const struct office *office, const struct actor *actor, const char *sign_in_name,
			    const char *password, struct fault *why)
{
	char hash[PASSWORD_HASH_SIZE];
	struct change_work work = {
		.office = office, .actor = actor, .sign_in_name = sign_in_name, .password_hash = hash};
	enum err err = demand(actor, why);

	if (!err)
		err = judge_password(password, sign_in_name, why);
	if (!err)
		err = password_hash(str_from(password), hash, why);
	return err ? err : db_write(office->db, set_password, &work, why);
}
