/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a company said of its doors (findings/explanation.h). Nothing that was said is changed: a new answer comes
 * behind it.
 */
#ifndef TENKEN_STORE_DIAGNOSIS_EXPLANATION_STORE_H
#define TENKEN_STORE_DIAGNOSIS_EXPLANATION_STORE_H

#include "findings/explanation.h"
#include "store/tx.h"

/* told_to: a person's id; 0: the company wrote it. The said's own told_to and judged are not read. */
MUST_USE enum err explanation_store_add(struct tx *tx, int64_t case_id, const struct explanation *said, int64_t told_to,
					struct fault *why);

/* All of a case, in the order in which they were said; told_to is the person's name. */
MUST_USE enum err explanation_store_load(struct tx *tx, struct arena *arena, int64_t case_id,
					 struct explanation **ret_said, size_t *ret_count, struct fault *why);

#endif
