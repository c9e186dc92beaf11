/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a proposal of visits is what it says: every rule kept, the value right, the bound true and each reason too.
 * It trusts nothing, and shares no code with what proposes: an error of the one is not also in the other.
 *
 * Why a bound is true: whatever the prices p of experts and y of slots (all 0 or more) are, a programme's value is at
 * most the sum over experts of the greatest p n - (growth of the square of the load by n visits), over slots of y, and
 * over companies of the greatest of 0 and what its visits weigh minus what they pay. A list of parts that halve each
 * other is as good as its worst part.
 */
#ifndef TENKEN_VISITS_VISIT_CHECK_H
#define TENKEN_VISITS_VISIT_CHECK_H

#include "codec/value.h"

/* ERR_INVALID with the first thing in the fault that is not so, or that cannot be read. */
MUST_USE enum err visit_check_run(const struct value *proposal, struct fault *why);

#endif
