/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Are the cookies that keep somebody signed in protected: Secure, so that they never travel by HTTP, and HttpOnly, so
 * that scripts cannot read them (RFC 6265, 4.1.2.5 and 4.1.2.6)? Looks at names that sessions have (PHPSESSID,
 * JSESSIONID ...). Browsers take a missing SameSite for Lax, so that its absence is no finding.
 *
 * Priorities. A session that travels by HTTP is taken over by listening: none, controlled, automatable, medium: P3.
 * Over TLS, a missing flag needs a second fault to do harm: none, controlled, not automatable, medium: P4.
 */
#ifndef TENKEN_CHECKS_WEB_COOKIE_FLAGS_H
#define TENKEN_CHECKS_WEB_COOKIE_FLAGS_H

#include "checks/check.h"

/* Variants: "clear" (set by HTTP), "flags" (bad), "" (good). Details: cookie, missing (a list). */
void cookie_flags_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
