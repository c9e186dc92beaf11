/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does every name server that the parent zone names serve the domain (RFC 1912, 2.8; RFC 9499 says "lame delegation")?
 * A server that answered without authority, or with an error, is lame. One that did not answer may have been lost on
 * the way: untestable.
 *
 * Priority. A share of all visitors and mails meets the wrong server and waits or fails: none, open, not by a program,
 * medium: P3.
 */
#ifndef TENKEN_CHECKS_DNS_LAME_DELEGATION_H
#define TENKEN_CHECKS_DNS_LAME_DELEGATION_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable). Details: domain; servers (the lame, or the silent ones). */
void lame_delegation_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
