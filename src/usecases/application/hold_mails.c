/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/hold_mails.h"

#include "store/application/draft_store.h"
#include "store/post/mail_hold_store.h"
#include "store/post/message_store.h"
#include "store/system/setting_store.h"
#include "usecases/office_open.h"

/* Of either kind: how many there were, and how many are usual. */
struct count {
	const char *reason;
	int64_t is, usual;
};

static enum err load_counts(struct tx *tx, int64_t now_ms, const char *client, const struct case_row *row,
			    struct count counts[2], struct fault *why)
{
	enum err err;

	counts[0] = (struct count){.reason = MAIL_HOLD_ADDRESS};
	counts[1] = (struct count){.reason = MAIL_HOLD_RECIPIENT};
	err = setting_store_get_int(tx, OFFICE_APPLICATIONS_A_DAY, HOLD_MAILS_APPLICATIONS, &counts[0].usual, why);
	if (!err)
		err = setting_store_get_int(tx, OFFICE_MAILS_A_DAY, HOLD_MAILS_TO_ONE, &counts[1].usual, why);
	if (!err)
		err = draft_store_count_sent(tx, client, now_ms, &counts[0].is, why);
	if (!err)
		err = message_store_count_to(tx, row->mail, now_ms - HOLD_MAILS_MS, &counts[1].is, why);
	return err;
}

static enum err judge(struct tx *tx, int64_t now_ms, const char *client, const struct case_row *row,
		      struct mail_hold_row *ret_hold, struct fault *why)
{
	struct count counts[2];
	enum err err = load_counts(tx, now_ms, client, row, counts, why);

	*ret_hold = (struct mail_hold_row){.case_id = row->id, .held_ms = now_ms, .until_ms = now_ms + HOLD_MAILS_MS};
	for (size_t i = 0; !err && i < COUNT(counts); i++) {
		bool is_much = counts[i].is >= counts[i].usual,
		     is_flood = counts[i].is >= HOLD_MAILS_FLOOD * counts[i].usual;

		if (is_much && (!ret_hold->reason || is_flood))
			ret_hold->reason = counts[i].reason;
		if (is_flood)
			ret_hold->until_ms = MAIL_HOLD_ENDLESS_MS;
	}
	return err;
}

enum err hold_mails_judge(struct tx *tx, const struct clock *clock, const char *client, const struct case_row *row,
			  const char **ret_reason, struct fault *why)
{
	struct mail_hold_row hold = {.reason = NULL};
	enum err err = ERR_OK;

	if (client[0])
		err = judge(tx, clock_now_ms(clock), client, row, &hold, why);
	if (!err && hold.reason)
		err = mail_hold_store_insert(tx, &hold, why);
	if (!err)
		*ret_reason = hold.reason;
	return err;
}
