/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/second_step.h"

#include "codec/text/kana.h"
#include "store/account/challenge_store.h"
#include "store/account/passkey_store.h"
#include "store/account/sign_in_failure_store.h"
#include "usecases/account/guess.h"
#include "usecases/say_deed.h"

#define PURPOSE  "code"
#define OFFER_MS INT64_C(3600000)

enum err second_step_ask(struct tx *tx, const struct office *office, int64_t person_id, struct token *ret_token,
			 struct fault *why)
{
	const int64_t now_ms = clock_now_ms(&office->clock);
	const struct token token = token_new();
	struct token_hash hash;
	struct challenge_row row = {
		.purpose = PURPOSE, .person_id = person_id, .expires_ms = now_ms + SECOND_STEP_MINUTES * 60 * 1000};
	enum err err;

	if (!token_hash(str_from(token.text), &hash))
		return fault_set(why, ERR_IO, "no token could be made");
	row.token_hash = token_hash_str(&hash);
	err = challenge_store_insert(tx, &row, now_ms, why);
	if (!err)
		*ret_token = token;
	return err;
}

struct step_work {
	const struct office *office;
	struct arena *arena;
	const struct staff_browser *browser;
	struct token_hash challenge;
	struct str code;
	const char *client; /* of who takes it away */
	int64_t person_id;  /* whose code it is */
	int64_t made_ms;    /* of the key that is set up */
	struct second_step_result result;
	bool is_right;
};

/* Whether it is a code of the person's key that was not used yet; then it is used. */
static enum err use_code(struct tx *tx, struct step_work *work, int64_t made_ms, struct fault *why)
{
	const struct totp_key key = totp_key_of(work->office->secret, work->person_id, made_ms);
	int64_t step = 0;
	enum err err = passkey_store_code_step(tx, work->person_id, &step, why);

	if (err)
		return err;
	work->is_right = totp_is(&key, work->code, clock_now_ms(&work->office->clock), step, &step);
	return work->is_right ? passkey_store_save_code_step(tx, work->person_id, step, why) : ERR_OK;
}

static enum err count_try(struct tx *tx, struct step_work *work, struct challenge_row *row, struct fault *why)
{
	enum err err = challenge_store_find(tx, work->arena, token_hash_str(&work->challenge), PURPOSE,
					    clock_now_ms(&work->office->clock), row, why);

	if (!err && row->tries >= SECOND_STEP_TRIES_MAX)
		err = ERR_NOT_FOUND;
	return err ? err : challenge_store_add_try(tx, row->token_hash, why);
}

/* The person may have been disabled meanwhile, or have taken the telephone away. */
static enum err enter(struct tx *tx, struct step_work *work, const struct challenge_row *row, struct fault *why)
{
	struct person_row person;
	enum err err = person_store_load(tx, work->arena, row->person_id, &person, why);

	if (err || person.is_disabled || !person.second_ms)
		return err;
	work->person_id = person.id;
	work->result.outcome = SECOND_STEP_WRONG;
	err = use_code(tx, work, person.second_ms, why);
	if (err || !work->is_right)
		return err;
	err = challenge_store_delete(tx, row->token_hash, why);
	if (!err)
		err = staff_session_open(tx, work->office, &person, work->browser, &work->result.session, why);
	work->result.outcome = SECOND_STEP_DONE;
	return err;
}

static enum err answer(struct tx *tx, void *context, struct fault *why)
{
	struct step_work *work = context;
	struct challenge_row row;
	enum err err = count_try(tx, work, &row, why);

	work->result.outcome = SECOND_STEP_OVER;
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	return enter(tx, work, &row, why);
}

enum err second_step_answer(const struct office *office, struct str token, struct str code,
			    const struct staff_browser *browser, struct second_step_result *ret_result,
			    struct fault *why)
{
	struct step_work work = {.office = office, .browser = browser, .result = {.outcome = SECOND_STEP_OVER}};
	ARENA_SCOPED arena;
	enum err err = ERR_OK;

	arena_init(&arena);
	work.arena = &arena;
	work.code = str_from(kana_digits_of(&arena, code));
	if (token_hash(token, &work.challenge))
		err = db_write(office->db, answer, &work, why);
	if (!err)
		*ret_result = work.result;
	return err;
}

static bool is_offered(const struct office *office, int64_t made_ms)
{
	const int64_t now_ms = clock_now_ms(&office->clock);

	return made_ms <= now_ms && made_ms > now_ms - OFFER_MS;
}

enum err second_step_offer(const struct office *office, const struct actor *actor, int64_t made_ms,
			   struct second_step_offer *ret_offer, struct fault *why)
{
	struct second_step_offer offer = {.made_ms =
						  is_offered(office, made_ms) ? made_ms : clock_now_ms(&office->clock)};
	struct totp_key key;

	if (!actor->person_id)
		return fault_set(why, ERR_DENIED, "only staff has a second step");
	key = totp_key_of(office->secret, actor->person_id, offer.made_ms);
	totp_text(&key, offer.key);
	*ret_offer = offer;
	return ERR_OK;
}

static enum err save(struct tx *tx, struct step_work *work, int64_t made_ms, const char *kind, struct fault *why)
{
	const struct actor actor = {.role = ROLE_STAFF, .person_id = work->person_id};

	say_deed(tx, &work->office->clock, &actor, kind);
	return person_store_save_second(tx, work->person_id, made_ms, why);
}

/* Never in the place of another: who has the session has not the telephone. */
static enum err set(struct tx *tx, void *context, struct fault *why)
{
	struct step_work *work = context;
	struct person_row person;
	enum err err = person_store_load(tx, work->arena, work->person_id, &person, why);

	if (err || person.second_ms)
		return err;
	err = use_code(tx, work, work->made_ms, why);

	return err || !work->is_right ? err : save(tx, work, work->made_ms, "second_set", why);
}

static enum err take_away(struct tx *tx, void *context, struct fault *why)
{
	struct step_work *work = context;
	struct person_row person;
	int64_t wait_ms = 0;
	enum err err = person_store_load(tx, work->arena, work->person_id, &person, why);

	if (err || !person.second_ms)
		return err;
	err = guess_count(tx, work->office, person.sign_in_name, work->client, &wait_ms, why);
	if (!err && !wait_ms)
		err = use_code(tx, work, person.second_ms, why);
	if (err || !work->is_right)
		return err;
	err = sign_in_failure_store_clear_pair(tx, person.sign_in_name, work->client, why);
	return err ? err : save(tx, work, 0, "second_removed", why);
}

static enum err change(const struct office *office, const struct actor *actor, struct str code, int64_t made_ms,
		       const char *client, enum err (*work_on)(struct tx *tx, void *context, struct fault *why),
		       bool *ret_is_right, struct fault *why)
{
	struct step_work work = {.office = office, .person_id = actor->person_id, .made_ms = made_ms, .client = client};
	ARENA_SCOPED arena;
	enum err err;

	if (!actor->person_id)
		return fault_set(why, ERR_DENIED, "only staff has a second step");
	arena_init(&arena);
	work.arena = &arena;
	work.code = str_from(kana_digits_of(&arena, code));
	err = db_write(office->db, work_on, &work, why);
	if (!err)
		*ret_is_right = work.is_right;
	return err;
}

enum err second_step_set(const struct office *office, const struct actor *actor, int64_t made_ms, struct str code,
			 bool *ret_is_set, struct fault *why)
{
	if (!is_offered(office, made_ms)) {
		*ret_is_set = false;
		return ERR_OK;
	}
	return change(office, actor, code, made_ms, "", set, ret_is_set, why);
}

enum err second_step_remove(const struct office *office, const struct actor *actor, struct str code, const char *client,
			    bool *ret_is_removed, struct fault *why)
{
	return change(office, actor, code, 0, client, take_away, ret_is_removed, why);
}
