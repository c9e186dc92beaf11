/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the domain's DMARC record ask receivers to do something about forged mail (RFC 7489, 6.3)? Judges a record that
 * can be used; dmarc_record says when there is none.
 *
 * Priorities. p=none is the right first step and already lets receivers mark what is false, so that little is lost
 * beside a domain without any record: P4, to be tightened when the reports show that the company's own mail passes.
 * The same for sp=none (subdomains are left out), np=none (names that do not exist are left out), t=y (a test: each
 * policy counts one step less) and for pct below 100 (only a part of the mail is treated).
 */
#ifndef TENKEN_CHECKS_MAIL_DMARC_POLICY_H
#define TENKEN_CHECKS_MAIL_DMARC_POLICY_H

#include "checks/check.h"

/* Variants: "none", "test", "subdomains", "missing", "percent" (bad), "" (good). Details: domain; percent. */
void dmarc_policy_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
