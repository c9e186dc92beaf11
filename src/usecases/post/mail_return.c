/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/mail_return.h"

#include "store/invitation/invitation_store.h"
#include "usecases/case_facts.h"
#include "usecases/case_task.h"
#include "usecases/say_deed.h"

enum err mail_return_ask(struct tx *tx, const struct office *office, const struct message_row *mail, struct fault *why)
{
	const struct actor program = actor_program();
	struct case_facts facts;
	bool is_new = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_facts_load(tx, &arena, office, mail->case_id, &facts, why);
	if (err || case_state_is_ended(facts.row.state) || !str_is(str_from(facts.row.mail), mail->recipient) ||
	    case_facts_open_task(&facts, TASK_KIND_MAIL_RETURNED))
		return err;
	err = case_task_make(tx, office, facts.edition, facts.row.id, TASK_KIND_MAIL_RETURNED,
			     arena_printf(&arena, "%lld", (long long)mail->id), &is_new, why);
	if (!err && is_new)
		say_deed_on_case(tx, &office->clock, &program, "task_made", &facts.row);
	return err;
}

static enum err note_message(struct tx *tx, const struct office *office, struct message_row *row, const char *status,
			     struct fault *why)
{
	const struct actor program = actor_program();
	struct case_row of;
	ARENA_SCOPED arena;
	enum err err = message_state_move(&row->state, MESSAGE_STATE_BOUNCED, why);

	arena_init(&arena);
	row->done_ms = clock_now_ms(&office->clock);
	row->last_reply = status;
	if (!err)
		err = message_store_save(tx, row, why);
	if (!err)
		err = case_store_load(tx, &arena, row->case_id, &of, why);
	if (!err)
		say_deed_on_case(tx, &office->clock, &program, "mail_bounced", &of);
	return err ? err : mail_return_ask(tx, office, row, why);
}

static enum err note_invitation(struct tx *tx, const struct office *office, struct invitation_row *row,
				const char *status, struct fault *why)
{
	const struct actor program = actor_program();
	enum err err = message_state_move(&row->mail_state, MESSAGE_STATE_BOUNCED, why);

	row->mail_done_ms = clock_now_ms(&office->clock);
	row->mail_reply = status;
	if (!err)
		err = invitation_store_save(tx, row, why);
	if (!err)
		say_deed_on_edition(tx, &office->clock, &program, "invitation_bounced", row->edition);
	return err;
}

static enum mail_return judge(enum message_state state, const struct bounce *bounce, bool *ret_is_news)
{
	*ret_is_news = state == MESSAGE_STATE_SENT && bounce->action == BOUNCE_ACTION_FAILED;
	return state == MESSAGE_STATE_QUEUED && bounce->action == BOUNCE_ACTION_FAILED ? MAIL_RETURN_TOO_SOON
										       : MAIL_RETURN_SETTLED;
}

/* Where a mail with this id may be. What is missing in noting it is an error, and not another place to look in. */
static enum err try_message(struct tx *tx, const struct office *office, int64_t id, const struct bounce *bounce,
			    enum mail_return *ret_return, bool *ret_is_it, struct fault *why)
{
	struct message_row row;
	bool is_news = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = message_store_load(tx, &arena, id, &row, why);
	*ret_is_it = !err;
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	*ret_return = judge(row.state, bounce, &is_news);
	return is_news ? note_message(tx, office, &row, bounce->status, why) : ERR_OK;
}

static enum err try_invitation(struct tx *tx, const struct office *office, int64_t id, const struct bounce *bounce,
			       enum mail_return *ret_return, struct fault *why)
{
	struct invitation_row row;
	bool is_news = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = invitation_store_load(tx, &arena, id, &row, why);
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	*ret_return = judge(row.mail_state, bounce, &is_news);
	return is_news ? note_invitation(tx, office, &row, bounce->status, why) : ERR_OK;
}

/* By the address to which it came back; else by our Message-ID: "m.ID@" of a case's mail, "i.ID@" of an invitation. */
static int64_t id_of(const struct bounce *bounce)
{
	struct str name = str_from(bounce->message_id);
	int64_t id = 0;

	if (bounce->id)
		return bounce->id;
	if (str_starts(name, "m.") || str_starts(name, "i."))
		name = str_skip(name, 2);
	return str_to_i64(str_head(name, str_index(name, '@')), &id) && id > 0 ? id : 0;
}

enum err mail_return_note(struct tx *tx, const struct office *office, const struct bounce *bounce,
			  enum mail_return *ret_return, struct fault *why)
{
	int64_t id = id_of(bounce);
	bool is_message = false;
	enum err err;

	*ret_return = MAIL_RETURN_FOREIGN;
	if (!id)
		return ERR_OK;
	err = try_message(tx, office, id, bounce, ret_return, &is_message, why);
	return err || is_message ? err : try_invitation(tx, office, id, bounce, ret_return, why);
}
