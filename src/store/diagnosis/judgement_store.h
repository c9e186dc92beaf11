/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The judgements of a diagnosis: which are due again, what the earlier ones said, and what is still to be seen by a
 * person. The findings of the newest judgement are those of diagnosis_store.h.
 */
#ifndef TENKEN_STORE_DIAGNOSIS_JUDGEMENT_STORE_H
#define TENKEN_STORE_DIAGNOSIS_JUDGEMENT_STORE_H

#include "cases/judgement_state.h"
#include "store/diagnosis/diagnosis_store.h"

struct judgement_row {
	int64_t diagnosis_id; /* 0: there is none */
	int64_t number;       /* from 2: the first is of the diagnosis itself */
	enum judgement_state state;
	int64_t judged_ms;
	const char *knowledge;
	int64_t changes;      /* findings that came, went, or became worse or better */
	const char *priority; /* of the most urgent that came or became worse, "P1"; "" when there is none */
};

/* Ids above `after` of finished diagnoses that another version of the knowledge judged last, in order, at most limit.
 */
MUST_USE enum err judgement_store_due(struct tx *tx, struct arena *arena, const char *knowledge, int64_t after,
				      int64_t limit, int64_t **ret_ids, size_t *ret_count, struct fault *why);

/* Notes who judged it last; nothing else changed. */
MUST_USE enum err judgement_store_confirm(struct tx *tx, int64_t diagnosis_id, const char *knowledge,
					  struct fault *why);

/* Keeps the findings of the judgement before this one, and leaves room for the new ones: the caller adds their lines.
 */
MUST_USE enum err judgement_store_replace(struct tx *tx, const struct judgement_row *row, struct fault *why);

/* The lines of a judgement before the newest one, in order. */
MUST_USE enum err judgement_store_load_former(struct tx *tx, struct arena *arena, int64_t diagnosis_id, int64_t number,
					      struct str **ret_lines, size_t *ret_count, struct fault *why);

/* One of them; diagnosis_id 0 when there is none of this number. */
MUST_USE enum err judgement_store_load(struct tx *tx, struct arena *arena, int64_t diagnosis_id, int64_t number,
				       struct judgement_row *ret_row, struct fault *why);

/* All of a diagnosis are seen. */
MUST_USE enum err judgement_store_see(struct tx *tx, int64_t diagnosis_id, int64_t person_id, int64_t now_ms,
				      struct fault *why);

#endif
