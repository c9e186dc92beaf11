/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the site let scripts of any other site read its pages as the visitor who is signed in (Fetch Standard, CORS
 * protocol and credentials)? Asked with an Origin of the programme's own, which no site has reason to trust.
 *
 * Priority. A visitor has to be signed in and to open a prepared page: likely, controlled, not automatable, medium: P3.
 */
#ifndef TENKEN_CHECKS_WEB_CORS_ANY_ORIGIN_H
#define TENKEN_CHECKS_WEB_CORS_ANY_ORIGIN_H

#include "checks/check.h"

/* Variants: "" (bad, good). Only responses to requests with an origin are judged. */
void cors_any_origin_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
