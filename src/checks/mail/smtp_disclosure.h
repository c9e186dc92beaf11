/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the mail server tell strangers which addresses exist (VRFY, EXPN: RFC 5321, 7.3), or how the office's network is
 * named inside? VRFY was asked for an address that every server has (postmaster, 4.5.1) and for one that nobody has.
 *
 * Priority. It is a list for those who send forged mail, nothing more: likely, open, not by itself, low: P4.
 */
#ifndef TENKEN_CHECKS_MAIL_SMTP_DISCLOSURE_H
#define TENKEN_CHECKS_MAIL_SMTP_DISCLOSURE_H

#include "checks/check.h"

/* Variants: "addresses", "inside" (bad), "" (good, untestable). Details: command; name (the one from inside). */
void smtp_disclosure_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
