/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the server still show the page that came with it? Then nobody has set it up, or nobody remembers it: such
 * machines are seldom updated.
 *
 * Priority. A hint at neglect, no way in: none, open, not automatable, low: P4.
 */
#ifndef TENKEN_CHECKS_WEB_DEFAULT_PAGE_H
#define TENKEN_CHECKS_WEB_DEFAULT_PAGE_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable); judged is "/" alone. Details: product. Remedy: "web-server". */
void default_page_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
