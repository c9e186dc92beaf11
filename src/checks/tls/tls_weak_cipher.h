/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a TLS service accept a cipher suite that does not protect (RFC 9325, 4.1 and 4.2)?
 *
 * Priorities. To use any of them somebody must sit on the line and wait for, or lead astray, a client that offers it.
 * No encryption, no proof of who answers, and the export ciphers (FREAK, Logjam) are undone by ready programs, and
 * everything sent is lost: likely, controlled, automatable, high: P2. RC4 and single DES take effort and much
 * traffic: likely, controlled, not automatable, medium: P3. 64-bit blocks (Sweet32) take hundreds of gigabytes of one
 * connection, which nobody has done to a company: none, controlled, medium: P4. CBC alone is no finding.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_WEAK_CIPHER_H
#define TENKEN_CHECKS_TLS_TLS_WEAK_CIPHER_H

#include "checks/check.h"

/* Variants by the worst class: "open", "export", "broken", "small_block" (bad); "" (good: a suite of each class was
 * offered and refused; untestable: of some class nobody knows). Details: suites, the weak ones accepted, 12 at most. */
void tls_weak_cipher_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
