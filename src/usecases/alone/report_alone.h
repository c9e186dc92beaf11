/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report without a store: files of findings and observations in, a PDF out.
 */
#ifndef TENKEN_USECASES_ALONE_REPORT_ALONE_H
#define TENKEN_USECASES_ALONE_REPORT_ALONE_H

#include "checks/check.h"
#include "report/outline.h"

struct report_alone {
	const char *findings_path, *observations_path; /* as "tenken judge" writes and reads them */
	const char *explanations_path;                 /* lines of findings/explanation.h; NULL for none */
	const struct check *checks;                    /* main/check_table.h: which of them explain what */
	const char *company_path;                      /* read_company.h; NULL for none */
	const char *out_path;                          /* a new file that only its owner may read */
	struct report_wish wish;
};

/* The report is of the moment of the last observation. ERR_CONFLICT when the file exists; the others as
 * read_findings.h, read_company.h and outline.h say. */
MUST_USE enum err report_alone(const struct report_alone *plan, size_t *ret_bytes, struct fault *why);

#endif
