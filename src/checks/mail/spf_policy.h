/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What does the domain's SPF record say about servers that it does not name (RFC 7208, 5.1, 8)? Judges a record that
 * can be used; spf_record says when there is none.
 *
 * Priorities. "+all" declares every machine of the world a sender of the company, so that forged mail passes SPF and
 * with it DMARC: no skill needed, done by machine, the company's mail has lost its name: P2. "?all" or no "all" at all
 * says nothing, as if there were no record: P3. "~all" and "-all" are both good: RFC 7489 (10.1) judges them alike.
 *
 * A redirect hands the question to another record, which is followed through what was observed.
 */
#ifndef TENKEN_CHECKS_MAIL_SPF_POLICY_H
#define TENKEN_CHECKS_MAIL_SPF_POLICY_H

#include "checks/check.h"

/* Variants: "everybody", "neutral", "open_end" (bad), "" (good, untestable). Details: domain; ending ("~all"). */
void spf_policy_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
