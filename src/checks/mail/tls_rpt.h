/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the domain get reports when other mail servers fail to encrypt on their way to it (TLS-RPT, RFC 8460): a TXT
 * record at _smtp._tls.DOMAIN with an address? Asked of domains that receive mail.
 *
 * Priority. Without it nothing is lost but the news: none, controlled, low, P4.
 */
#ifndef TENKEN_CHECKS_MAIL_TLS_RPT_H
#define TENKEN_CHECKS_MAIL_TLS_RPT_H

#include "checks/check.h"

/* Variants: "missing", "several", "broken" (bad), "" (good, untestable). Details: domain. */
void tls_rpt_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
