/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Receipt numbers as people write them: the number of a case behind the edition's prefix.
 */
#ifndef TENKEN_USECASES_RECEIPT_H
#define TENKEN_USECASES_RECEIPT_H

#include "usecases/office.h"

/* "R7-0012". */
const char *receipt_format(struct arena *arena, const struct office *office, int64_t number);

/* The number in "R7-0012" or "12"; false for anything else. */
bool receipt_parse(const struct office *office, struct str text, int64_t *ret_number);

#endif
