/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/passkey_deed.h"

#include <string.h>

#include "base/ascii.h"
#include "codec/digest.h"
#include "codec/utf8.h"
#include "store/account/challenge_store.h"
#include "store/account/passkey_store.h"
#include "store/new_id.h"
#include "usecases/say_deed.h"

#define PURPOSE     "passkey"
#define QUESTION_MS ((int64_t)PASSKEY_DEED_MINUTES * 60 * 1000)

/* "https://host:port/path" without its path. */
static bool cut_url(struct str url, struct str *ret_origin, struct str *ret_host)
{
	const size_t scheme = str_find(url, "://");
	struct str host = str_skip(url, scheme + 3);

	host = str_head(host, str_index(host, '/'));
	*ret_origin = str_head(url, scheme + 3 + host.n);
	*ret_host = str_head(host, str_index(host, ':'));
	return scheme < url.n && ret_host->n > 0 && ret_host->p[0] != '[';
}

/* The last label of an address of numbers begins with a digit, that of a name does not (RFC 3696 section 2). */
static bool is_name(struct str host)
{
	size_t at = host.n;

	while (at > 0 && host.p[at - 1] != '.')
		at--;
	return at < host.n && !ascii_is_digit(host.p[at]);
}

bool passkey_deed_site(const struct office *office, struct arena *arena, struct passkey_site *ret_site)
{
	struct str origin, host;

	if (!office->base_url || !cut_url(str_from(office->base_url), &origin, &host) || !is_name(host))
		return false;
	if (!str_starts(origin, "https://") && !str_is(host, "localhost"))
		return false;
	*ret_site = (struct passkey_site){str_dup(arena, origin), str_dup(arena, host)};
	return true;
}

void passkey_deed_ask(const struct office *office, int64_t person_id, char ret_question[PERSONAL_LINK_LENGTH + 1])
{
	const struct personal_link question = {
		.message_id = new_id(), .version = person_id, .expires_ms = clock_now_ms(&office->clock) + QUESTION_MS};

	personal_link_format(office->secret, PERSONAL_LINK_TO_PASSKEY, &question, ret_question);
}

/* Whether we asked this, of this person, a while ago. */
static enum err check_question(const struct office *office, struct str text, int64_t person_id, struct fault *why)
{
	struct personal_link question;

	if (!personal_link_parse(office->secret, PERSONAL_LINK_TO_PASSKEY, text, &question) ||
	    question.version != person_id)
		return fault_set(why, ERR_INVALID, "the question is not one of ours");
	if (clock_now_ms(&office->clock) >= question.expires_ms)
		return fault_set(why, ERR_INVALID, "the question is too old");
	return ERR_OK;
}

/* Once. It is kept a little longer than it is good. */
static enum err use_question(struct tx *tx, struct arena *arena, const struct office *office, struct str text,
			     struct fault *why)
{
	const int64_t now_ms = clock_now_ms(&office->clock);
	unsigned char hash[DIGEST_SIZE];
	struct challenge_row row = {
		.token_hash = str_of(hash, sizeof(hash)), .purpose = PURPOSE, .expires_ms = now_ms + 2 * QUESTION_MS};
	struct challenge_row found;
	struct fault missing;
	enum err err;

	digest_sha256(text, hash);
	err = challenge_store_find(tx, arena, row.token_hash, PURPOSE, now_ms, &found, &missing);
	if (err == ERR_OK)
		return fault_set(why, ERR_CONFLICT, "this question was answered before");
	if (err != ERR_NOT_FOUND)
		return fault_set(why, err, "%s", missing.text);
	return challenge_store_insert(tx, &row, now_ms, why);
}

static enum err decode(struct arena *arena, struct str text, struct str *ret_bytes, struct fault *why)
{
	if (text.n > PASSKEY_DEED_BYTES_MAX * 4 / 3 || !digest_base64url_decode(arena, text, ret_bytes))
		return fault_set(why, ERR_INVALID, "a part of the answer is too long, or no base64url");
	return ERR_OK;
}

/* --- a new one --- */

struct add_work {
	const struct office *office;
	const struct actor *actor;
	struct arena *arena;
	struct str question;
	struct passkey passkey;
	const char *name;
};

static enum err add(struct tx *tx, void *context, struct fault *why)
{
	const struct add_work *work = context;
	const int64_t now_ms = clock_now_ms(&work->office->clock);
	const struct passkey_row row = {
		.id = new_id(),
		.person_id = work->actor->person_id,
		.credential = work->passkey.id,
		.public_key = work->passkey.key,
		.name = work->name,
		.made_ms = now_ms,
	};
	struct passkey_row *rows;
	size_t count;
	enum err err = use_question(tx, work->arena, work->office, work->question, why);

	if (!err)
		err = passkey_store_list(tx, work->arena, row.person_id, &rows, &count, why);
	if (!err && count >= PASSKEY_STORE_MAX)
		err = fault_set(why, ERR_CONFLICT, "a person has at most %d passkeys", PASSKEY_STORE_MAX);
	if (err)
		return err;
	say_deed(tx, &work->office->clock, work->actor, "passkey_added");
	err = passkey_store_insert(tx, &row, why);
	return err ? err : passkey_store_save_use(tx, row.id, work->passkey.counter, 0, why);
}

static enum err read_made(struct add_work *work, const struct passkey_deed_made *made, struct fault *why)
{
	struct passkey_site site;
	struct str client_data = {0}, attestation = {0};
	enum err err = check_question(work->office, made->question, work->actor->person_id, why);

	if (!err && !passkey_deed_site(work->office, work->arena, &site))
		err = fault_set(why, ERR_INVALID, "the address of these pages allows no passkeys");
	if (!err)
		err = decode(work->arena, made->client_data, &client_data, why);
	if (!err)
		err = decode(work->arena, made->attestation, &attestation, why);
	return err ? err
		   : passkey_read(work->arena, &site, made->question, client_data, attestation, &work->passkey, why);
}

enum err passkey_deed_add(const struct office *office, const struct actor *actor, const struct passkey_deed_made *made,
			  struct fault *why)
{
	const struct str name = str_trim(made->name);
	struct add_work work = {.office = office, .actor = actor, .question = made->question};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work.arena = &arena;
	if (!actor->person_id)
		return fault_set(why, ERR_DENIED, "only staff has passkeys");
	if (name.n == 0 || name.n > PASSKEY_DEED_NAME_MAX || !utf8_is_valid(name) || utf8_has_control(name))
		return fault_set(why, ERR_INVALID, "a passkey needs a name of 1 to %d bytes", PASSKEY_DEED_NAME_MAX);
	work.name = str_dup(&arena, name);
	err = read_made(&work, made, why);
	return err ? err : db_write(office->db, add, &work, why);
}

struct known_work {
	struct arena *arena;
	int64_t person_id;
	struct passkey_row *rows;
	size_t count;
};

static enum err list_known(struct tx *tx, void *context, struct fault *why)
{
	struct known_work *work = context;

	return passkey_store_list(tx, work->arena, work->person_id, &work->rows, &work->count, why);
}

enum err passkey_deed_known(const struct office *office, struct arena *arena, const struct actor *actor,
			    const char **ret_known, struct fault *why)
{
	struct known_work work = {.arena = arena, .person_id = actor->person_id};
	const char *known = "";
	enum err err = db_read(office->db, list_known, &work, why);

	if (err)
		return err;
	for (size_t i = 0; i < work.count; i++) {
		struct str id = digest_base64_encode(arena, work.rows[i].credential);
		known = arena_printf(arena, "%s%s%.*s", known, i ? " " : "", (int)id.n, id.p);
	}
	*ret_known = known;
	return ERR_OK;
}

struct remove_work {
	const struct office *office;
	const struct actor *actor;
	int64_t id;
};

static enum err take_away(struct tx *tx, void *context, struct fault *why)
{
	const struct remove_work *work = context;

	say_deed(tx, &work->office->clock, work->actor, "passkey_removed");
	return passkey_store_delete(tx, work->actor->person_id, work->id, why);
}

enum err passkey_deed_remove(const struct office *office, const struct actor *actor, int64_t id, struct fault *why)
{
	struct remove_work work = {office, actor, id};

	if (!actor->person_id)
		return fault_set(why, ERR_DENIED, "only staff has passkeys");
	return db_write(office->db, take_away, &work, why);
}

/* --- a sign-in --- */

struct enter_work {
	const struct office *office;
	const struct staff_browser *browser;
	struct arena *arena;
	struct passkey_site site;
	struct str question, credential;
	struct passkey_proof proof;
	struct staff_session session;
};

/* The signature is looked at in the transaction: two answers at once must not both be the next of a counter. */
static enum err enter(struct tx *tx, void *context, struct fault *why)
{
	struct enter_work *work = context;
	struct passkey_row row = {0};
	struct person_row person;
	struct passkey passkey;
	enum err err = use_question(tx, work->arena, work->office, work->question, why);

	if (!err)
		err = passkey_store_find(tx, work->arena, work->credential, &row, why);
	if (!err)
		err = person_store_load(tx, work->arena, row.person_id, &person, why);
	if (!err && person.is_disabled)
		err = fault_set(why, ERR_DENIED, "the person is disabled");
	if (err)
		return err;
	passkey = (struct passkey){row.credential, row.public_key, row.counter};
	err = passkey_verify(work->arena, &work->site, work->question, &passkey, &work->proof, &row.counter, why);
	if (!err)
		err = passkey_store_save_use(tx, row.id, row.counter, clock_now_ms(&work->office->clock), why);
	return err ? err : staff_session_open(tx, work->office, &person, work->browser, &work->session, why);
}

static enum err read_shown(struct enter_work *work, const struct passkey_deed_shown *shown, struct fault *why)
{
	enum err err = check_question(work->office, shown->question, 0, why);

	if (!err && !passkey_deed_site(work->office, work->arena, &work->site))
		err = fault_set(why, ERR_INVALID, "the address of these pages allows no passkeys");
	if (!err)
		err = decode(work->arena, shown->credential, &work->credential, why);
	if (!err)
		err = decode(work->arena, shown->client_data, &work->proof.client_data, why);
	if (!err)
		err = decode(work->arena, shown->authenticator_data, &work->proof.authenticator_data, why);
	return err ? err : decode(work->arena, shown->signature, &work->proof.signature, why);
}

/* What is wrong with an answer is a no. */
static bool is_no(enum err err)
{
	return err == ERR_INVALID || err == ERR_NOT_FOUND || err == ERR_CONFLICT;
}

enum err passkey_deed_sign_in(const struct office *office, const struct passkey_deed_shown *shown,
			      const struct staff_browser *browser, struct staff_session *ret_session, struct fault *why)
{
	struct enter_work work = {.office = office, .browser = browser, .question = shown->question};
	struct fault wrong;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work.arena = &arena;
	err = read_shown(&work, shown, &wrong);
	if (!err)
		err = db_write(office->db, enter, &work, &wrong);
	if (err)
		return fault_set(why, is_no(err) ? ERR_DENIED : err, "%s", wrong.text);
	*ret_session = work.session;
	return ERR_OK;
}
