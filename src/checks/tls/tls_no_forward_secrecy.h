/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a TLS service agree on keys in a way that stays safe when its own key is stolen later (forward secrecy;
 * RFC 9325, 4.1)? All of TLS 1.3 does, and ECDHE and DHE in older versions.
 *
 * Priority. Somebody must have recorded the traffic and then steal the key: none, controlled, not automatable,
 * medium: P4. A suite without it beside suites with it is no finding: modern clients do not choose it.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_NO_FORWARD_SECRECY_H
#define TENKEN_CHECKS_TLS_TLS_NO_FORWARD_SECRECY_H

#include "checks/check.h"

/* Bad when every suite that was accepted lacks it (none may be known by its number only); good when one has it.
 * Details: suite, one that was accepted. */
void tls_no_forward_secrecy_judge(const struct check *check, const struct check_input *input,
				  struct finding_list *findings);

#endif
