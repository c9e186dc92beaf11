/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/release_mails.h"

#include "jobs/queue.h"
#include "store/post/message_store.h"

static bool is_nothing_held(const struct case_facts *facts, const struct case_deed_input *input)
{
	return facts->hold.until_ms <= facts->now_ms;
}

static enum err let_go(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct message_row *rows;
	size_t count = 0;
	enum err err = mail_hold_store_end(tx, run->case_id, run->facts.now_ms, why);

	if (!err)
		err = message_store_list_case(tx, run->arena, run->case_id, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		if (rows[i].state == MESSAGE_STATE_QUEUED)
			err = queue_add(tx, MESSAGE_JOB, rows[i].id, run->facts.now_ms, why);
	return err;
}

const struct case_deed release_mails_deed = {
	.event = CASE_EVENT_MAILS_RELEASED,
	.what = "let the mails of a case go",
	.may = permission_may_check_case,
	.is_settled = is_nothing_held,
	.effect = let_go,
};
