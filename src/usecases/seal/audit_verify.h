/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Holds the store against its log (docs/log-format.md): the log against itself and its signed head, a head that was
 * kept outside against the log, every row of every bound table against its newest commitment, and what each entry says
 * of a case against the entries before it.
 *
 * With a head from outside, every change of what the log held then is found, whoever made it and whatever keys they
 * had. With the public key from outside and no head, what somebody without the signing key did is found. With neither,
 * a log that was rewritten whole and signed with another key, put into the store, agrees with itself: only changes that
 * left the log as it was are found.
 */
#ifndef TENKEN_USECASES_SEAL_AUDIT_VERIFY_H
#define TENKEN_USECASES_SEAL_AUDIT_VERIFY_H

#include "usecases/office.h"

struct audit_verify_input {
	struct str head; /* a signed head kept outside; {NULL, 0} for none */
	struct str key;  /* the log's public key as text; empty takes the one that the store names */
};

/* Map: entries, cases, units (what is bound now), size and root of the present head, kept (size of the head from
 * outside) or no_head (only the key is from outside) or nothing_outside, cosigned [{name, size, at_ms}], differences
 * [{kind, unit, key, position, count}]: one of each kind, the first. One read of the store; memory stays bounded,
 * whatever the size (VERIFY_UNITS_AT_ONCE commitments at a time). ERR_INVALID for a head or a key that cannot be read.
 */
struct tx;
MUST_USE enum err audit_verify_in(struct tx *tx, struct arena *arena, const struct audit_verify_input *input,
				  struct value **ret_report, struct fault *why);

/* The same in a read of its own. */
MUST_USE enum err audit_verify(const struct office *office, struct arena *arena, const struct audit_verify_input *input,
			       struct value **ret_report, struct fault *why);

#endif
