/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the rules about one case look at, as it stands in one transaction: the case itself, and the newest of what
 * stands beside it. A deed is judged by these facts and a page shows its buttons by them, so that both agree.
 */
#ifndef TENKEN_USECASES_CASE_FACTS_H
#define TENKEN_USECASES_CASE_FACTS_H

#include "people/permission.h"
#include "store/application/case_store.h"
#include "store/desk/task_store.h"
#include "store/diagnosis/authorisation_store.h"
#include "store/diagnosis/diagnosis_store.h"
#include "store/post/mail_hold_store.h"
#include "usecases/office.h"

struct case_facts {
	struct case_row row;
	const struct edition *edition;          /* of the case, in its current version */
	struct permission_case of;              /* the same for people/permission.h */
	struct authorisation_row authorisation; /* the newest; id 0: none */
	struct diagnosis_row diagnosis;         /* the newest; id 0: none */
	struct mail_hold_row hold;              /* of its mails; case_id 0: none */
	struct task_row *tasks;                 /* newest first */
	size_t task_count;
	int64_t now_ms;
	bool is_rehearsal;
};

/* ERR_NOT_FOUND when there is no such case. */
MUST_USE enum err case_facts_load(struct tx *tx, struct arena *arena, const struct office *office, int64_t case_id,
				  struct case_facts *ret_facts, struct fault *why);

/* The open task of this kind; NULL when there is none. */
const struct task_row *case_facts_open_task(const struct case_facts *facts, enum task_kind kind);

/* The edition of a case in its current version, read in a transaction of its own. */
MUST_USE enum err case_facts_edition(const struct office *office, int64_t case_id, const struct edition **ret_edition,
				     struct fault *why);

#endif
