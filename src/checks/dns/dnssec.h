/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Are the domain's answers signed, and do the signatures hold (DNSSEC, RFC 9364)? "dnssec.chain" says what a validating
 * resolver concluded.
 *
 * Priorities. A broken chain makes web site and mail vanish for everybody whose resolver checks, without anybody's
 * doing: none, open, automatable, high: P2. Signatures that run out within DNSSEC_DAYS are not being renewed: none,
 * open, not automatable, high, which the few days left make P2 (priority_with_days_left). Algorithms that RFC 8624
 * forbids or does not recommend for signing (RSA/MD5, DSA, RSA/SHA-1, GOST) and a domain without signatures: an
 * attacker on the way could forge answers, which is rare: none, controlled, not automatable, low: P4.
 */
#ifndef TENKEN_CHECKS_DNS_DNSSEC_H
#define TENKEN_CHECKS_DNS_DNSSEC_H

#include "checks/check.h"

#define DNSSEC_DAYS                                                                                                    \
	2 /* signers renew earlier than that: BIND 9 by default a fourth of 14 days before, RFC 6781, 4.4.2 */

/* Variants: "broken", "expiring", "weak", "unsigned" (bad), "" (good, untestable). Details: domain; reason; algorithms
 * (the weak ones, by name); expires_ms. */
void dnssec_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
