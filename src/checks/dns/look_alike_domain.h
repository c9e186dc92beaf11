/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Has somebody registered names that are easily taken for the company's? Seen in DNS only; the owner may be a namesake
 * or the company itself, so it is never more than possible.
 *
 * Priorities. A name that can send and receive mail serves for false invoices, with somebody's belief: likely,
 * controlled, not automatable, medium: P3. A name with a web page only: low, P4. A name without either is parked and
 * not told.
 */
#ifndef TENKEN_CHECKS_DNS_LOOK_ALIKE_DOMAIN_H
#define TENKEN_CHECKS_DNS_LOOK_ALIKE_DOMAIN_H

#include "checks/check.h"

/* Variants: "mail", "web" (bad), "" (good, untestable). Details: domain; names (at most LOOK_ALIKE_MAX); count. */
#define LOOK_ALIKE_MAX 10
void look_alike_domain_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
