/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the certificate stand for the name under which the service is reached (RFC 9525)? A target that was authorised
 * by its address is reached by people under a name that is not known here: then nothing bad is said.
 *
 * Priorities. As of the chain: a warning to every visitor, and nobody gets in. At the ports of browsers: none, open,
 * not automatable, medium: P3; at others low: P4. Between mail servers (port 25) names are not compared.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_CERTIFICATE_NAME_H
#define TENKEN_CHECKS_TLS_TLS_CERTIFICATE_NAME_H

#include "checks/check.h"

/* Variants "other", "nameless" (bad), "" (good), "address", "cut" (untestable: it has more names
 * than were recorded). Details: names, the first 10 shown. */
void tls_certificate_name_judge(const struct check *check, const struct check_input *input,
				struct finding_list *findings);

#endif
