/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the domain still point to things that are gone: an alias (CNAME) into a service that was given up, a mail server
 * or a name server whose name does not exist? Whoever registers that name, or opens an account of that service, speaks
 * for the company. Nobody tries to claim anything, so it is likely, not confirmed.
 *
 * Priorities. A web page under the company's name can be taken by following a public guide: likely, open, not by
 * itself, high: P2; a name server likewise. A mail server that is gone loses mail: none, open, medium: P3.
 */
#ifndef TENKEN_CHECKS_DNS_DANGLING_NAME_H
#define TENKEN_CHECKS_DNS_DANGLING_NAME_H

#include "checks/check.h"

/* Variants: "alias", "name_server", "mail_server" (bad; the first that is found), "" (good). Details: domain; name
 * (that points), gone (what it points to). */
void dangling_name_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
