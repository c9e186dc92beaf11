/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which of several rows with one key counts.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_BUILD_ORDER_H
#define TENKEN_KNOWLEDGE_COMPILE_BUILD_ORDER_H

#include <stddef.h>
#include <stdint.h>

/* Which of two rows with the same key came later: file, then place in the file. */
struct build_order {
	uint64_t key;
	int64_t modified_ms;
	uint64_t position;
	uint32_t row;
};

/* Sorts and leaves of each key the row that is newest, and among those of one date the last; their number. */
size_t build_order_settle(struct build_order *orders, size_t count);

#endif
