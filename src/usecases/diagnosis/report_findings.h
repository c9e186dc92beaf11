/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the newest diagnosis of a case found, as this reader may read it, and what the company says of it.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_REPORT_FINDINGS_H
#define TENKEN_USECASES_DIAGNOSIS_REPORT_FINDINGS_H

#include "findings/explanation.h"
#include "store/diagnosis/judgement_store.h"
#include "usecases/case_facts.h"

struct report_findings {
	struct finding *items; /* as they were judged; checks/check_answer.h lowers those that are explained */
	size_t count;
	struct explanation *said; /* in the order in which it was said */
	size_t said_count;
	struct judgement_row judgement; /* the later one that is read; diagnosis_id 0: the first */
};

/* ERR_DENIED for who may not read the report, ERR_NOT_FOUND without a finished diagnosis. The company reads the
 * judgement that was released to it, everybody else the newest. */
MUST_USE enum err report_findings_load(struct tx *tx, struct arena *arena, const struct actor *actor,
				       const struct case_facts *facts, struct report_findings *ret_findings,
				       struct fault *why);

/* Lines of the store as findings. */
MUST_USE enum err report_findings_parse(struct arena *arena, const struct str *lines, size_t count,
					struct finding **ret_findings, struct fault *why);

#endif
