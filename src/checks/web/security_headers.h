/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the front page give browsers the instructions that soften the effect of other faults: Content-Security-Policy,
 * X-Content-Type-Options, protection from being framed (X-Frame-Options, RFC 7034, or frame-ancestors),
 * Referrer-Policy?
 *
 * Priority. None of them mends a fault, and a site of a few pages loses little without: none, controlled, not
 * automatable, low: P4. One finding a site, however many are missing.
 */
#ifndef TENKEN_CHECKS_WEB_SECURITY_HEADERS_H
#define TENKEN_CHECKS_WEB_SECURITY_HEADERS_H

#include "checks/check.h"

/* Variants: "" (bad, good). Details: missing (a list). */
void security_headers_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
