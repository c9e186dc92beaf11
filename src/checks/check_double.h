/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What another tool reports and a check of ours found too is one thing to mend. Knows which findings say the same by
 * their details; must never know how either was judged.
 */
#ifndef TENKEN_CHECKS_CHECK_DOUBLE_H
#define TENKEN_CHECKS_CHECK_DOUBLE_H

#include "findings/finding.h"

/* Takes out each finding whose details have "doubles" when a bad one at the same target and port is of that check, is
 * of the same template (details "template" and "id"), or names one of its CVEs (details "vulnerabilities" and "cves").
 * The one that stays tells of it in its evidence. One that stays though our own
 * check of the same found that place good has "own_good" in its details. Keeps the order of the others. */
void check_double_join(struct finding_list *findings);

#endif
