/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does SSH let people in with a password? Read from the methods that the server names when it is asked with "none"
 * (RFC 4252, 5.2); no password is sent.
 *
 * Priorities. Programs try passwords at every SSH server, all day; only a weak or stolen one lets them in, and then the
 * machine is theirs: active, controlled, not automatable, high: P2. "keyboard-interactive" (RFC 4256) mostly asks for a
 * password, and sometimes for a second factor: the same, likely. A server that takes keys alone is good.
 */
#ifndef TENKEN_CHECKS_SERVICE_SSH_PASSWORD_LOGIN_H
#define TENKEN_CHECKS_SERVICE_SSH_PASSWORD_LOGIN_H

#include "checks/check.h"

/* Variants "password", "keyboard" (bad), "keys" (good), "unasked" (untestable). No remedy in common with others. */
void ssh_password_login_judge(const struct check *check, const struct check_input *input,
			      struct finding_list *findings);

#endif
