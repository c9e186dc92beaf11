/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a log only grew between two of its heads: what a witness asks before it co-signs the later one. The log
 * answers with a proof, one base64 hash a line (docs/log-format.md, "How a witness asks").
 */
#ifndef TENKEN_SEAL_GROWTH_H
#define TENKEN_SEAL_GROWTH_H

#include "seal/checkpoint.h"

#define GROWTH_PROOF_BYTES_MAX 4096 /* more than MERKLE_PROOF_MAX lines take */

enum growth {
	GROWTH_NONE,     /* the same entries as before */
	GROWTH_MORE,     /* those of before, and more behind them: the only way in which a log changes */
	GROWTH_EARLIER,  /* the head is older than the one before, but of the same log */
	GROWTH_FORKED,   /* as many entries as before, and not the same */
	GROWTH_SHRUNK,   /* fewer entries, and nothing shows that they are the first of those before */
	GROWTH_UNPROVED, /* more entries, and nothing shows that those of before are the first of them */
};

/* Which proof to ask for: that the log of size *ret_to begins with that of size *ret_from. False when none is needed.
 */
bool growth_wants_proof(const struct checkpoint *before, const struct checkpoint *now, uint64_t *ret_from,
			uint64_t *ret_to);

/* Both heads are of one log and their signatures were checked. The proof is the one wanted; an empty one where none
 * could be had. */
enum growth growth_judge(const struct checkpoint *before, const struct checkpoint *now,
			 const struct merkle_proof *proof);

/* The log still holds all that it held: none, more. */
bool growth_is_good(enum growth growth);

void growth_proof_write(const struct merkle_proof *proof, struct buf *text);

/* Reads just what growth_proof_write writes. ERR_INVALID names the line. */
MUST_USE enum err growth_proof_read(struct str text, struct merkle_proof *ret_proof, struct fault *why);

#endif
