/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the web site tell browsers to come by HTTPS only from now on (HSTS, RFC 6797)? Counts only over TLS (7.2) and
 * for names, not addresses (8.1.1).
 *
 * Priority. It closes the moment before the redirect, which somebody on the same line must catch: none, controlled, not
 * automatable, low: P4.
 */
#ifndef TENKEN_CHECKS_WEB_HSTS_H
#define TENKEN_CHECKS_WEB_HSTS_H

#include "checks/check.h"

#define HSTS_AGE_MIN 15552000 /* seconds: 180 days */

/* Variants: "missing", "short", "broken" (bad), "" (good, untestable). Details: days. */
void hsts_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
