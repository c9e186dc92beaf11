/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a page that came by HTTPS load parts of itself by HTTP (W3C Mixed Content)? Browsers block scripts and frames,
 * so that the page looks broken, and load or upgrade pictures. Looks at what is recorded of the page.
 *
 * Priority. A nuisance and a small leak: none, controlled, not automatable, low: P4.
 */
#ifndef TENKEN_CHECKS_WEB_MIXED_CONTENT_H
#define TENKEN_CHECKS_WEB_MIXED_CONTENT_H

#include "checks/check.h"

/* Variants: "active" (scripts, styles, frames), "passive" (pictures, sound) (bad), "" (good; untestable: not the whole
 * page is recorded). Details: url (the first). */
void mixed_content_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
