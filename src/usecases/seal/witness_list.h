/* SPDX-License-Identifier: Apache-2.0 */
/*
 * By whom a head is co-signed: the witnesses that the office's setting names and whose signature is good.
 */
#ifndef TENKEN_USECASES_SEAL_WITNESS_LIST_H
#define TENKEN_USECASES_SEAL_WITNESS_LIST_H

#include "codec/value.h"
#include "seal/checkpoint.h"
#include "store/tx.h"

/* [{name, size, at_ms}] of a head that is at hand. ERR_CORRUPT when the setting cannot be read. */
MUST_USE enum err witness_list_of(struct tx *tx, struct arena *arena, const struct note *note,
				  const struct checkpoint *head, struct value **ret_list, struct fault *why);

/* Of the newest head that was co-signed, for the log of this origin; an empty list when none was. */
MUST_USE enum err witness_list_newest(struct tx *tx, struct arena *arena, const char *origin, struct value **ret_list,
				      struct fault *why);

#endif
