/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether the pages of an application are complete and right. Who applies on paper may have no mail address: then the
 * secretariat leaves it empty, and what would be mailed is posted (message_queue.h).
 */
#ifndef TENKEN_USECASES_APPLICATION_APPLY_JUDGE_H
#define TENKEN_USECASES_APPLICATION_APPLY_JUDGE_H

#include "programme/edition.h"

/* One page; `before` holds what other pages took. */
void apply_judge_page(struct arena *arena, const struct edition_form *page, const struct value *typed,
		      const struct value *before, bool on_paper, struct value **ret_answers,
		      struct value **ret_problems);

/* All pages: the answers that are right, and the id of the first page with a problem, NULL when there is none. */
struct value *apply_judge(const struct edition *edition, struct arena *arena, const struct value *typed, bool on_paper,
			  const char **ret_incomplete);

#endif
