/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is the group in which a TLS service agrees on keys large enough and a known good one? Finite fields (DHE): RFC 7919
 * and RFC 9325, 4.1: 2048 bits at least. Elliptic curves: 224 bits at least (NIST SP 800-56A).
 *
 * Priorities. 1024 bits: the public precomputation of Logjam (2015) is within reach of states only, and works for the
 * few groups that everybody shares: none, controlled, not automatable, high: P3. 768 bits can be computed by a
 * university, which changes nothing; 512 and less by anybody, as Logjam showed: likely, automatable: P2. A modulus that
 * is no safe prime may hide small subgroups, which makes the same possible: P3. Curves below 224 bits as 1024.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_WEAK_DH_H
#define TENKEN_CHECKS_TLS_TLS_WEAK_DH_H

#include "checks/check.h"

/* Variants "short", "odd", "curve" (bad), "" (good, untestable). The worst group of the port counts. Details: bits,
 * group (its name, or ""). */
void tls_weak_dh_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
