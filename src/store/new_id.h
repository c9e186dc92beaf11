/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ids of rows: drawn, not counted, so that writers need not ask each other and a number tells nothing.
 */
#ifndef TENKEN_STORE_NEW_ID_H
#define TENKEN_STORE_NEW_ID_H

#include <stdint.h>

/* A random positive 63-bit id for a new row. */
int64_t new_id(void);

#endif
