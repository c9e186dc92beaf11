/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the DNS server tell strangers its program and version (version.bind, RFC 4892)? What the version is vulnerable
 * to is known_vulnerability's business.
 *
 * Priority. It spares an attacker a guess, nothing more: none, open, not automatable, low: P4.
 */
#ifndef TENKEN_CHECKS_DNS_DNS_VERSION_DISCLOSURE_H
#define TENKEN_CHECKS_DNS_DNS_VERSION_DISCLOSURE_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable). Details: text. */
void dns_version_disclosure_judge(const struct check *check, const struct check_input *input,
				  struct finding_list *findings);

#endif
