/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The report of a case as a file, for the administrator of the machine at its terminal.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_WRITE_REPORT_H
#define TENKEN_USECASES_DIAGNOSIS_WRITE_REPORT_H

#include "report/outline.h"
#include "usecases/office.h"

/* receipt as of receipt_find, with its errors. The file is new and only its owner may read it; ERR_CONFLICT when it
 * exists. */
MUST_USE enum err write_report(const struct office *office, const char *receipt, const struct report_wish *wish,
			       const char *path, size_t *ret_bytes, struct fault *why);

/* The letters of several cases as one file, with the same rules. */
MUST_USE enum err write_report_letters(const struct office *office, const char *const *receipts, size_t count,
				       enum lang lang, const char *path, size_t *ret_bytes, struct fault *why);

#endif
