/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnoses, their observations and findings. Observations and findings are kept as the JSON lines they came as, in
 * order.
 */
#ifndef TENKEN_STORE_DIAGNOSIS_DIAGNOSIS_STORE_H
#define TENKEN_STORE_DIAGNOSIS_DIAGNOSIS_STORE_H

#include "cases/diagnosis_state.h"
#include "store/db.h"

/* The kind of the job that runs it, whose subject is the id. */
#define DIAGNOSE_JOB "diagnose"

struct diagnosis_row {
	int64_t id; /* 0: there is none */
	int64_t case_id;
	int64_t authorisation_id;
	enum diagnosis_state state;
	int64_t queued_ms, started_ms, finished_ms;
	int64_t steps_done, steps_total; /* of the run that goes on, as its job has them; 0 for none; only read */
	const char *probe_version;
	const char *source_addresses; /* separated by ", " */
	const char *problem;          /* why it stopped or failed, for the secretariat; "" otherwise */
	int64_t released_ms;          /* 0: the company may not read the report yet */
	const char *knowledge;        /* the version that judged it last; "" before the first judgement */
	int64_t judgement;            /* number of the newest judgement, from 1 (judgement_store.h) */
	int64_t released_judgement;   /* the one that the company reads; 0 before the first release */
	const char *remarks;          /* the expert's, released with the report; "" for none */
	int64_t letter_ms;            /* when the letter of the released report was last printed; 0: not yet */
	const char *purpose;          /* authorisation_purpose_name */
};

MUST_USE enum err diagnosis_store_insert(struct tx *tx, const struct diagnosis_row *row, struct fault *why);
/* Saves every column but id, case_id, authorisation_id, purpose and queued_ms. */
MUST_USE enum err diagnosis_store_save(struct tx *tx, const struct diagnosis_row *row, struct fault *why);
/* ERR_NOT_FOUND when there is none of this id. */
MUST_USE enum err diagnosis_store_load(struct tx *tx, struct arena *arena, int64_t id, struct diagnosis_row *ret_row,
				       struct fault *why);
/* The newest of a case; id 0 when it has none. */
MUST_USE enum err diagnosis_store_newest(struct tx *tx, struct arena *arena, int64_t case_id,
					 struct diagnosis_row *ret_row, struct fault *why);
/* Of the same case, the one that was queued last before this one and is done; id 0 when there is none. */
MUST_USE enum err diagnosis_store_previous(struct tx *tx, struct arena *arena, const struct diagnosis_row *row,
					   struct diagnosis_row *ret_row, struct fault *why);
/* All, newest first: those after the first `offset`, at most `limit`. */
MUST_USE enum err diagnosis_store_list(struct tx *tx, struct arena *arena, int64_t offset, int64_t limit,
				       struct diagnosis_row **ret_rows, size_t *ret_count, struct fault *why);
MUST_USE enum err diagnosis_store_count(struct tx *tx, int64_t *ret_count, struct fault *why);

/* JSON lines of one diagnosis, in order; adding at a position that exists is ERR_CONFLICT. */
enum diagnosis_lines { DIAGNOSIS_OBSERVATIONS, DIAGNOSIS_FINDINGS };
MUST_USE enum err diagnosis_store_add_line(struct tx *tx, enum diagnosis_lines kind, int64_t diagnosis_id,
					   int64_t position, struct str line, struct fault *why);
MUST_USE enum err diagnosis_store_load_lines(struct tx *tx, struct arena *arena, enum diagnosis_lines kind,
					     int64_t diagnosis_id, struct str **ret_lines, size_t *ret_count,
					     struct fault *why);
/* The position of the last observation; 0 for none. Of a diagnosis that is done it is another one exactly when a report
 * was handed over (more behind it) or the content was erased (none). */
MUST_USE enum err diagnosis_store_last_position(struct tx *tx, int64_t diagnosis_id, int64_t *ret_position,
						struct fault *why);
/* Forgets the lines from a position on (1: all) of a run that did not end, before it is run again. */
MUST_USE enum err diagnosis_store_clear_lines(struct tx *tx, enum diagnosis_lines kind, int64_t diagnosis_id,
					      int64_t from, struct fault *why);

#endif
