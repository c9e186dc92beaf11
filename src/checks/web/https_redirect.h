/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the web site lead visitors who come by HTTP to HTTPS (RFC 9110, 4.2.2; the front page is asked for)?
 *
 * Priority. What is read and typed there can be read and changed by whoever shares the line, such as a free Wi-Fi, by
 * program: none, controlled, automatable, medium: P3; a page that asks for a password there: likely, high: P2.
 */
#ifndef TENKEN_CHECKS_WEB_HTTPS_REDIRECT_H
#define TENKEN_CHECKS_WEB_HTTPS_REDIRECT_H

#include "checks/check.h"

/* Variants: "plain", "password" (bad), "" (good, untestable). */
void https_redirect_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
