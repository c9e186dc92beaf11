/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two files of findings compared, for a person or a program at the terminal.
 */
#ifndef TENKEN_USECASES_ALONE_COMPARE_FINDINGS_H
#define TENKEN_USECASES_ALONE_COMPARE_FINDINGS_H

#include "base/lang.h"
#include "findings/difference.h"

/* Of the findings in two files (read_findings.h). */
MUST_USE enum err compare_findings(struct arena *arena, const char *before, const char *after,
				   struct differences *ret_differences, struct fault *why);

/* {new, worse, same, better, fixed, gone: counts, changes: [{change, priority, before, title, place}]}: change is a
 * word in the language; before is the earlier priority where it was another. */
MUST_USE enum err compare_findings_view(struct arena *arena, const struct differences *differences, enum lang lang,
					struct value **ret_view, struct fault *why);

#endif
