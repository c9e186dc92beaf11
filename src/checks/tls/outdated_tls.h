/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a TLS service still accept SSL 2.0 (RFC 6176), SSL 3.0 (RFC 7568), TLS 1.0 or TLS 1.1 (RFC 8996)?
 *
 * Priorities. SSL 2.0 and 3.0 are broken in practice (DROWN, POODLE), and a service that speaks nothing newer than
 * TLS 1.1 leaves everybody unprotected and will soon be refused by browsers: P2. TLS 1.0 or 1.1 beside a
 * modern version is used only by old clients, and to read their traffic an attacker must sit on the line: P3.
 */
#ifndef TENKEN_CHECKS_TLS_OUTDATED_TLS_H
#define TENKEN_CHECKS_TLS_OUTDATED_TLS_H

#include "checks/check.h"

/* Variants "ssl", "only_old", "old" (bad), "" (good, untestable). Details: versions, a list of the outdated
 * ones that were accepted, "TLS 1.0". Version names of observations: SSLv3, TLSv1, TLSv1.0, TLS1.1, "TLS 1.2". */
void outdated_tls_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
