/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Can other mail servers deliver the company's mail encrypted: does the server offer STARTTLS at port 25, and does it
 * keep the offer (RFC 3207)? Ports at which people hand in mail are smtp_auth_before_tls's business.
 *
 * Priority. Mail travels readable between two servers, for whoever sits on the line; a program can collect it there. It
 * is a part of the company's mail: none, controlled, automatable, medium: P3. An offer that is not kept is the same,
 * and may make senders give up.
 */
#ifndef TENKEN_CHECKS_MAIL_STARTTLS_H
#define TENKEN_CHECKS_MAIL_STARTTLS_H

#include "checks/check.h"

/* Variants: "missing", "broken" (bad), "" (good, untestable). */
void starttls_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
