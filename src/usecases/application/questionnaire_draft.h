/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answering the pre-interview page by page, on any device that the company's link opens; or by the secretariat, for a
 * company that answers by telephone or on paper. Each page is kept when it is sent, so nothing that was typed is lost;
 * questionnaire_deed.h sends the whole.
 */
#ifndef TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_DRAFT_H
#define TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_DRAFT_H

#include "usecases/application/questionnaire_judge.h"
#include "usecases/case_facts.h"

#define QUESTIONNAIRE_DRAFT_BYTES_MAX ((size_t)64 * 1024)

struct questionnaire_draft {
	struct case_facts facts;
	bool is_open;              /* it can be answered now */
	const struct value *typed; /* map of question id to what was typed so far */
	int64_t saved_ms;          /* 0: nothing yet */
};

/* ERR_DENIED for who may not answer for this case. */
MUST_USE enum err questionnaire_draft_load(const struct office *office, struct arena *arena, const struct actor *actor,
					   int64_t case_id, struct questionnaire_draft *ret_draft, struct fault *why);

/* Keeps what was typed on the page of that id ("": on all pages at once), beside what the draft holds, in one
 * transaction, so that two devices lose nothing: what is well answered is kept, what was emptied is taken out, what is
 * wrong leaves the former answer. *ret_problems: map of question id to the problem's name. ERR_DENIED, ERR_NOT_FOUND
 * for no such page, ERR_CONFLICT when it is not to be answered now, ERR_TOO_LARGE, ERR_BUSY when the disk is nearly
 * full. */
MUST_USE enum err questionnaire_draft_take(const struct office *office, struct arena *arena, const struct actor *actor,
					   int64_t case_id, const char *page, const struct value *typed,
					   const struct value **ret_problems, struct fault *why);

/* True when nothing is wrong but that something is not answered yet. */
bool questionnaire_draft_only_misses(const struct value *problems);

#endif
