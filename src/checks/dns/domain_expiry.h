/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long is the domain still registered (RDAP's "expiration" event, RFC 9083, 4.5)? Most registrations renew
 * themselves, which cannot be seen from outside: before the day it is likely, not confirmed.
 *
 * Priorities. A domain that has run out is taken over by traders and criminals within weeks, with web site, mail and
 * every account that trusts the mail: active, open, automatable, high: P1. Within DOMAIN_EXPIRY_SOON days somebody has
 * to look now: none, open, automatable, high: P2; within DOMAIN_EXPIRY_LATER: not automatable: P3,
 * and P2 in the last 30 days (priority_with_days_left).
 */
#ifndef TENKEN_CHECKS_DNS_DOMAIN_EXPIRY_H
#define TENKEN_CHECKS_DNS_DOMAIN_EXPIRY_H

#include "checks/check.h"

#define DOMAIN_EXPIRY_SOON  14 /* days */
#define DOMAIN_EXPIRY_LATER 45 /* days; registrars renew by themselves about a month before */

/* Variants: "expired", "soon", "later" (bad), "" (good, untestable). Details: domain; expires_ms; days. */
void domain_expiry_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
