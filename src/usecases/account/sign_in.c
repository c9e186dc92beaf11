/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/sign_in.h"

#include "codec/utf8.h"
#include "people/password.h"
#include "people/personal_link.h"
#include "people/throttle.h"
#include "store/account/person_store.h"
#include "store/application/case_store.h"

#define HOUR_MS  ((int64_t)60 * 60 * 1000)
#define NAME_MAX 100

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

static enum err open_session(struct tx *tx, void *context, struct fault *why)
{
	struct sign_in_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	const struct session_row row = {
		.token_hash = token_hash_str(&work->token),
		.person_id = work->person.id,
		.expires_ms = now_ms + SESSION_STAFF_HOURS * HOUR_MS,
	};
	enum err err;

	err = person_store_clear_failures(tx, work->name, why);
	if (!err && work->new_hash[0])
		err = person_store_save_password(tx, work->person.id, work->new_hash, why);
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
	work.name = str_dup(&arena, str_head(str_trim(name), NAME_MAX));
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

static enum err close_session(struct tx *tx, void *context, struct fault *why)
{
	return session_store_delete(tx, token_hash_str(context), why);
}

enum err sign_out(const struct office *office, struct str token, struct fault *why)
{
	struct token_hash hash;

	if (!token_hash(token, &hash))
		return ERR_OK;
	return db_write(office->db, close_session, &hash, why);
}

/* --- the company's link --- */

struct link_work {
	const struct office *office;
	struct personal_link link;
	struct token_hash token;
	bool is_current;
};

static enum err look_at_case(struct tx *tx, void *context, struct fault *why)
{
	struct link_work *work = context;
	struct case_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->is_current = false;
	err = case_store_load(tx, &arena, work->link.case_number, &row, why);
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	work->is_current = personal_link_is_current(&work->link, row.link_version, clock_now_ms(&work->office->clock));
	return ERR_OK;
}

enum err link_case(const struct office *office, struct str link, int64_t *ret_case_number, struct fault *why)
{
	struct link_work work = {.office = office};
	enum err err = ERR_OK;

	if (personal_link_parse(office->secret, link, &work.link))
		err = db_read(office->db, look_at_case, &work, why);
	if (!err)
		*ret_case_number = work.is_current ? work.link.case_number : 0;
	return err;
}

static enum err open_company_session(struct tx *tx, void *context, struct fault *why)
{
	struct link_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	const struct session_row row = {
		.token_hash = token_hash_str(&work->token),
		.case_number = work->link.case_number,
		.expires_ms = now_ms + SESSION_COMPANY_HOURS * HOUR_MS,
	};
	enum err err = look_at_case(tx, work, why);

	if (err || !work->is_current)
		return err;
	return session_store_insert(tx, &row, now_ms, why);
}

enum err link_enter(const struct office *office, struct str link, struct token *ret_token, bool *ret_is_valid,
		    struct fault *why)
{
	struct link_work work = {.office = office};
	struct token token = token_new();
	enum err err = ERR_OK;

	if (personal_link_parse(office->secret, link, &work.link) && token_hash(str_from(token.text), &work.token))
		err = db_write(office->db, open_company_session, &work, why);
	if (err)
		return err;
	*ret_token = token;
	*ret_is_valid = work.is_current;
	return ERR_OK;
}

/* --- who is asking --- */

struct actor_work {
	struct arena *arena;
	struct token_hash hash;
	int64_t now_ms;
	struct actor actor;
};

static enum err load_actor(struct tx *tx, void *context, struct fault *why)
{
	struct actor_work *work = context;

	return session_store_find_actor(tx, work->arena, token_hash_str(&work->hash), work->now_ms, &work->actor, why);
}

enum err find_actor(const struct office *office, struct str token, struct arena *arena, struct actor *ret_actor,
		    struct fault *why)
{
	struct actor_work work = {.arena = arena, .now_ms = clock_now_ms(&office->clock)};
	enum err err = ERR_OK;

	if (token_hash(token, &work.hash))
		err = db_read(office->db, load_actor, &work, why);
	if (err)
		return err;
	if (!work.actor.role)
		work.actor = (struct actor){.role = ROLE_VISITOR, .name = ""};
	*ret_actor = work.actor;
	return ERR_OK;
}

/* --- new people --- */

struct person_work {
	struct person_row row;
	int64_t now_ms;
};

static enum err insert_person(struct tx *tx, void *context, struct fault *why)
{
	struct person_work *work = context;

	return person_store_insert(tx, &work->row, work->now_ms, why);
}

enum err add_person(const struct office *office, const char *sign_in_name, const char *display_name, enum role role,
		    const char *password, int64_t *ret_id, struct fault *why)
{
	char hash[PASSWORD_HASH_SIZE];
	struct person_work work = {
		.row = {db_new_id(), sign_in_name, display_name, role, hash, false},
		.now_ms = clock_now_ms(&office->clock),
	};
	enum password_problem problem = password_judge(str_from(password), str_from(sign_in_name));
	struct str name = str_from(sign_in_name);
	enum err err;

	if (name.n == 0 || name.n > NAME_MAX || utf8_has_control(name) || !display_name[0])
		return fault_set(why, ERR_INVALID, "a person needs a sign-in name of 1 to %d bytes and a name",
				 NAME_MAX);
	if (problem)
		return fault_set(why, ERR_INVALID, "this password is not good enough: %s",
				 password_problem_name(problem));
	err = password_hash(office->passwords, str_from(password), hash, why);
	if (!err)
		err = db_write(office->db, insert_person, &work, why);
	if (!err)
		*ret_id = work.row.id;
	return err;
}
