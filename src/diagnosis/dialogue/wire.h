/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads numbers and runs of bytes off a stranger's message, front to back. Whatever it claims of its lengths, nothing
 * is read behind its end: from the first thing that is not there on, all reads as 0 or empty and is_short says so.
 * Pure.
 */
#ifndef TENKEN_DIAGNOSIS_DIALOGUE_WIRE_H
#define TENKEN_DIAGNOSIS_DIALOGUE_WIRE_H

#include "base/str.h"

struct wire {
	struct str rest;
	bool is_short; /* something was asked for that has not come, or never will */
};

static inline struct wire wire_of(struct str bytes)
{
	return (struct wire){bytes, false};
}

struct str wire_bytes(struct wire *wire, uint64_t count);
struct str wire_text(struct wire *wire); /* up to a NUL, which is taken off too; without one it is short */
struct str wire_line(struct wire *wire); /* the same up to a line feed; a carriage return before it is left out */

/* The highest byte first ... */
uint8_t wire_u8(struct wire *wire);
uint16_t wire_u16(struct wire *wire);
uint32_t wire_u32(struct wire *wire);
/* ... or the lowest. */
uint16_t wire_u16_low(struct wire *wire);
uint32_t wire_u32_low(struct wire *wire);

#endif
