/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_facts.h"

enum err case_facts_load(struct tx *tx, struct arena *arena, const struct office *office, int64_t case_id,
			 struct case_facts *ret_facts, struct fault *why)
{
	struct case_facts facts = {.now_ms = clock_now_ms(&office->clock)};
	enum err err;

	err = case_store_load(tx, arena, case_id, &facts.row, why);
	if (!err)
		err = authorisation_store_newest(tx, arena, case_id, &facts.authorisation, why);
	if (!err)
		err = diagnosis_store_newest(tx, arena, case_id, &facts.diagnosis, why);
	if (err)
		return err;
	facts.of = (struct permission_case){
		.case_id = case_id,
		.checked_by = facts.row.checked_by,
		.expert_id = facts.row.expert_id,
		.is_report_released = facts.diagnosis.released_ms != 0,
	};
	*ret_facts = facts;
	return ERR_OK;
}
