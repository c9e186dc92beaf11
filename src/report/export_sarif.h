/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for programs that gather results of many
 * tools. Each check of the table is a rule; each finding a result:
 *
 *   bad         kind "fail", level "error" for P1 and P2, "warning" for P3, "note" for P4
 *   good        kind "pass"
 *   untestable  kind "open": asked, and the answer does not tell
 *   not tested  kind "notApplicable"
 *
 * A target is a logical location, since there is no file. partialFingerprints are the same for the same matter at the
 * same place, whatever its version or evidence.
 */
#ifndef TENKEN_REPORT_EXPORT_SARIF_H
#define TENKEN_REPORT_EXPORT_SARIF_H

#include "checks/check.h"
#include "codec/texts.h"

/* checks: main/check_table.h. version: of tenken. */
void export_sarif(const struct texts *texts, enum lang lang, const struct check *checks, const char *version,
		  const struct finding_list *findings, struct buf *out);

#endif
