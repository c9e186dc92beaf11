/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Receipt numbers as people write them: the number of a case behind its edition's prefix.
 */
#ifndef TENKEN_USECASES_RECEIPT_H
#define TENKEN_USECASES_RECEIPT_H

#include "store/application/case_store.h"
#include "usecases/office.h"

/* "R7-0012". */
const char *receipt_format(struct arena *arena, const struct case_row *row);

/* Takes "R7-0012" or "12" (prefix "") apart; false for anything else. */
bool receipt_parse(struct arena *arena, struct str text, const char **ret_prefix, int64_t *ret_number);

/* The case with that receipt number. ERR_NOT_FOUND when there is none, when the text is no such number, or when it
 * lacks the prefix and several editions have such a case. */
MUST_USE enum err receipt_find(const struct office *office, struct str text, int64_t *ret_case_id, struct fault *why);

#endif
