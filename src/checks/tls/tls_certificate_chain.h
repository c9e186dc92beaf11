/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Do browsers and programs trust the certificate: does it lead by the certificates that the service sends to an issuer
 * that they know (RFC 5280, 6.1; RFC 8446, 4.4.2 says what to send)? The probe tries it against the issuers that it
 * knows and says what came of it; dates and names are other checks' business.
 *
 * Priorities. Nobody gets in by it, but visitors see a warning or leave, and learn to click warnings away. At the ports
 * of browsers: none, open, not automatable, medium: P3. At others (devices, programs that were told to accept it): low:
 * P4. A missing intermediate certificate hurts programs and phones more than browsers: as the ports.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_CERTIFICATE_CHAIN_H
#define TENKEN_CHECKS_TLS_TLS_CERTIFICATE_CHAIN_H

#include "checks/check.h"

/* Variants "self_signed", "untrusted", "incomplete" (bad), "" (good, untestable). Without an observation of the chain a
 * certificate that signed itself is bad too; nothing else is said then. Details: issuer. */
void tls_certificate_chain_judge(const struct check *check, const struct check_input *input,
				 struct finding_list *findings);

#endif
