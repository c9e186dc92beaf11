/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The same key at the servers of several companies: whoever has it at one can listen or pretend at the other. It may be
 * a provider's that serves both, or one that a device's maker gave to all, so a person looks: the secretariat gets a
 * task. Neither company is told of the other.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_SHARED_KEY_H
#define TENKEN_USECASES_DIAGNOSIS_SHARED_KEY_H

#include "findings/observation.h"
#include "store/application/case_row.h"
#include "usecases/office.h"

#define SHARED_KEY_MAX 256 /* keys of one run that are looked at */

/* The server's key by its SHA-256, "tls:9f86..." or "ssh:...", or NULL when the observation tells none. */
const char *shared_key_of(struct arena *arena, const struct observation *seen);

/* Notes the keys of a case, and makes one task for each other case that has one of them. Within the transaction of what
 * says so to the log. */
MUST_USE enum err shared_key_note(struct tx *tx, const struct office *office, const struct case_row *row,
				  const char *const *keys, size_t count, struct fault *why);

#endif
