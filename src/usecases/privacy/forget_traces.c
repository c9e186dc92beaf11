/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/privacy/forget_traces.h"

#include "base/log.h"
#include "calendar/day.h"
#include "store/account/challenge_store.h"
#include "store/account/device_store.h"
#include "store/account/link_asked_store.h"
#include "store/account/session_store.h"
#include "store/account/sign_in_failure_store.h"
#include "store/application/draft_mail_store.h"
#include "store/application/draft_store.h"
#include "store/application/questionnaire_store.h"
#include "store/diagnosis/authorisation_request_store.h"
#include "store/invitation/code_tried_store.h"
#include "usecases/privacy/erase_invitations.h"

static enum err forget(struct tx *tx, void *context, struct fault *why)
{
	const struct office *office = context;
	int64_t now_ms = clock_now_ms(&office->clock);
	enum err err = link_asked_store_forget(tx, now_ms - LINK_ASKED_KEPT_MS, why);

	if (!err)
		err = code_tried_store_forget(tx, now_ms - CODE_TRIED_KEPT_MS, why);
	if (!err)
		err = sign_in_failure_store_forget(tx, now_ms, why);
	if (!err)
		err = session_store_forget(tx, now_ms, why);
	if (!err)
		err = device_store_forget(tx, now_ms, why);
	if (!err)
		err = challenge_store_forget(tx, now_ms, why);
	if (!err)
		err = draft_store_forget(tx, now_ms, why);
	if (!err)
		err = draft_mail_store_forget(tx, now_ms - DAY_MS, why);
	if (!err)
		err = questionnaire_store_forget(tx, now_ms - QUESTIONNAIRE_KEPT_MS, why);
	return err ? err : authorisation_request_store_forget(tx, now_ms, why);
}

void forget_traces_tick(void *context)
{
	struct forget_traces *traces = context;
	int64_t erased;
	struct fault why;

	if (clock_monotonic_ms() < traces->next_ms)
		return;
	traces->next_ms = clock_monotonic_ms() + FORGET_TRACES_EVERY_MS;
	if (db_write(traces->office->db, forget, (void *)traces->office, &why) == ERR_OK &&
	    erase_invitations_due(traces->office, &erased, &why) == ERR_OK)
		return;
	log_warning("what was kept for a while only is not forgotten yet: %s", why.text);
	traces->next_ms = clock_monotonic_ms() + FORGET_TRACES_AGAIN_MS;
}
