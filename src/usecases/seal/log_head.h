/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the office publishes of its log (docs/log-format.md): its newest signed head, the proof that it only grew
 * between two sizes, and what witnesses signed. Anybody may have it: a head and a proof are hashes.
 */
#ifndef TENKEN_USECASES_SEAL_LOG_HEAD_H
#define TENKEN_USECASES_SEAL_LOG_HEAD_H

#include "seal/merkle.h"
#include "usecases/office.h"

/* The newest head, as a signed note. ERR_NOT_FOUND for an empty log. The text lives in the arena. */
MUST_USE enum err log_head_read(const struct office *office, struct arena *arena, const char **ret_note,
				struct fault *why);

/* The newest head that witnesses signed, with their signatures behind the log's own: keeping these is an entry itself,
 * so the newest head of all never bears one. ERR_NOT_FOUND when nobody signed any. */
MUST_USE enum err log_head_read_witnessed(const struct office *office, struct arena *arena, const char **ret_note,
					  struct fault *why);

/* The public key that checks the heads, as text in the arena. */
MUST_USE enum err log_head_key(const struct office *office, struct arena *arena, const char **ret_key,
			       struct fault *why);

/* RFC 9162 section 2.1.4.1. ERR_INVALID unless from <= to; ERR_NOT_FOUND when the log is not that long. */
MUST_USE enum err log_head_prove_growth(const struct office *office, int64_t from, int64_t to,
					struct merkle_proof *ret_proof, struct fault *why);

/* Keeps the signatures of witnesses under a head of this log; a signature that is kept already changes nothing.
 * ERR_INVALID: no signed note; ERR_CONFLICT: no head of this log; ERR_DENIED: no signature of a witness that the
 * setting names, or a forged one. */
MUST_USE enum err log_head_cosign(const struct office *office, struct str note, struct fault *why);

#endif
