/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings from a file that a person names: one JSON object a line, as "tenken judge" writes them.
 */
#ifndef TENKEN_USECASES_ALONE_READ_FINDINGS_H
#define TENKEN_USECASES_ALONE_READ_FINDINGS_H

#include "findings/finding.h"

#define FINDINGS_FILE_MAX ((size_t)256 * 1024 * 1024)

/* "-" is standard input. Empty lines are passed over. The list lives in the arena, in the order of the file.
 * ERR_INVALID as "FILE:LINE: reason"; the others as read_file.h says. */
MUST_USE enum err read_findings(struct arena *arena, const char *path, struct finding_list *ret_list,
				struct fault *why);

#endif
