/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Do the name servers hand the whole list of the domain's names to strangers (AXFR, RFC 5936, 5: restrict it)? Asked
 * for the first records only, then broken off.
 *
 * Priority. The list names every machine and test site, a map for whoever looks for a way in; nothing is lost yet:
 * likely, open, automatable, low: P3.
 */
#ifndef TENKEN_CHECKS_DNS_ZONE_TRANSFER_H
#define TENKEN_CHECKS_DNS_ZONE_TRANSFER_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable). Details: domain; servers (those that handed it out). */
void zone_transfer_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
