/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was worked out once and is asked for again at the next company: what a greeting names, what a version is
 * vulnerable to. The world's servers say the same few thousand things. Knows keys and memory; must never know what is
 * remembered.
 *
 * One thread uses it. What is remembered stays until check_memo_trim, which check_prepare calls, finds more than
 * CHECK_MEMO_BYTES: so findings that point into it live until the next run of checks with the same knowledge.
 */
#ifndef TENKEN_CHECKS_CHECK_MEMO_H
#define TENKEN_CHECKS_CHECK_MEMO_H

#include "base/str.h"

#define CHECK_MEMO_BYTES ((size_t)64 * 1024 * 1024)

struct check_memo;

struct check_memo *check_memo_new(void);
void check_memo_free(struct check_memo *memo); /* NULL is fine */

/* What is remembered for this key, or NULL. */
const void *check_memo_find(const struct check_memo *memo, struct str key);

/* Where a thing to be remembered is made. */
struct arena *check_memo_arena(struct check_memo *memo);

/* Remembers a thing that lives in that arena; the key, which is new, is copied. */
void check_memo_add(struct check_memo *memo, struct str key, const void *thing);

/* Forgets everything when it is more than CHECK_MEMO_BYTES. */
void check_memo_trim(struct check_memo *memo);

#endif
