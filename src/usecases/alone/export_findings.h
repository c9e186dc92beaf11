/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings from standard input in a form that other programs read.
 */
#ifndef TENKEN_USECASES_ALONE_EXPORT_FINDINGS_H
#define TENKEN_USECASES_ALONE_EXPORT_FINDINGS_H

#include "base/buf.h"
#include "base/lang.h"
#include "checks/check.h"

#define EXPORT_MAX ((size_t)1024 * 1024 * 1024)

enum export_format { EXPORT_JSON, EXPORT_CSV, EXPORT_SARIF };

bool export_findings_format_parse(struct str name, enum export_format *ret_format); /* "json", "csv", "sarif" */

/* path as in read_findings.h. Appends to out, whose cap it may fill: ERR_TOO_LARGE. */
MUST_USE enum err export_findings(const char *path, enum export_format format, enum lang lang,
				  const struct check *checks, struct buf *out, struct fault *why);

#endif
