/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What witnesses signed: that they saw the log at this size and that it had only grown (seal/note.h).
 */
#ifndef TENKEN_STORE_SEAL_COSIGNATURE_STORE_H
#define TENKEN_STORE_SEAL_COSIGNATURE_STORE_H

#include "store/tx.h"

struct cosignature_row {
	int64_t size;          /* of the log */
	int64_t key_id;        /* of the witness's key */
	const char *head_line; /* the log's own signature under that head, with its line's end */
	const char *line;      /* the witness's, likewise */
	int64_t kept_ms;
};

/* ERR_CONFLICT when this key has signed this size. */
MUST_USE enum err cosignature_store_add(struct tx *tx, const struct cosignature_row *row, struct fault *why);

MUST_USE enum err cosignature_store_has(struct tx *tx, int64_t size, int64_t key_id, bool *ret_has, struct fault *why);

/* Those of one size, in the order of their keys. */
MUST_USE enum err cosignature_store_list(struct tx *tx, struct arena *arena, int64_t size,
					 struct cosignature_row **ret_rows, size_t *ret_count, struct fault *why);

/* The largest size that somebody signed; 0 for none. */
MUST_USE enum err cosignature_store_newest(struct tx *tx, int64_t *ret_size, struct fault *why);

#endif
