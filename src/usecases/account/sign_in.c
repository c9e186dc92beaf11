/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/sign_in.h"

#include "people/password.h"
#include "people/throttle.h"
#include "store/account/person_store.h"
#include "store/account/session_store.h"
#include "usecases/account/session.h"
#include "usecases/account/staff.h"
#include "usecases/say_deed.h"

struct sign_in_work {
	const struct office *office;
	struct arena *arena;
	const char *name;
	struct person_row person; /* id 0: nobody */
	struct throttle failures;
	struct token_hash token;
	char new_hash[PASSWORD_HASH_SIZE]; /* when the stored one was made at another cost; else "" */
};

static enum err load_person(struct tx *tx, void *context, struct fault *why)
{
	struct sign_in_work *work = context;
	int64_t since_ms = clock_now_ms(&work->office->clock) - THROTTLE_FORGET_MS;
	enum err err;

	err = person_store_failures(tx, work->name, since_ms, &work->failures.failures, &work->failures.last_ms, why);
	if (err)
		return err;
	err = person_store_find(tx, work->arena, work->name, &work->person, why);
	if (err != ERR_NOT_FOUND)
		return err;
	work->person = (struct person_row){.id = 0};
	return ERR_OK;
}

static enum err note_failure(struct tx *tx, void *context, struct fault *why)
{
	struct sign_in_work *work = context;

	return person_store_add_failure(tx, work->name, clock_now_ms(&work->office->clock), why);
}

/* The same password, hashed as it is done today. */
static enum err save_new_hash(struct tx *tx, const struct sign_in_work *work, struct fault *why)
{
	const struct actor actor = {.role = work->person.role, .person_id = work->person.id};

	say_deed(tx, &work->office->clock, &actor, "password_rehashed");
	return person_store_save_password(tx, work->person.id, work->new_hash, why);
}

static enum err open_session(struct tx *tx, void *context, struct fault *why)
{
	struct sign_in_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	const struct session_row row = {
		.token_hash = token_hash_str(&work->token),
		.person_id = work->person.id,
		.expires_ms = now_ms + SESSION_STAFF_MS,
	};
	enum err err;

	err = person_store_clear_failures(tx, work->name, why);
	if (!err && work->new_hash[0])
		err = save_new_hash(tx, work, why);
	return err ? err : session_store_insert(tx, &row, now_ms, why);
}

static enum err judge_password(struct sign_in_work *work, struct str password, bool *ret_is_right, struct fault *why)
{
	const char *hash = work->person.id && !work->person.is_disabled ? work->person.password_hash : NULL;

	*ret_is_right = false;
	if (password.n == 0 || password.n > PASSWORD_BYTES_MAX)
		password = STR("-"); /* the same work, never right: shorter than any password */
	return password_verify(work->office->passwords, password, hash, ret_is_right, why);
}

enum err sign_in(const struct office *office, struct str name, struct str password, struct sign_in_result *ret_result,
		 struct fault *why)
{
	struct sign_in_result result = {.outcome = SIGN_IN_WRONG};
	struct sign_in_work work = {.office = office};
	bool is_right;
	int64_t wait_ms;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work.arena = &arena;
	work.name = str_dup(&arena, str_head(str_trim(name), STAFF_NAME_BYTES_MAX));
	err = db_read(office->db, load_person, &work, why);
	if (err)
		return err;
	wait_ms = throttle_wait_ms(THROTTLE_NAME, work.failures, clock_now_ms(&office->clock));
	if (wait_ms > 0) {
		*ret_result = (struct sign_in_result){.outcome = SIGN_IN_WAIT, .wait_s = (int)((wait_ms + 999) / 1000)};
		return ERR_OK;
	}
	err = judge_password(&work, password, &is_right, why);
	if (!err && !is_right)
		err = db_write(office->db, note_failure, &work, why);
	if (!err && is_right && password_needs_rehash(work.person.password_hash))
		err = password_hash(office->passwords, password, work.new_hash, why);
	if (!err && is_right) {
		result = (struct sign_in_result){
			.outcome = SIGN_IN_DONE, .token = token_new(), .role = work.person.role};
		if (!token_hash(str_from(result.token.text), &work.token))
			return fault_set(why, ERR_IO, "no session could be made");
		err = db_write(office->db, open_session, &work, why);
	}
	if (!err)
		*ret_result = result;
	return err;
}
