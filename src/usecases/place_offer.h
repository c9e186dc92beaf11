/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Offers a place that became free to the first one who waits for it, in the work that freed it: the event, the mail,
 * the call for the secretariat, and the job that ends the offer (application/offer_deed.h).
 */
#ifndef TENKEN_USECASES_PLACE_OFFER_H
#define TENKEN_USECASES_PLACE_OFFER_H

#include "programme/edition.h"
#include "store/application/case_count.h"
#include "usecases/office.h"

#define PLACE_OFFER_JOB "offer_end" /* subject: the case */

/* By what those who wait are ordered. */
enum place_order place_offer_order(const struct edition *edition);

/* What the rules of places look at. */
MUST_USE enum err place_offer_course(struct tx *tx, const struct edition *edition, const char *course,
				     struct place_course *ret_course, struct fault *why);

/* Whether who begins to wait for the course now is offered a place in the same work. */
MUST_USE enum err place_offer_follows(struct tx *tx, const struct office *office, const struct edition *edition,
				      const char *course, bool *ret_follows, struct fault *why);

/* Makes every offer that the course owes; of a closed call none. What the work did before must be said already: an
 * offer is about another case. */
MUST_USE enum err place_offer_owed(struct tx *tx, const struct office *office, const struct edition *edition,
				   const char *course, struct fault *why);

#endif
