/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Holds what the store says of the cases against their sealed histories (cases/history.h): a changed, missing or
 * added row of the history, a case whose copied state is another, a number that is gone.
 */
#ifndef TENKEN_USECASES_SYSTEM_AUDIT_H
#define TENKEN_USECASES_SYSTEM_AUDIT_H

#include "usecases/office.h"

/* Map: cases (how many were looked at), entries, differences [text]; at most 100 differences are listed. */
MUST_USE enum err audit_verify(const struct office *office, struct arena *arena, struct value **ret_report,
			       struct fault *why);

#endif
