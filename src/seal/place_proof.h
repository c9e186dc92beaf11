/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a company takes away: that the office put its application into the log with this rank of arrival, and what the
 * log said of its case last. It shows what the office claimed by then and cannot unsay; of others it holds only hashes.
 * That no rank was given twice it cannot show: replaying the whole log does.
 */
#ifndef TENKEN_SEAL_PLACE_PROOF_H
#define TENKEN_SEAL_PLACE_PROOF_H

#include "seal/checkpoint.h"
#include "seal/log_entry.h"

#define PLACE_PROOF_BYTES_MAX 8192

/* An entry with its proof of inclusion. */
struct place_proof_part {
	uint64_t index;   /* of the entry in the log, from 0 */
	struct str entry; /* its bytes (seal/log_entry.h) */
	struct merkle_proof path;
};

struct place_proof {
	struct str head;                 /* the signed head that both parts are proved against */
	struct place_proof_part arrival; /* the entry of the application */
	struct place_proof_part latest;  /* the case's last entry before the head; may be the same */
};

/* One JSON object. */
MUST_USE enum err place_proof_write(const struct place_proof *proof, struct buf *json, struct fault *why);

/* Only the form; place_proof_check says whether it is true. ERR_INVALID names the member. */
MUST_USE enum err place_proof_read(struct arena *arena, struct str json, struct place_proof *ret_proof,
				   struct fault *why);

struct place_proof_claim {
	struct log_entry arrival, latest;
	struct checkpoint head;
};

/* Checks the signature of the head by the log's key, both inclusions, and that both entries are of one case. `kept`, a
 * head that the checker has from elsewhere, must be of the same log: it is the proof's own head, or `growth` shows that
 * the shorter of the two logs is the beginning of the longer (growth_wants_proof says which proof). Both may be NULL.
 * ERR_DENIED says what does not hold. */
MUST_USE enum err place_proof_check(struct arena *arena, const struct place_proof *proof, const struct note_key *key,
				    const struct checkpoint *kept, const struct merkle_proof *growth,
				    struct place_proof_claim *ret_claim, struct fault *why);

#endif
