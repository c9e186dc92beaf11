/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Are the DKIM keys of the domain strong enough and in use (RFC 6376, RFC 8301)? Looks at the key records that were
 * found at SELECTOR._domainkey.DOMAIN.
 *
 * Selectors are the sender's own names and cannot be listed: where none of the usual ones answered, nothing is known.
 * A revoked key (empty p) is good housekeeping and says nothing either.
 *
 * Priorities. A key below 1024 bits can be computed by anybody with some days of rented machines (RFC 8301: verifiers
 * must not take it), so that forged mail carries the company's seal: likely, with somebody's belief, automatable,
 * medium: P3. 1024 to 2047 bits should be replaced (RFC 8301 recommends 2048): P4. SHA-1 alone, the test flag, and a
 * record that cannot be read leave mail as if it were not signed: P4.
 */
#ifndef TENKEN_CHECKS_MAIL_DKIM_KEY_H
#define TENKEN_CHECKS_MAIL_DKIM_KEY_H

#include "checks/check.h"

/* Variants: "weak", "short", "sha1", "test", "broken" (bad; the worst of all keys), "" (good; untestable: no key was
 * found). Details: domain; selector; bits. */
void dkim_key_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
