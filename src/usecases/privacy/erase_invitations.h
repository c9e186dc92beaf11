/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Behind the day that an edition names (invitations_end), what is known of the companies that were invited and did not
 * apply is erased; the numbers stay. Who said that it wants no more is known again by the key of people/erased_key.h,
 * so that no later list invites it anew; the others may be invited again.
 */
#ifndef TENKEN_USECASES_PRIVACY_ERASE_INVITATIONS_H
#define TENKEN_USECASES_PRIVACY_ERASE_INVITATIONS_H

#include "usecases/office.h"

/* Of all calls whose day is over; again it changes nothing. *ret_erased: how many. Each time the remains of whatever
 * was erased before are taken out of the files too (db_scrub), so that none stay of a process that was killed in
 * between; ERR_BUSY when that could not be done: call it again. */
MUST_USE enum err erase_invitations_due(const struct office *office, int64_t *ret_erased, struct fault *why);

#endif
