/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The detail of a failure: what went wrong, where, and what to do, in English,
 * for logs and for the command line. Pages choose their own words by the enum err. A fault is the last parameter of a
 * function that can fail, may be NULL, and is untouched on success.
 */
#ifndef TENKEN_BASE_FAULT_H
#define TENKEN_BASE_FAULT_H

#include "base/count.h"
#include "base/err.h"

struct fault {
	enum err code;
	char text[512]; /* cut at the cap, always terminated */
};

/* Fills the fault (when there is one) and returns the code, so that a caller
 * can write: return fault_set(why, ERR_INVALID, "..."). */
enum err fault_set(struct fault *why, enum err code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Puts "prefix: " before the text of a fault that a callee has set. */
enum err fault_prefix(struct fault *why, enum err code, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
