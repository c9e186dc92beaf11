/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a log entry holds instead of content: SHA-256(32 random bytes || content). Who has the content and the random
 * bytes can show that just this content was meant; who has the commitment alone learns nothing, not even by guessing,
 * since the random bytes are in no entry. When both are erased the entry still verifies and says only that something
 * was there.
 */
#ifndef TENKEN_SEAL_COMMITMENT_H
#define TENKEN_SEAL_COMMITMENT_H

#include "base/str.h"

#define COMMITMENT_SIZE      32
#define COMMITMENT_SALT_SIZE 32

struct commitment {
	unsigned char bytes[COMMITMENT_SIZE];
};

struct commitment_salt {
	unsigned char bytes[COMMITMENT_SALT_SIZE];
};

/* Draws `count` new ones from the system at once. Aborts when it has no randomness: there is nothing sane to go on
 * with. */
void commitment_salts_draw(struct commitment_salt *ret_salts, size_t count);

struct commitment commitment_of(const struct commitment_salt *salt, struct str content);
bool commitment_equal(const struct commitment *a, const struct commitment *b);

#endif
