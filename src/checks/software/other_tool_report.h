/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What does another tool report that is to be mended (other_tool.h)? One finding for each of its results at a port.
 *
 * We did not see it ourselves: it is "likely" where the tool tried it, "possible" where it only looked a version up (a
 * distribution may have mended it without changing the version) or says "likely" itself, and never confirmed. Where a
 * check of ours found the same, check_double.h joins the two.
 *
 * Priorities. That of the most urgent of its CVEs which the imported catalog knows (cve_priority.h). Without one, the
 * tool's severity stands for what is lost: critical and high HIGH, medium MEDIUM, else LOW. Anybody can reach it, and
 * where the tool tried it a program found it alone: LIKELY, automatable. Weak TLS and its certificates take somebody on
 * the line, as in outdated_tls.h, and nobody is known to attack so: NONE, CONTROLLED.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_OTHER_TOOL_REPORT_H
#define TENKEN_CHECKS_SOFTWARE_OTHER_TOOL_REPORT_H

#include "checks/check.h"

/* Variants "tried", "tls" (tried; the remedy says what is done), "looked_up". Details: tool, id, name, severity,
 * reference, cve (the first three, joined; the last two perhaps ""), cves (the list), doubles (a check's id, or ""). */
void other_tool_report_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
