/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the address of the mail server lead back to a name, and that name to the address (RFC 1912, 2.1; "forward
 * confirmed")? Large mail services refuse or hide mail from addresses that do not. Judged of targets that answered as
 * mail servers at port 25; whether the company also sends through them is not seen, so it is likely, not confirmed.
 *
 * Priorities. Without a name the company's own mail gets lost: none, open, not by a program, medium: P3. A name that
 * leads elsewhere is refused by few: low, P4.
 */
#ifndef TENKEN_CHECKS_MAIL_REVERSE_DNS_H
#define TENKEN_CHECKS_MAIL_REVERSE_DNS_H

#include "checks/check.h"

/* Variants: "missing", "mismatch" (bad), "" (good, untestable). Details: name (that the address leads to). */
void reverse_dns_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
