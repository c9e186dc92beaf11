/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/targets_code.h"

#include "codec/text/kana.h"
#include "findings/authorisation.h"
#include "people/confirm_code.h"
#include "store/account/form_use_store.h"
#include "store/diagnosis/authorisation_request_store.h"
#include "store/new_id.h"
#include "store/post/message_store.h"
#include "usecases/case_value.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/mail_context.h"
#include "usecases/message_queue.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

#define TEMPLATE  "authorisation_code"
#define MINUTE_MS INT64_C(60000)
#define HOUR_MS   (60 * MINUTE_MS)

struct code_work {
	const struct office *office;
	const struct actor *actor;
	const struct once *once;
	struct arena *arena; /* of the caller */
	struct case_facts facts;
	struct authorisation_request_row request;
	int64_t authorisation_id; /* 0: of what waits */
	const char *document;
	struct str typed;
	bool is_mailed;
	enum targets_code_outcome outcome;
};

/* Loads the case and what waits. */
static enum err begin(struct tx *tx, struct code_work *work, struct fault *why)
{
	const struct actor *actor = work->actor;
	enum err err = case_facts_load(tx, work->arena, work->office, actor->case_id, &work->facts, why);

	if (!err)
		err = permission_demand(permission_may_authorise_targets(actor, &work->facts.of), actor,
					"authorise targets", why);
	if (!err)
		err = authorisation_request_store_load(tx, work->arena, actor->case_id, &work->request, why);
	return err;
}

static enum err queue_code(struct tx *tx, const struct code_work *work, const struct authorisation_request_row *request,
			   struct fault *why)
{
	const struct case_row *row = &work->facts.row;
	const enum lang lang = str_is(str_from(row->lang), "en") ? LANG_EN : LANG_JA;
	struct value *context = mail_context(work->arena, work->office, work->facts.edition, row, lang, NULL);
	enum err err = authorisation_request_store_save(tx, request, why);

	if (!err) /* the occasion is what the code is made of while the mail is sent (mail_secret.h) */
		err = message_queue(tx, work->office, work->facts.edition, row->id, TEMPLATE,
				    arena_printf(work->arena, "%lld", (long long)request->code_id), lang, row->mail,
				    context, why);
	if (!err)
		say_deed_on_case(tx, &work->office->clock, work->actor, "code_requested", row);
	return err;
}

static enum err may_mail(struct tx *tx, struct code_work *work, bool *ret_is_repeated, struct fault *why)
{
	const struct case_row *row = &work->facts.row;
	enum case_state to;
	int64_t recent = 0;
	enum err err = case_step_check(row, targets_deed_authorise.event, &to, why);

	*ret_is_repeated = false;
	if (!err && !work->authorisation_id && !work->request.authorisation_id)
		err = fault_set(why, ERR_CONFLICT, "no authorisation of case %lld waits for a code",
				(long long)row->id);
	if (!err && work->once)
		err = form_use_store_claim(tx, work->once->nonce, TEMPLATE, row->id, work->facts.now_ms,
					   ret_is_repeated, why);
	if (!err)
		err = message_store_count_recent(tx, TEMPLATE, row->id, "", work->facts.now_ms - HOUR_MS, &recent, why);
	work->is_mailed = *ret_is_repeated || recent < TARGETS_CODE_MAILS_PER_HOUR;
	return err;
}

static enum err mail_code(struct tx *tx, void *context, struct fault *why)
{
	struct code_work *work = context;
	struct authorisation_request_row request = {.code_id = new_id()};
	bool is_repeated = false;
	enum err err = begin(tx, work, why);

	if (!err)
		err = may_mail(tx, work, &is_repeated, why);
	if (err || is_repeated || !work->is_mailed)
		return err;
	request.case_id = work->facts.row.id;
	request.authorisation_id = work->authorisation_id ? work->authorisation_id : work->request.authorisation_id;
	request.document = work->authorisation_id ? work->document : work->request.document;
	request.mailed_ms = work->facts.now_ms;
	return queue_code(tx, work, &request, why);
}

enum err targets_code_ask(const struct office *office, const struct actor *actor, const struct once *once,
			  int64_t authorisation_id, const char *document, bool *ret_is_mailed, struct fault *why)
{
	ARENA_SCOPED arena;
	struct code_work work = {.office = office,
				 .actor = actor,
				 .once = once,
				 .arena = &arena,
				 .authorisation_id = authorisation_id,
				 .document = document};
	enum err err;

	arena_init(&arena);
	err = db_write(office->db, mail_code, &work, why);
	if (!err)
		*ret_is_mailed = work.is_mailed;
	return err;
}

enum err targets_code_again(const struct office *office, const struct actor *actor, const struct once *once,
			    bool *ret_is_mailed, struct fault *why)
{
	return targets_code_ask(office, actor, once, 0, NULL, ret_is_mailed, why);
}

/* --- typing it --- */

static bool is_void(const struct code_work *work)
{
	const struct authorisation_request_row *request = &work->request;

	return !request->authorisation_id || request->tries >= TARGETS_CODE_TRIES ||
	       work->facts.now_ms >= request->mailed_ms + TARGETS_CODE_MINUTES * MINUTE_MS;
}

static enum err take_try(struct tx *tx, void *context, struct fault *why)
{
	struct code_work *work = context;
	enum err err = begin(tx, work, why);

	work->outcome = TARGETS_CODE_VOID;
	if (err || is_void(work))
		return err;
	work->outcome = confirm_code_is(work->office->secret, work->request.code_id, work->typed) ? TARGETS_CODE_RIGHT
												  : TARGETS_CODE_WRONG;
	return authorisation_request_store_add_try(tx, work->request.case_id, why);
}

/* The document as it was filled in, given at this moment. */
static enum err permit(const struct code_work *work, struct fault *why)
{
	struct case_deed_input input = {.id = work->request.authorisation_id};
	struct authorisation *document = NULL;
	BUF_SCOPED text;
	enum err err = authorisation_parse(work->arena, str_from(work->request.document), &document, why);

	buf_init(&text, AUTHORISATION_BYTES_MAX);
	if (err)
		return err;
	document->authorised_ms = work->facts.now_ms;
	authorisation_format(document, &text);
	err = buf_finish(&text, "the authorisation", why);
	if (err)
		return err;
	input.document = buf_text(&text);
	return case_deed_do(&targets_deed_authorise, work->office, work->actor, work->once, work->request.case_id,
			    &input, why);
}

enum err targets_code_confirm(const struct office *office, const struct actor *actor, const struct once *once,
			      struct str typed, enum targets_code_outcome *ret_outcome, struct fault *why)
{
	ARENA_SCOPED arena;
	struct code_work work = {.office = office, .actor = actor, .once = once, .arena = &arena};
	enum err err;

	arena_init(&arena);
	work.typed = str_from(kana_digits_of(&arena, typed));
	if (!work.typed.n) { /* no try */
		*ret_outcome = TARGETS_CODE_WRONG;
		return ERR_OK;
	}
	err = db_write(office->db, take_try, &work, why);
	if (!err && work.outcome == TARGETS_CODE_RIGHT)
		err = permit(&work, why);
	if (!err)
		*ret_outcome = work.outcome;
	return err;
}

/* --- what waits --- */

const struct value_key targets_code_keys[] = {
	{"authorisation", VALUE_MAP, case_value_authorisation_keys},
	{"mail", VALUE_TEXT, NULL}, /* where the code went */
	{"is_void", VALUE_BOOL, NULL},
	{"tries_left", VALUE_INT, NULL},
	{"minutes", VALUE_INT, NULL}, /* that a code lives */
	{0},
};

static enum err load_request(struct tx *tx, void *context, struct fault *why)
{
	return begin(tx, context, why);
}

enum err targets_code_view(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			   struct value **ret_view, struct fault *why)
{
	struct code_work work = {.office = office, .actor = actor, .arena = arena};
	struct authorisation_row row = {.state = AUTHORISATION_STATE_AUTHORISED};
	struct value *view = value_map(arena);
	enum err err = db_read(office->db, load_request, &work, why);

	if (err)
		return err;
	row.id = work.request.authorisation_id;
	row.document = work.request.document;
	value_set(arena, view, "authorisation", case_value_authorisation(office, arena, lang, &row));
	value_set_text(arena, view, "mail", work.facts.row.mail);
	value_set_bool(arena, view, "is_void", is_void(&work));
	value_set_int(arena, view, "tries_left", TARGETS_CODE_TRIES - work.request.tries);
	value_set_int(arena, view, "minutes", TARGETS_CODE_MINUTES);
	*ret_view = row.id ? view : NULL;
	return ERR_OK;
}
