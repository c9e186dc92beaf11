/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a DNS server at a target look up any name for strangers (RFC 5358: it must not)? It was asked, with recursion
 * desired, for a name of the programme's own.
 *
 * Priority. Attackers find such servers within hours and have them flood others; the company loses its line and its
 * good name, not its data: active, open, automatable, low: P2.
 */
#ifndef TENKEN_CHECKS_DNS_OPEN_RESOLVER_H
#define TENKEN_CHECKS_DNS_OPEN_RESOLVER_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable). */
void open_resolver_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
