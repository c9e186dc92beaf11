/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/advice/advice_facts.h"

#include "checks/check_answer.h"
#include "codec/json.h"
#include "usecases/diagnosis/report_findings.h"
#include "usecases/permission_demand.h"

static enum err load_answers(struct tx *tx, struct arena *arena, struct advice_facts *facts, struct fault *why)
{
	const char *sheet;
	struct value *answers;
	enum err err = case_store_load_answers(tx, arena, facts->of.row.id, "questionnaire", &sheet, why);

	if (!err && *sheet && !json_decode(arena, str_from(sheet), &answers, NULL))
		facts->answers = answers;
	return err;
}

static enum err load_findings(struct tx *tx, struct arena *arena, const struct office *office,
			      const struct actor *actor, struct advice_facts *facts, struct fault *why)
{
	struct report_findings found;
	struct finding_list list;
	enum err err;

	if (facts->of.diagnosis.state != DIAGNOSIS_STATE_DONE || !permission_may_read_report(actor, &facts->of.of))
		return ERR_OK;
	err = report_findings_load(tx, arena, actor, &facts->of, &found, why);
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	check_answer_apply(office->checks, found.items, found.count, found.said, found.said_count);
	list = (struct finding_list){.items = found.items, .count = found.count};
	finding_list_sort(&list);
	facts->findings = found.items;
	facts->finding_count = found.count;
	return ERR_OK;
}

enum err advice_facts_load(struct tx *tx, struct arena *arena, const struct office *office, const struct actor *actor,
			   int64_t case_id, struct advice_facts *ret_facts, struct fault *why)
{
	struct advice_facts facts = {0};
	enum err err = case_facts_load(tx, arena, office, case_id, &facts.of, why);

	if (!err)
		err = permission_demand(permission_may_prepare(actor, &facts.of.of), actor, "prepare this visit", why);
	if (!err)
		err = load_answers(tx, arena, &facts, why);
	if (!err)
		err = load_findings(tx, arena, office, actor, &facts, why);
	if (err)
		return err;
	measure_plan(arena, facts.findings, facts.finding_count, &facts.measures);
	advice_plan_make(arena, facts.of.edition, facts.answers, &facts.measures, &facts.plan);
	*ret_facts = facts;
	return ERR_OK;
}

enum err advice_facts_may_be_read(struct tx *tx, struct arena *arena, const struct value *document,
				  bool *ret_may_be_read, struct fault *why)
{
	int64_t id = value_get_int(document, "diagnosis", 0);
	struct diagnosis_row row;
	enum err err;

	*ret_may_be_read = true;
	if (!id)
		return ERR_OK;
	err = diagnosis_store_load(tx, arena, id, &row, why);
	if (!err) /* a later judgement may have taken a finding back: it has to be this one */
		*ret_may_be_read = row.released_ms && row.released_judgement == value_get_int(document, "judgement", 0);
	return err;
}
