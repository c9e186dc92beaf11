/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the domain say which authorities may issue certificates for it (CAA, RFC 8659)? The record of the domain or of a
 * name above it counts (3); every public authority has to look.
 *
 * Priority. Without it any of the world's authorities may be tricked into a certificate in the company's name; that is
 * rare and takes skill: none, controlled, not automatable, low: P4.
 */
#ifndef TENKEN_CHECKS_DNS_CAA_RECORD_H
#define TENKEN_CHECKS_DNS_CAA_RECORD_H

#include "checks/check.h"

/* Variants: "missing", "open" (records, none of which restricts issuing) (bad), "" (good, untestable). Details: domain.
 */
void caa_record_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
