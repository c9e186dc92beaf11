/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/twin_notice.h"

#include "store/application/twin_case_store.h"
#include "usecases/case_facts.h"
#include "usecases/mail_context.h"
#include "usecases/message_queue.h"
#include "usecases/say_deed.h"

#define MAIL "another_application"

/* The first that arrived before it and still has a page; id 0 when there is none. */
static enum err find_first(struct tx *tx, struct arena *arena, const struct case_row *of, struct case_row *ret_first,
			   struct fault *why)
{
	struct case_row *rows;
	size_t count = 0;
	enum err err = twin_case_store_list(tx, arena, of, &rows, &count, why);

	*ret_first = (struct case_row){0};
	for (size_t i = 0; !err && i < count && rows[i].id < of->id; i++)
		if (!case_state_is_ended(rows[i].state)) {
			*ret_first = rows[i];
			break;
		}
	return err;
}

struct tell_work {
	const struct office *office;
	struct arena *arena;
	int64_t case_id;
};

static enum err was_told(struct tx *tx, struct arena *arena, int64_t case_id, bool *ret_was_told, struct fault *why)
{
	struct message_row *rows;
	size_t count = 0;
	enum err err = message_store_list_case(tx, arena, case_id, &rows, &count, why);

	*ret_was_told = false;
	for (size_t i = 0; !err && i < count; i++)
		*ret_was_told = *ret_was_told || str_is(str_from(rows[i].template_id), MAIL);
	return err;
}

static enum err queue_mail(struct tx *tx, const struct tell_work *work, int64_t case_id, struct fault *why)
{
	const struct actor program = actor_program();
	struct case_facts facts;
	enum lang lang;
	enum err err = case_facts_load(tx, work->arena, work->office, case_id, &facts, why);

	if (err)
		return err;
	lang = str_is(str_from(facts.row.lang), "en") ? LANG_EN : LANG_JA;
	err = message_queue(tx, work->office, facts.edition, case_id, MAIL, "", lang, facts.row.mail,
			    mail_context(work->arena, work->office, facts.edition, &facts.row, lang, NULL), why);
	if (!err)
		say_deed_on_case(tx, &work->office->clock, &program, "twin_told", &facts.row);
	return err;
}

static enum err tell(struct tx *tx, void *context, struct fault *why)
{
	const struct tell_work *work = context;
	struct case_row row, first = {0};
	bool is_told = false;
	enum err err = case_store_load(tx, work->arena, work->case_id, &row, why);

	if (!err)
		err = find_first(tx, work->arena, &row, &first, why);
	if (!err && first.id)
		err = was_told(tx, work->arena, first.id, &is_told, why);
	if (err || !first.id || is_told)
		return err;
	return queue_mail(tx, work, first.id, why);
}

enum err twin_notice_run(void *context, const struct job *job, struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena;

	arena_init(&arena);
	return db_write(office->db, tell, &(struct tell_work){office, &arena, job->subject}, why);
}
