/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is the domain locked against transfer to another registrar (RDAP's status "client transfer prohibited" or "server
 * transfer prohibited", RFC 8056, 2)? Registries that publish no status, such as that of .jp, leave it open.
 *
 * Priority. A thief needs the owner's mailbox or the secret code as well, and then has web site and mail: none, small,
 * not automatable, high: P4.
 */
#ifndef TENKEN_CHECKS_DNS_DOMAIN_LOCK_H
#define TENKEN_CHECKS_DNS_DOMAIN_LOCK_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable). Details: domain. */
void domain_lock_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
