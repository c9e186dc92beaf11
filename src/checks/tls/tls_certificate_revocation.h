/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Did the issuer take the certificate back (RFC 6960), and does the service bring the proof that it promised to bring
 * (status_request of RFC 7633, "must-staple")?
 *
 * Priorities. A certificate that was taken back because its key was lost lets whoever has the key be the site, and
 * keys are lost to attackers: active, controlled, automatable, high: P1. For another reason (wrong names, ceased
 * business) browsers turn visitors away: none, open, automatable, high: P2. A missing staple makes only Firefox refuse
 * the site: none, open, not automatable, medium: P3.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_CERTIFICATE_REVOCATION_H
#define TENKEN_CHECKS_TLS_TLS_CERTIFICATE_REVOCATION_H

#include "checks/check.h"

/* Variants "key_compromise", "revoked", "no_staple" (bad), "" (good, untestable: somebody was asked; nothing is said
 * where only a staple that nobody promised is absent). Details: revoked_ms where it is known. */
void tls_certificate_revocation_judge(const struct check *check, const struct check_input *input,
				      struct finding_list *findings);

#endif
