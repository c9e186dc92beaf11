/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Recomputes every rank, place, offer, state and position from the log (replay.h) and the places that the calls name,
 * and compares the cases and their counts with it.
 */
#ifndef TENKEN_USECASES_SEAL_AUDIT_REPLAY_H
#define TENKEN_USECASES_SEAL_AUDIT_REPLAY_H

#include "usecases/office.h"

/* Map: entries, cases, courses [{edition, course, places, applications, holding, waiting, waiting_list}], differences
 * (difference_list.h). waiting_list: numbers of cases in the order in which they are offered a place. */
MUST_USE enum err audit_replay(const struct office *office, struct arena *arena, struct value **ret_report,
			       struct fault *why);

#endif
