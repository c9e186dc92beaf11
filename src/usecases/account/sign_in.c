/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/sign_in.h"

#include <string.h>

#include "base/ascii.h"
#include "people/password.h"
#include "store/account/device_store.h"
#include "store/account/passkey_store.h"
#include "store/account/person_store.h"
#include "usecases/account/guess.h"
#include "usecases/account/second_step.h"
#include "usecases/account/staff.h"
#include "usecases/say_deed.h"

/* A device that failed so often is one among strangers, until its person has signed in. */
#define DEVICE_FAILURES_MAX 10

struct sign_in_work {
	const struct office *office;
	struct arena *arena;
	const char *name;
	const struct staff_browser *browser;
	struct person_row person; /* id 0: nobody */
	struct token_hash device; /* that the browser has */
	bool has_device;
	bool is_known; /* the device is one of the person's */
	int64_t wait_ms;
	struct sign_in_result result;
	char new_hash[PASSWORD_HASH_SIZE]; /* when the stored one was made at another cost; else "" */
};

static enum err load_person(struct tx *tx, struct sign_in_work *work, struct fault *why)
{
	struct fault missing;
	enum err err = person_store_find(tx, work->arena, work->name, &work->person, &missing);

	if (err && err != ERR_NOT_FOUND)
		return fault_set(why, err, "%s", missing.text);
	if (err)
		work->person = (struct person_row){.id = 0};
	return ERR_OK;
}

static enum err look_at_device(struct tx *tx, struct sign_in_work *work, int64_t now_ms, struct fault *why)
{
	int64_t failures = 0;
	enum err err = ERR_OK;

	work->is_known = false;
	if (work->has_device && work->person.id)
		err = device_store_find(tx, token_hash_str(&work->device), work->person.id, now_ms, &work->is_known,
					&failures, why);
	work->is_known = work->is_known && failures < DEVICE_FAILURES_MAX;
	return err;
}

static enum err find_device(struct tx *tx, struct sign_in_work *work, int64_t now_ms, struct fault *why)
{
	enum err err = load_person(tx, work, why);

	return err ? err : look_at_device(tx, work, now_ms, why);
}

/* How long to wait; when not at all, the attempt is counted. */
static enum err begin_attempt(struct tx *tx, void *context, struct fault *why)
{
	struct sign_in_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	enum err err = find_device(tx, work, now_ms, why);

	if (err)
		return err;
	work->wait_ms = 0;
	if (work->is_known)
		return device_store_add_failure(tx, token_hash_str(&work->device), why);
	return guess_count(tx, work->office, work->name, work->browser->client, &work->wait_ms, why);
}

/* The same password, hashed as it is done today. */
static enum err save_new_hash(struct tx *tx, const struct sign_in_work *work, struct fault *why)
{
	const struct actor actor = {.role = work->person.role, .person_id = work->person.id};

	say_deed(tx, &work->office->clock, &actor, "password_rehashed");
	return person_store_save_password(tx, work->person.id, work->new_hash, why);
}

/* What a right password leads to: a code from who has a telephone for it, the passkey from who has only that. */
static enum err go_on(struct tx *tx, struct sign_in_work *work, const struct person_row *person, struct fault *why)
{
	struct passkey_row *keys;
	size_t count = 0;
	enum err err;

	if (person->second_ms) {
		work->result.outcome = SIGN_IN_CODE;
		return second_step_ask(tx, work->office, person->id, &work->result.code_token, why);
	}
	err = passkey_store_list(tx, work->arena, person->id, &keys, &count, why);
	if (err)
		return err;
	work->result.outcome = count ? SIGN_IN_PASSKEY : SIGN_IN_DONE;
	return count ? ERR_OK : staff_session_open(tx, work->office, person, work->browser, &work->result.session, why);
}

/* The person may have been disabled, or given another password, since the password was looked at. */
static enum err enter(struct tx *tx, void *context, struct fault *why)
{
	struct sign_in_work *work = context;
	struct person_row now;
	enum err err = person_store_load(tx, work->arena, work->person.id, &now, why);

	work->result = (struct sign_in_result){.outcome = SIGN_IN_WRONG};
	if (err || now.is_disabled || strcmp(now.password_hash, work->person.password_hash) != 0)
		return err;
	if (work->new_hash[0])
		err = save_new_hash(tx, work, why);
	return err ? err : go_on(tx, work, &now, why);
}

static enum err judge_password(struct sign_in_work *work, struct str password, bool *ret_is_right, struct fault *why)
{
	const char *hash = work->person.id && !work->person.is_disabled ? work->person.password_hash : NULL;

	*ret_is_right = false;
	if (password.n == 0 || password.n > PASSWORD_BYTES_MAX)
		password = STR("-"); /* the same work, never right: shorter than any password */
	return password_verify(password, hash, ret_is_right, why);
}

static enum err take_in(struct sign_in_work *work, struct str password, struct fault *why)
{
	enum err err = ERR_OK;

	if (password_needs_rehash(work->person.password_hash))
		err = password_hash(password, work->new_hash, why);
	return err ? err : db_write(work->office->db, enter, work, why);
}

/* A mail address is the same in any case: an invitation keeps it in small letters. */
static const char *name_of(struct arena *arena, struct str typed)
{
	char *name = str_dup(arena, str_head(str_trim(typed), STAFF_NAME_BYTES_MAX));

	if (strchr(name, '@'))
		for (char *c = name; *c; c++)
			*c = (char)ascii_lower(*c);
	return name;
}

static void begin(struct sign_in_work *work, const struct office *office, struct arena *arena,
		  const struct sign_in_input *input)
{
	*work = (struct sign_in_work){.office = office, .arena = arena};
	work->name = name_of(arena, input->name);
	work->browser = &input->browser;
	work->has_device = token_hash(input->browser.device, &work->device);
	work->result.outcome = SIGN_IN_WRONG;
}

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct sign_in_work *work = context;

	return find_device(tx, work, clock_now_ms(&work->office->clock), why);
}

enum err sign_in_is_known(const struct office *office, const struct sign_in_input *input, bool *ret_is_known,
			  struct fault *why)
{
	struct sign_in_work work;
	ARENA_SCOPED arena;
	enum err err = ERR_OK;

	arena_init(&arena);
	begin(&work, office, &arena, input);
	if (work.has_device)
		err = db_read(office->db, look, &work, why);
	if (!err)
		*ret_is_known = work.is_known;
	return err;
}

enum err sign_in(const struct office *office, const struct sign_in_input *input, struct sign_in_result *ret_result,
		 struct fault *why)
{
	struct sign_in_work work;
	bool is_right = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	begin(&work, office, &arena, input);
	err = db_write(office->db, begin_attempt, &work, why);
	if (!err && work.wait_ms)
		work.result =
			(struct sign_in_result){.outcome = SIGN_IN_WAIT, .wait_s = (int)((work.wait_ms + 999) / 1000)};
	else if (!err)
		err = judge_password(&work, input->password, &is_right, why);
	if (!err && is_right)
		err = take_in(&work, input->password, why);
	if (!err)
		*ret_result = work.result;
	return err;
}
