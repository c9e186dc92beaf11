/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plays a call that is over, from rehearsal.yaml of its folder: its companies go their ways in rounds, with the clock
 * of that time, and the call is closed.
 */
#ifndef TENKEN_USECASES_SYSTEM_REHEARSE_EARLIER_H
#define TENKEN_USECASES_SYSTEM_REHEARSE_EARLIER_H

#include "usecases/system/rehearse_play.h"

/* The office a week before the one call that the store holds. */
MUST_USE enum err rehearse_earlier_begin(const struct office *office, struct office *ret_then, struct fault *why);

/* The store holds this call alone, published, and the people. ERR_INVALID for a company that could not go its way. */
MUST_USE enum err rehearse_earlier(const struct rehearse_play *play, const char *folder, struct fault *why);

#endif
