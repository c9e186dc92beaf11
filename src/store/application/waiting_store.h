/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The waiting list of a course: who is the first one, and which one a case is. Its order is a rule of the edition
 * (cases/place_ledger.h).
 */
#ifndef TENKEN_STORE_APPLICATION_WAITING_STORE_H
#define TENKEN_STORE_APPLICATION_WAITING_STORE_H

#include "cases/place_ledger.h"
#include "store/application/case_row.h"

/* The first one who waits; id 0 when nobody does. */
MUST_USE enum err waiting_store_first(struct tx *tx, struct arena *arena, const char *edition, const char *course,
				      enum place_order order, struct case_row *ret_row, struct fault *why);

/* The position that the case has, or would have, among those who wait for its course; from 1. */
MUST_USE enum err waiting_store_position(struct tx *tx, enum place_order order, const struct case_row *row,
					 int64_t *ret_position, struct fault *why);

#endif
