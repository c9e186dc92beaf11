/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A contact's address was corrected: what the company has to know or to answer now is sent once more, to the new
 * address. That is the newest mail of the state of its case; what is over by now is not, nor what went to this address
 * already or still waits to be sent. What was a letter while there was no address is written anew, as a mail with its
 * page, and nobody posts it any more: from now on the clocks of the company run.
 */
#ifndef TENKEN_USECASES_SCREENING_RESEND_OPEN_H
#define TENKEN_USECASES_SCREENING_RESEND_OPEN_H

#include "usecases/case_facts.h"

/* facts.row has the new address. */
MUST_USE enum err resend_open(struct tx *tx, struct arena *arena, const struct office *office,
			      const struct case_facts *facts, struct fault *why);

#endif
