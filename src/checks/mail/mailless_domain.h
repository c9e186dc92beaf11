/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a domain that receives no mail (no MX record, or RFC 7505's null MX) also say that it sends none: an SPF record
 * "v=spf1 -all" (RFC 7208, 10.1.2) and a DMARC record? Second domains, kept for a brand or a campaign, are forgotten
 * here most often. A domain that names senders in SPF does send and is spf_record's business.
 *
 * Priority. Forging its name needs no skill, is done by machine, and needs somebody's belief; what is lost is the good
 * name of a domain that nobody gets mail from: impact low, P4.
 */
#ifndef TENKEN_CHECKS_MAIL_MAILLESS_DOMAIN_H
#define TENKEN_CHECKS_MAIL_MAILLESS_DOMAIN_H

#include "checks/check.h"

/* Variants: "spf", "dmarc" (bad: which one is missing), "" (good, untestable). Details: domain. */
void mailless_domain_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
