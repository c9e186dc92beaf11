/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Three checks of what a TLS service offers beside encryption, by one rule: the probe says of each whether it was
 * offered (kind "tls.extension").
 *
 * tls-renegotiation: changing keys in a conversation without proof that it is the same partner (RFC 5746;
 * CVE-2009-3555) lets who sits on the line put words before a visitor's: likely, controlled, not automatable, medium:
 * P3. Where visitors may start a change, a few of them can keep the server busy: none, open, automatable, low: P4.
 * tls-compression: the length of what is compressed betrays secrets (CRIME, CVE-2012-4929; RFC 9325, 3.3): likely,
 * controlled, not automatable, medium: P3.
 * tls-heartbeat: RFC 6520 is offered by nothing but old OpenSSL (1.0.1 to 1.1.0, out of support) and some GnuTLS; among
 * the former is Heartbleed (CVE-2014-0160). Only an attack would tell for sure, and we make none:
 * exploitation none, open, automatable, medium: P3, possible.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_EXTENSION_H
#define TENKEN_CHECKS_TLS_TLS_EXTENSION_H

#include "checks/check.h"

/* Variants of tls-renegotiation: "insecure", "client" (bad); of all "" else. Untestable when the probe had no answer.
 */
void tls_extension_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

/* The rules of its checks, the graver first; each list ends with NULL. */
struct tls_extension_rule;
extern const struct tls_extension_rule *const tls_extension_renegotiation[];
extern const struct tls_extension_rule *const tls_extension_compression[];
extern const struct tls_extension_rule *const tls_extension_heartbeat[];

#endif
