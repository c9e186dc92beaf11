/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Do the name servers of the domain fail together: only one of them, or all in one network (RFC 1034, 4.1: at least
 * two; RFC 2182, 3.1: apart from each other)? Networks are told apart by the first 24 bits of an IPv4 address and 48 of
 * IPv6, the smallest that are routed by themselves; an anycast service in one such network is well spread all the same,
 * so that "network" is possible only.
 *
 * Priorities. When the only server fails, web site and mail are gone: none, open, not by a program, medium: P3. One
 * network fails rarely: low, P4.
 */
#ifndef TENKEN_CHECKS_DNS_NAME_SERVER_DIVERSITY_H
#define TENKEN_CHECKS_DNS_NAME_SERVER_DIVERSITY_H

#include "checks/check.h"

/* Variants: "single", "network" (bad), "" (good, untestable). Details: domain; servers, count; network. */
void name_server_diversity_judge(const struct check *check, const struct check_input *input,
				 struct finding_list *findings);

#endif
