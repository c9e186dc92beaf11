/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The content of what is bound (bound_unit.h), as its commitments cover it: each column of each row as its length in
 * bytes, ":", its bytes and ","; NULL is "-,".
 */
#ifndef TENKEN_STORE_BOUND_CONTENT_H
#define TENKEN_STORE_BOUND_CONTENT_H

#include "base/buf.h"
#include "store/bound_unit.h"

#define BOUND_CONTENT_MAX ((size_t)64 * 1024 * 1024)

/* Writes the present content of a unit: nothing for a unit without rows. Its rows pass through the arena.
 * ERR_TOO_LARGE over BOUND_CONTENT_MAX. */
MUST_USE enum err bound_content_read(struct tx *tx, struct arena *arena, enum bound_unit unit, const struct param *key,
				     struct buf *content, struct fault *why);

/* Calls `see` for each unit that has rows, with its content, in one pass over the table and with bounded memory. */
typedef enum err (*bound_content_see)(void *context, enum bound_unit unit, const struct bound_key *key,
				      struct str content, struct fault *why);
MUST_USE enum err bound_content_scan(struct tx *tx, enum bound_unit unit, bound_content_see see, void *context,
				     struct fault *why);

#endif
