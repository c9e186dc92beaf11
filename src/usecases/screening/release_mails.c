/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/release_mails.h"

#include "usecases/message_queue.h"

static bool is_nothing_held(const struct case_facts *facts, const struct case_deed_input *input)
{
	return facts->hold.until_ms <= facts->now_ms;
}

static enum err let_go(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	return message_queue_release_held(tx, run->case_id, run->facts.now_ms, why);
}

const struct case_deed release_mails_deed = {
	.event = CASE_EVENT_MAILS_RELEASED,
	.what = "let the mails of a case go",
	.may = permission_may_check_case,
	.is_settled = is_nothing_held,
	.effect = let_go,
};
