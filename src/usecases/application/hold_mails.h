/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether the mails of a new application wait. Anybody can apply under any mail address, so that whoever sends many
 * applications would have us write to many people, or to one of them many times. Nobody is refused for it: the
 * application keeps its time and place, and the desk sees it and lets its mails go (screening/release_mails.h), or
 * they go by themselves when HOLD_MAILS_MS have passed. They also go where what was feared is no more: the secretariat
 * has checked the application, or its contact has shown that the address is right. Of a flood, HOLD_MAILS_FLOOD times
 * as many, nothing goes without one of these. The offer of a place and the request to correct an application go at once
 * all the same, since the days to answer them run. Where the case ends while its mails wait, those are cancelled but
 * for the one that says so.
 */
#ifndef TENKEN_USECASES_APPLICATION_HOLD_MAILS_H
#define TENKEN_USECASES_APPLICATION_HOLD_MAILS_H

#include "calendar/day.h"
#include "store/application/case_store.h"
#include "usecases/office.h"

#define HOLD_MAILS_MS DAY_MS

/* How many within HOLD_MAILS_MS are usual; the settings of these names (usecases/office_open.h) say otherwise. A tax
 * accountant or a chamber of commerce may apply for some companies from its office in a day; a company gets three or
 * four mails in its busiest day. */
#define HOLD_MAILS_APPLICATIONS 10 /* from one address */
#define HOLD_MAILS_TO_ONE       10 /* to one mail address */

#define HOLD_MAILS_FLOOD 10

/* For a case that was just inserted, before its first mail is queued. *ret_reason is NULL, or MAIL_HOLD_... and the
 * case's mails wait. client: the address of who applies, as limits count it; "" (this machine) is not counted. */
MUST_USE enum err hold_mails_judge(struct tx *tx, const struct clock *clock, const char *client,
				   const struct case_row *row, const char **ret_reason, struct fault *why);

#endif
