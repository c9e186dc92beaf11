/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fills a new rehearsal from a file (programmes/tokyo-r7/rehearsal.yaml): staff with random passwords and fictional
 * companies at different steps, each of which went the way that a real company goes, through the same use cases.
 */
#ifndef TENKEN_USECASES_SYSTEM_REHEARSE_H
#define TENKEN_USECASES_SYSTEM_REHEARSE_H

#include "usecases/office.h"

struct rehearsal {
	struct value *people;      /* [{name role sign_in password}] */
	const char *sign_ins_path; /* the file that keeps them; "" when there is no folder */
};

struct rehearse_plan {
	const char *edition; /* the folder of the call, with rehearsal.yaml */
	const char *earlier; /* of a call that is over, whose edition alone the store holds yet; NULL for none */
	const char *folder;  /* where the sign-ins are written, or NULL */
};

/* The earlier call goes first, with the clock of its time, and is closed before the other is published. ERR_DENIED
 * unless the office is a rehearsal, ERR_INVALID with FILE:LINE:COLUMN for a company that could not go its way. */
MUST_USE enum err rehearse(const struct office *office, struct arena *arena, const struct rehearse_plan *plan,
			   struct rehearsal *ret_rehearsal, struct fault *why);

#endif
