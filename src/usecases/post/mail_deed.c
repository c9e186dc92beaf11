/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/mail_deed.h"

#include "store/account/form_use_store.h"
#include "usecases/mail_secret.h"
#include "usecases/message_queue.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

struct again_work {
	const struct office *office;
	const struct actor *actor;
	const struct once *once;
	int64_t id;
	int64_t new_id;
};

enum err mail_deed_may_send_again(const struct message_row *row, const struct case_row *of, struct fault *why)
{
	if (!message_state_is_final(row->state))
		return fault_set(why, ERR_CONFLICT, "mail %lld waits to be sent already", (long long)row->id);
	if (row->state ==
	    MESSAGE_STATE_TO_POST) /* its words are a letter's: screening/resend_open.h writes it as a mail */
		return fault_set(why, ERR_CONFLICT, "%lld is a letter, and no mail", (long long)row->id);
	if (!*row->body || !*of->mail)
		return fault_set(why, ERR_CONFLICT, "the words or the address of mail %lld were erased",
				 (long long)row->id);
	if (mail_secret_has_code(row->body))
		return fault_set(why, ERR_CONFLICT, "mail %lld holds a code, which the company asks for itself",
				 (long long)row->id);
	if (mail_secret_has_link(row->body) && !case_state_lets_in(of->state))
		return fault_set(why, ERR_CONFLICT,
				 "mail %lld invites to a page that the company has no more: its case is %s",
				 (long long)row->id, case_state_name(of->state));
	return ERR_OK;
}

static enum err send_again(struct tx *tx, void *context, struct fault *why)
{
	struct again_work *work = context;
	const struct clock *clock = &work->office->clock;
	bool is_repeated = false;
	struct message_row row;
	struct case_row of;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->new_id = 0;
	err = message_store_load(tx, &arena, work->id, &row, why);
	if (!err)
		err = case_store_load(tx, &arena, row.case_id, &of, why);
	if (!err)
		err = mail_deed_may_send_again(&row, &of, why);
	if (!err && work->once)
		err = form_use_store_claim(tx, work->once->nonce, "mail_again", row.case_id, clock_now_ms(clock),
					   &is_repeated, why);
	if (err || is_repeated)
		return err;
	err = message_queue_again(tx, &arena, work->office, &row, &of, why);
	work->new_id = row.id;
	if (!err)
		say_deed_on_case(tx, clock, work->actor, "mail_repeated", &of);
	return err;
}

enum err mail_deed_send_again(const struct office *office, const struct actor *actor, const struct once *once,
			      int64_t id, int64_t *ret_id, struct fault *why)
{
	struct again_work work = {.office = office, .actor = actor, .once = once, .id = id};
	enum err err = permission_demand(permission_may_read_mail(actor), actor, "send mails", why);

	if (!err)
		err = db_write(office->db, send_again, &work, why);
	if (!err)
		*ret_id = work.new_id;
	return err;
}
