/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The findings that follow from what a probe saw, now or long ago.
 */
#ifndef TENKEN_USECASES_ALONE_JUDGE_LINES_H
#define TENKEN_USECASES_ALONE_JUDGE_LINES_H

#include "checks/check.h"

/* Parses lines and runs the checks on them, with what is known (may be NULL). The findings live in the arena and with
 * the knowledge, sorted. ret_input (may be NULL) is what the checks looked at, and lives as they do. */
MUST_USE enum err judge_lines(struct arena *arena, const struct check *checks, const struct check_knowledge *knowledge,
			      const struct str *lines, size_t count, int64_t now_ms, struct finding_list *ret_findings,
			      struct check_input *ret_input, struct fault *why);

/* Only what the checks would look at. */
MUST_USE enum err judge_lines_prepare(struct arena *arena, const struct check_knowledge *knowledge,
				      const struct str *lines, size_t count, int64_t now_ms,
				      struct check_input *ret_input, struct fault *why);

#endif
