/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the mail server ask for passwords before the connection is encrypted (RFC 4954, 4; RFC 8314, 3.3)? Read from
 * what it offers at EHLO; nobody signs in.
 *
 * Priorities. Whoever reads the password on the way reads and sends the company's mail; programs listen for it in open
 * wireless networks. Without any STARTTLS every sign-in is readable: likely, controlled, automatable, high: P2. Where
 * encryption is offered too, mail programs mostly take it, and an attacker must interfere: none, controlled,
 * automatable, medium: P3.
 */
#ifndef TENKEN_CHECKS_MAIL_SMTP_AUTH_BEFORE_TLS_H
#define TENKEN_CHECKS_MAIL_SMTP_AUTH_BEFORE_TLS_H

#include "checks/check.h"

/* Variants: "only", "optional" (bad), "" (good, untestable). */
void smtp_auth_before_tls_judge(const struct check *check, const struct check_input *input,
				struct finding_list *findings);

#endif
