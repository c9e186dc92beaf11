/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/link_request.h"

#include "codec/text/search_key.h"
#include "jobs/queue.h"
#include "programme/question.h"
#include "store/account/link_asked_store.h"
#include "store/application/case_store.h"
#include "store/post/message_store.h"
#include "store/system/setting_store.h"
#include "usecases/edition_shelf.h"
#include "usecases/mail_context.h"
#include "usecases/message_queue.h"
#include "usecases/office_open.h"
#include "usecases/receipt.h"
#include "usecases/say_deed.h"

#define TEMPLATE "new_link"
#define HOUR_MS  (INT64_C(60) * 60 * 1000)

struct request_work {
	const struct office *office;
	const char *client;
	const char *prefix; /* of the receipt number */
	int64_t number;     /* 0: nothing that could be one */
	struct str mail;    /* as a form stores it; empty: no address */
};

static struct str judge_mail(struct arena *arena, struct str typed)
{
	const struct question question = {.kind = QUESTION_MAIL, .required = true};
	struct value *answer = NULL;

	if (question_judge(arena, &question, value_str(arena, typed), &answer))
		return STR("");
	return answer->text;
}

/* Whether the case is there and has this address. Who has no page any more gets no link to it. */
static enum err find_case(struct tx *tx, const struct request_work *work, int64_t *ret_case_id, struct fault *why)
{
	struct case_row row = {.mail = ""};
	int64_t id = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_store_find_receipt(tx, work->prefix, work->number, &id, why);
	if (!err || err == ERR_NOT_FOUND)
		err = case_store_load(tx, &arena, id, &row, why);
	if (err && err != ERR_NOT_FOUND)
		return err;
	*ret_case_id = row.id && work->mail.n && case_state_lets_in(row.state) &&
				       str_eq_ascii_case(work->mail, str_from(row.mail))
			       ? id
			       : 0;
	return ERR_OK;
}

/* Counts this request too, unless it is one too many. */
static enum err count_request(struct tx *tx, const struct request_work *work, bool *ret_is_heard, struct fault *why)
{
	int64_t now_ms = clock_now_ms(&work->office->clock), limit = 0, asked = 0;
	enum err err = ERR_OK;

	*ret_is_heard = true;
	if (!work->client[0])
		return ERR_OK;
	err = setting_store_get_int(tx, OFFICE_LINKS_AN_HOUR, LINK_REQUEST_ASKED_PER_HOUR, &limit, why);
	if (!err)
		err = link_asked_store_count(tx, work->client, now_ms - LINK_ASKED_KEPT_MS, &asked, why);
	if (err)
		return err;
	*ret_is_heard = asked < limit;
	return *ret_is_heard ? link_asked_store_add(tx, work->client, now_ms, now_ms - LINK_ASKED_KEPT_MS, why)
			     : ERR_OK;
}

static enum err queue_request(struct tx *tx, void *context, struct fault *why)
{
	const struct request_work *work = context;
	int64_t case_id = 0;
	bool is_heard = false;
	enum err err = count_request(tx, work, &is_heard, why);

	if (err || !is_heard)
		return err;
	err = find_case(tx, work, &case_id, why);
	return err ? err : queue_add(tx, LINK_REQUEST_JOB, case_id, clock_now_ms(&work->office->clock), why);
}

enum err link_request_ask(const struct office *office, const char *client, struct str receipt, struct str mail,
			  struct fault *why)
{
	struct request_work work = {.office = office, .client = client, .prefix = ""};
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!receipt_parse(&arena, str_from(search_key_of(&arena, receipt)), &work.prefix, &work.number))
		work.number = 0;
	work.mail = judge_mail(&arena, mail);
	return db_write(office->db, queue_request, &work, why);
}

/* --- behind the answer --- */

struct mail_work {
	const struct office *office;
	int64_t case_id;
	int64_t job_id; /* the mail's occasion: a job that runs again mails nothing again */
};

static enum err queue_mail(struct tx *tx, struct arena *arena, const struct mail_work *work, const struct case_row *row,
			   struct fault *why)
{
	const struct office *office = work->office;
	const enum lang lang = str_is(str_from(row->lang), "en") ? LANG_EN : LANG_JA;
	const struct actor program = actor_program();
	const struct edition *edition;
	enum err err = edition_shelf_current(office->editions, tx, row->edition, &edition, why);

	if (!err)
		err = message_queue(tx, office, edition, row->id, TEMPLATE,
				    arena_printf(arena, "%lld", (long long)work->job_id), lang, row->mail,
				    mail_context(arena, office, edition, row, lang, NULL), why);
	if (!err)
		say_deed_on_case(tx, &office->clock, &program, "link_requested", row);
	return err;
}

static enum err answer_request(struct tx *tx, void *context, struct fault *why)
{
	const struct mail_work *work = context;
	int64_t recent = 0;
	struct case_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_store_load(tx, &arena, work->case_id, &row, why);
	if (!err && (!*row.mail || !case_state_lets_in(row.state)))
		return ERR_OK;
	if (!err)
		err = message_store_count_recent(tx, TEMPLATE, row.id, row.mail,
						 clock_now_ms(&work->office->clock) - HOUR_MS, &recent, why);
	if (err || recent >= LINK_REQUEST_MAILS_PER_HOUR)
		return err;
	return queue_mail(tx, &arena, work, &row, why);
}

enum err link_request_run(void *context, const struct job *job, struct fault *why)
{
	struct mail_work work = {context, job->subject, job->id};

	return work.case_id ? db_write(work.office->db, answer_request, &work, why) : ERR_OK;
}
