/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Do DMARC's reports reach somebody (RFC 7489, 7.1)? Without "rua" nobody learns whether the company's own mail passes,
 * and nobody dares to tighten the policy. Reports to a foreign domain are sent only when that domain agrees by a record
 * "example.jp._report._dmarc.FOREIGN".
 *
 * Priority: nothing is lost at once, P4.
 *
 * Which names belong together is judged without the list of public suffixes: a report domain that equals the domain,
 * lies below it or holds it is its own. Others count as foreign only when the record was asked for.
 */
#ifndef TENKEN_CHECKS_MAIL_DMARC_REPORT_H
#define TENKEN_CHECKS_MAIL_DMARC_REPORT_H

#include "checks/check.h"

/* Variants: "nowhere", "address" (no mailto: address), "foreign" (bad), "" (good, untestable). Details: domain; report
 * (the domain that gets the reports). */
void dmarc_report_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
