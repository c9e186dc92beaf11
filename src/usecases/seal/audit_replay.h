/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Recomputes every rank, place and state from the log alone (replay.h): no other table is read.
 */
#ifndef TENKEN_USECASES_SEAL_AUDIT_REPLAY_H
#define TENKEN_USECASES_SEAL_AUDIT_REPLAY_H

#include "usecases/office.h"

/* Map: entries, cases, courses [{edition, course, applications, holding, waiting}], differences
 * (difference_list.h). */
MUST_USE enum err audit_replay(const struct office *office, struct arena *arena, struct value **ret_report,
			       struct fault *why);

#endif
