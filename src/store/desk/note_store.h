/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Notes of staff about cases as rows (cases/note.h). Nobody changes one; erasing the contact of a case empties them.
 */
#ifndef TENKEN_STORE_DESK_NOTE_STORE_H
#define TENKEN_STORE_DESK_NOTE_STORE_H

#include "cases/note.h"
#include "store/db.h"

struct note_row {
	int64_t id;
	int64_t case_id;
	enum note_kind kind;
	int64_t noted_ms;
	int64_t noted_by;  /* the person */
	const char *by;    /* that person's name; not saved */
	const char *words; /* "" after they were erased */
};

MUST_USE enum err note_store_insert(struct tx *tx, const struct note_row *row, struct fault *why);

/* All of a case, in the order in which they were written. */
MUST_USE enum err note_store_list(struct tx *tx, struct arena *arena, int64_t case_id, struct note_row **ret_rows,
				  size_t *ret_count, struct fault *why);

#endif
