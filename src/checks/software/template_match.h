/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does what was seen match a template of the nuclei project that an administrator turned on? One finding a template and
 * port.
 *
 * A template knows its pattern, not the company: it is "likely" at most. One that matched on less than
 * NUCLEI_MARKS_STRONG marks (a single word, a status alone; nuclei_match.h) is never bad by itself: it is untestable
 * and "possible". That a template did not match is no finding, since it says nothing of what it was not made for.
 *
 * Priorities. The author's severity stands for what is lost: critical and high HIGH, medium MEDIUM, else LOW. That
 * anybody can look the same thing up is exposure; whether it is attacked is not known, so exploitation is NONE.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_TEMPLATE_MATCH_H
#define TENKEN_CHECKS_SOFTWARE_TEMPLATE_MATCH_H

#include "checks/check.h"

/* Variant "" (bad), "weak" (untestable). Details: template (its id), name, severity, matcher, extracted, cve; the last
 * three perhaps "". Remedy: update:PRODUCT where the template names a CVE and a product, else none. */
void template_match_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
