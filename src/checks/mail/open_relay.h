/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the mail server take mail from strangers for strangers (RFC 5321, 3.6.2; RFC 2505, 2.1)? Asked with MAIL and
 * RCPT for an address of the programme's own, then RSET: no mail is sent.
 *
 * Priority. Spammers look for such servers all day and use them at once; the company's mail is then refused everywhere:
 * active, open, automatable, high: P1. Some servers say yes to every RCPT and refuse or drop the mail later, so it is
 * likely, not confirmed. A "later" (4yz) is no answer.
 */
#ifndef TENKEN_CHECKS_MAIL_OPEN_RELAY_H
#define TENKEN_CHECKS_MAIL_OPEN_RELAY_H

#include "checks/check.h"

/* Variants: "" (bad, good), "later" and "" (untestable). */
void open_relay_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
