/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The proof that a company can take away (seal/place_proof.h): what the log says of its application and of where its
 * case stands now, under the newest signed head.
 */
#ifndef TENKEN_USECASES_SEAL_PROVE_PLACE_H
#define TENKEN_USECASES_SEAL_PROVE_PLACE_H

#include "usecases/office.h"

/* One JSON object of at most PLACE_PROOF_BYTES_MAX bytes, for the case of this id. ERR_NOT_FOUND. Who may have it the
 * caller asks: a page for the company and its staff. */
MUST_USE enum err prove_place(const struct office *office, int64_t case_id, struct buf *json, struct fault *why);

#endif
