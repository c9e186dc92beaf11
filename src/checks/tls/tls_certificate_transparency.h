/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a certificate of a public issuer carry proof that it stands in a public log (signed certificate timestamps,
 * RFC 6962, 3.3: in the certificate, in the handshake or in the staple)? Chrome since 2018 and Safari show an error
 * page without. A certificate that no public issuer vouches for needs none: nothing is said of it.
 *
 * Priority. As of the chain: visitors are turned away, nobody gets in: none, open, not automatable, medium: P3.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_CERTIFICATE_TRANSPARENCY_H
#define TENKEN_CHECKS_TLS_TLS_CERTIFICATE_TRANSPARENCY_H

#include "checks/check.h"

/* Bad without a timestamp in certificate and handshake, good with one; untestable when only one of the two places was
 * looked at, and it had none. Details: issuer. Ports of browsers only. */
void tls_certificate_transparency_judge(const struct check *check, const struct check_input *input,
					struct finding_list *findings);

#endif
