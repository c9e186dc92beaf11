/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/report_findings.h"

#include "store/diagnosis/explanation_store.h"
#include "usecases/permission_demand.h"

static enum err demand_reader(const struct actor *actor, const struct case_facts *facts, struct fault *why)
{
	enum err err = ERR_OK;

	/* The program itself (the command line of the machine's administrator) has no role and may. */
	if (actor->role)
		err = permission_demand(permission_may_read_report(actor, &facts->of), actor, "read this report", why);
	if (!err && facts->diagnosis.state != DIAGNOSIS_STATE_DONE)
		err = fault_set(why, ERR_NOT_FOUND, "case %lld has no finished diagnosis", (long long)facts->row.id);
	return err;
}

static enum err load_lines(struct tx *tx, struct arena *arena, const struct diagnosis_row *diagnosis, int64_t number,
			   struct str **ret_lines, size_t *ret_count, struct fault *why)
{
	if (number < diagnosis->judgement)
		return judgement_store_load_former(tx, arena, diagnosis->id, number, ret_lines, ret_count, why);
	return diagnosis_store_load_lines(tx, arena, DIAGNOSIS_FINDINGS, diagnosis->id, ret_lines, ret_count, why);
}

enum err report_findings_parse(struct arena *arena, const struct str *lines, size_t count,
			       struct finding **ret_findings, struct fault *why)
{
	struct finding *findings = arena_array(arena, count, sizeof(*findings));
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i++)
		err = finding_parse(arena, lines[i], &findings[i], why);
	if (!err)
		*ret_findings = findings;
	return err;
}

enum err report_findings_load(struct tx *tx, struct arena *arena, const struct actor *actor,
			      const struct case_facts *facts, struct report_findings *ret_findings, struct fault *why)
{
	const struct diagnosis_row *diagnosis = &facts->diagnosis;
	int64_t number = actor->role == ROLE_COMPANY ? diagnosis->released_judgement : diagnosis->judgement;
	struct report_findings read = {0};
	struct str *lines;
	enum err err = demand_reader(actor, facts, why);

	if (!err)
		err = judgement_store_load(tx, arena, diagnosis->id, number, &read.judgement, why);
	if (!err)
		err = load_lines(tx, arena, diagnosis, number, &lines, &read.count, why);
	if (!err)
		err = report_findings_parse(arena, lines, read.count, &read.items, why);
	if (!err)
		err = explanation_store_load(tx, arena, facts->row.id, &read.said, &read.said_count, why);
	if (!err)
		*ret_findings = read;
	return err;
}
