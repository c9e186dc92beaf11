/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The answer to the offer of a place (usecases/place_offer.h): the company, or the secretariat when the company told it
 * so, accepts or refuses; an offer without an answer ends when its last day is over. Whatever frees the place offers it
 * to the next one in the same work.
 */
#ifndef TENKEN_USECASES_APPLICATION_OFFER_DEED_H
#define TENKEN_USECASES_APPLICATION_OFFER_DEED_H

#include "jobs/worker.h"
#include "usecases/case_deed.h"

#define OFFER_DEED_LEASE_S      60
#define OFFER_DEED_ATTEMPTS_MAX 12

extern const struct case_deed offer_deed_accept;
extern const struct case_deed offer_deed_refuse;
extern const struct case_deed offer_deed_expire; /* the program does */

/* Runs the job: ends the offer of the case when it is over, and comes again then when it is not. The day is that of the
 * case's row, so that a clock that jumps ends nothing too early for good. */
MUST_USE enum err offer_deed_run(void *context, const struct job *job, struct fault *why);

#endif
