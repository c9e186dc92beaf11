/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A worker's tick that forgets what was kept for a while only: addresses from which links were asked for or sign-ins
 * failed, drafts that nobody sent, ended sessions and devices, targets that nobody confirmed, and invitations whose day
 * is over (erase_invitations.h), and then takes the remains of all of it out of the files. Adding to one of these
 * forgets too, but after a call nobody may add for months.
 */
#ifndef TENKEN_USECASES_PRIVACY_FORGET_TRACES_H
#define TENKEN_USECASES_PRIVACY_FORGET_TRACES_H

#include "usecases/office.h"

#define FORGET_TRACES_EVERY_MS (INT64_C(60) * 60 * 1000)
#define FORGET_TRACES_AGAIN_MS (INT64_C(60) * 1000) /* after it failed */

struct forget_traces {
	const struct office *office;
	int64_t next_ms; /* of clock_monotonic_ms; 0 before the first tick */
};
void forget_traces_tick(void *traces);

#endif
