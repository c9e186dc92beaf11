/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ids of rows: drawn, not counted, so that writers need not ask each other and a number tells nothing.
 */
#ifndef TENKEN_STORE_NEW_ID_H
#define TENKEN_STORE_NEW_ID_H

#include <stdint.h>

/* A random positive 63-bit id for a new row. */
int64_t new_id(void);

/* The same with its upper 24 bits from the lower ones of owner (a case), so that what many owners get one after the
 * other lands at one end of an index and not on a page each; 38 random bits are left, which nobody guesses. */
int64_t new_id_of(int64_t owner);

/* The owner's bits in such an id. */
int64_t new_id_owner(int64_t id);

#endif
