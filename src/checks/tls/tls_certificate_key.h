/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is the key of the certificate long enough, and was it signed with a hash that nobody can forge? RSA and DSA 2048
 * bits, elliptic curves 224 (NIST SP 800-57; CA/Browser Forum Baseline Requirements 6.1.5); not MD2, MD5 or SHA-1 (RFC
 * 9155, Baseline Requirements 7.1.3).
 *
 * Priorities. RSA of 512 bits is factored for the price of a dinner, and whoever has the key is the site for everybody
 * on the line: likely, controlled, automatable, high: P2. Up to 1024 bits, small curves, and MD5 take means that few
 * have: none, controlled, not automatable, high: P3. SHA-1 in the same way; a certificate that signed itself is trusted
 * for another reason, so that its signature is not judged.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_CERTIFICATE_KEY_H
#define TENKEN_CHECKS_TLS_TLS_CERTIFICATE_KEY_H

#include "checks/check.h"

/* Variants "short", "signature" (bad), "" (good, untestable). Details: key ("RSA 1024"), signature. */
void tls_certificate_key_judge(const struct check *check, const struct check_input *input,
			       struct finding_list *findings);

#endif
