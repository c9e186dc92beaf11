/* SPDX-License-Identifier: Apache-2.0 */
#include "store/support_store.h"

enum err support_store_move(struct tx *tx, int64_t case_id, enum case_state from, enum case_state to, struct fault *why)
{
	if (case_state_takes_part(from) == case_state_takes_part(to))
		return ERR_OK;
	if (!case_state_takes_part(to))
		return tx_execute(tx, "DELETE FROM support WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL, why);
	return tx_execute(tx,
			  "INSERT INTO support (case_id, edition, course, from_ms, until_ms, diagnosis) "
			  "SELECT id, edition, course, 0, 0, 'none' FROM company_case WHERE id = $1 "
			  "ON CONFLICT (case_id) DO NOTHING",
			  PARAMS(P_INT(case_id)), NULL, why);
}

enum err support_store_permit(struct tx *tx, int64_t case_id, int64_t from_ms, int64_t until_ms, struct fault *why)
{
	return tx_execute(tx, "UPDATE support SET from_ms = $2, until_ms = $3 WHERE case_id = $1",
			  PARAMS(P_INT(case_id), P_INT(from_ms), P_INT(until_ms)), NULL, why);
}

static const char *progress(enum diagnosis_state state, bool is_released)
{
	if (diagnosis_state_is_running(state))
		return "running";
	if (state == DIAGNOSIS_STATE_DONE)
		return is_released ? "released" : "done";
	return "none";
}

enum err support_store_diagnose(struct tx *tx, int64_t case_id, int64_t queued_ms, enum diagnosis_state state,
				bool is_released, struct fault *why)
{
	return tx_execute(tx,
			  "UPDATE support SET diagnosis = $3 WHERE case_id = $1 AND NOT EXISTS "
			  "(SELECT 1 FROM diagnosis later WHERE later.case_id = $1 AND later.queued_ms > $2)",
			  PARAMS(P_INT(case_id), P_INT(queued_ms), P_TEXT(progress(state, is_released))), NULL, why);
}

const char *support_store_condition(enum support_step step, bool *ret_asks_time)
{
	static const char *const conditions[SUPPORT_STEP_COUNT] = {
		[SUPPORT_STEP_NONE] = "",
		[SUPPORT_STEP_UNPERMITTED] = "diagnosis = 'none' AND until_ms <= $1",
		[SUPPORT_STEP_PERMITTED_LATER] = "diagnosis = 'none' AND until_ms > $1 AND from_ms > $1",
		[SUPPORT_STEP_READY] = "diagnosis = 'none' AND until_ms > $1 AND from_ms <= $1",
		[SUPPORT_STEP_RUNNING] = "diagnosis = 'running'",
		[SUPPORT_STEP_UNRELEASED] = "diagnosis = 'done'",
		[SUPPORT_STEP_RELEASED] = "diagnosis = 'released'",
	};

	*ret_asks_time = step < SUPPORT_STEP_RUNNING;
	return conditions[step];
}

#define TAKE_PART "SELECT id, edition, course FROM company_case WHERE state IN ('confirmed', 'supported')"
#define KEPT      "SELECT case_id, edition, course FROM support"

enum err support_store_verify(struct tx *tx, struct arena *arena, bool *ret_is_right, const char **ret_wrong,
			      struct fault *why)
{
	static const char *const differences[] = {TAKE_PART " EXCEPT " KEPT, KEPT " EXCEPT " TAKE_PART};
	struct rows *rows;
	enum err err = ERR_OK;

	*ret_is_right = true;
	for (size_t i = 0; !err && *ret_is_right && i < COUNT(differences); i++) {
		err = tx_query(tx, arena, differences[i], NULL, 0, &rows, why);
		if (err || rows_count(rows) == 0)
			continue;
		*ret_is_right = false;
		*ret_wrong = arena_printf(arena, "%lld", (long long)rows_int(rows, 0, 0));
	}
	return err;
}
