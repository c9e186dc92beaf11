/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the domain tell senders to deliver its mail encrypted only, by MTA-STS (RFC 8461): a TXT record at
 * _mta-sts.DOMAIN, and a policy file that is served by HTTPS? Asked of domains that receive mail.
 *
 * Priorities. Without it an attacker on the line between two mail servers can take the encryption away; that is rare
 * and costs a small firm little: P4. A policy that cannot be fetched or read is as good as none: P4. A policy in force
 * that does not name the domain's own mail server makes large senders refuse to deliver at once: none, open, medium,
 * P3.
 */
#ifndef TENKEN_CHECKS_MAIL_MTA_STS_H
#define TENKEN_CHECKS_MAIL_MTA_STS_H

#include "checks/check.h"

/* Variants: "missing", "several", "file" (cannot be fetched), "broken" (cannot be read), "server", "off" (bad),
 * "testing" and "" (good), "" (untestable). Details: domain; wrong (the line at fault); server (the one that is not
 * named). */
void mta_sts_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
