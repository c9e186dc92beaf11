/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does SSH still speak its first protocol? A greeting "SSH-1.99" knows both (RFC 4253, 5.1), any other "SSH-1." the
 * first alone. Its checksum is no protection against changed traffic, and sessions can be taken over by who sits on the
 * line.
 *
 * Priorities. Beside protocol 2 it serves attackers on the way who ask for it: none, controlled, not automatable,
 * high: P3. A machine that knows nothing newer has had no updates for some twenty years: likely, open, not automatable,
 * high: P2.
 */
#ifndef TENKEN_CHECKS_SERVICE_SSH_PROTOCOL_1_H
#define TENKEN_CHECKS_SERVICE_SSH_PROTOCOL_1_H

#include "checks/check.h"

/* Variants "both", "only" (bad), "" (good). Untestable, "unread": SSH was spoken, but no greeting can be read. */
void ssh_protocol_1_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
