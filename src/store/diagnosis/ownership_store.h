/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether the targets of a case are its company's (findings/ownership.h). Nothing that happened is changed: what
 * happens next comes behind it.
 */
#ifndef TENKEN_STORE_DIAGNOSIS_OWNERSHIP_STORE_H
#define TENKEN_STORE_DIAGNOSIS_OWNERSHIP_STORE_H

#include "findings/ownership.h"
#include "store/tx.h"

/* The kind of the job that looks at what was asked, whose subject is the case. */
#define OWNERSHIP_JOB "ownership"

MUST_USE enum err ownership_store_add(struct tx *tx, int64_t case_id, const struct ownership *row, struct fault *why);

/* All of a case, in the order in which it happened. */
MUST_USE enum err ownership_store_load(struct tx *tx, struct arena *arena, int64_t case_id, struct ownership **ret_list,
				       size_t *ret_count, struct fault *why);

#endif
