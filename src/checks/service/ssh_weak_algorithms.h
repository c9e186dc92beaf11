/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does SSH offer ways of encrypting that are broken or too weak?
 *
 * Broken: no encryption or no protection of the messages at all ("none"), RC4 (RFC 8758 forbids it), key exchange with
 * 1024 bits (RFC 9142: rsa1024-sha1 MUST NOT, group 1 SHOULD NOT). Weak: SHA-1 in the exchanges that RFC 9142 calls
 * SHOULD NOT, ciphers with blocks of 64 bits (3DES, Blowfish, CAST, IDEA, DES; SP 800-131A), MACs with MD5 (RFC 6151),
 * DSA keys.
 *
 * Priorities. Both sides take the first of the client's list that the server knows, so that only old clients, or those
 * that an attacker on the way holds back, use the bad ones. Broken, or nothing better on offer: none, controlled, not
 * automatable, high: P3. Weak beside better: none, controlled, not automatable, medium: P4.
 */
#ifndef TENKEN_CHECKS_SERVICE_SSH_WEAK_ALGORITHMS_H
#define TENKEN_CHECKS_SERVICE_SSH_WEAK_ALGORITHMS_H

#include "checks/check.h"

/* Variants "broken", "only_weak", "weak" (bad), "" (good), "unasked" (untestable). Details: algorithms, a list. Remedy:
 * "ssh-settings". */
void ssh_weak_algorithms_judge(const struct check *check, const struct check_input *input,
			       struct finding_list *findings);

#endif
