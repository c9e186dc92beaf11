/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/hold_mails.h"

#include "store/application/draft_store.h"
#include "store/post/mail_hold_store.h"
#include "store/post/message_store.h"
#include "store/system/setting_store.h"
#include "usecases/office_open.h"

static enum err load_limit(struct tx *tx, const char *setting, int64_t otherwise, int64_t *ret_limit, struct fault *why)
{
	const char *text;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = setting_store_get(tx, &arena, setting, &text, why);
	if (!err && !str_to_i64(str_from(text), ret_limit))
		*ret_limit = otherwise;
	return err;
}

static enum err judge(struct tx *tx, int64_t now_ms, const char *client, const struct case_row *row,
		      const char **ret_reason, struct fault *why)
{
	int64_t applications = 0, applications_max = 0, mails = 0, mails_max = 0;
	enum err err;

	err = load_limit(tx, OFFICE_APPLICATIONS_A_DAY, HOLD_MAILS_APPLICATIONS, &applications_max, why);
	if (!err)
		err = load_limit(tx, OFFICE_MAILS_A_DAY, HOLD_MAILS_TO_ONE, &mails_max, why);
	if (!err)
		err = draft_store_count_sent(tx, client, now_ms, &applications, why);
	if (!err)
		err = message_store_count_to(tx, row->mail, now_ms - HOLD_MAILS_MS, &mails, why);
	if (err)
		return err;
	*ret_reason = NULL;
	if (applications >= applications_max)
		*ret_reason = MAIL_HOLD_ADDRESS;
	else if (mails >= mails_max)
		*ret_reason = MAIL_HOLD_RECIPIENT;
	return ERR_OK;
}

enum err hold_mails_judge(struct tx *tx, const struct clock *clock, const char *client, const struct case_row *row,
			  const char **ret_reason, struct fault *why)
{
	int64_t now_ms = clock_now_ms(clock);
	const char *reason = NULL;
	enum err err = ERR_OK;

	if (client[0])
		err = judge(tx, now_ms, client, row, &reason, why);
	if (!err && reason)
		err = mail_hold_store_insert(
			tx, &(struct mail_hold_row){row->id, reason, now_ms, now_ms + HOLD_MAILS_MS}, why);
	if (!err)
		*ret_reason = reason;
	return err;
}
