/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The secretariat corrects the contact's mail address, which the company told it by telephone. Links in earlier mails
 * and sessions opened by them are void from then on: they may be with a stranger; what the company needs now is sent
 * again (resend_open.h). The history keeps that it was done,
 * and the mails keep where each of them went.
 */
#ifndef TENKEN_USECASES_SCREENING_CORRECT_MAIL_H
#define TENKEN_USECASES_SCREENING_CORRECT_MAIL_H

#include "usecases/case_deed.h"

extern const struct case_deed correct_mail_deed; /* input: mail, as a form stores it */

/* The deed with what a person typed. *ret_problem is the name of what is wrong with that (programme/question.h), and
 * nothing changes; "" when it is done. */
MUST_USE enum err correct_mail_do(const struct office *office, struct arena *arena, const struct actor *actor,
				  const struct once *once, int64_t case_id, struct str typed, const char **ret_problem,
				  struct fault *why);

#endif
