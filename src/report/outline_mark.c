/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline_priv.h"

#define CIRCLE "M9 5C9 7.2 7.2 9 5 9C2.8 9 1 7.2 1 5C1 2.8 2.8 1 5 1C7.2 1 9 2.8 9 5Z"

/* Colours of the Digital Agency Design System: error-2, orange-800, blue-900, gray-600, success-2, gray-600. */
static const struct outline_sign signs[] = {
	[OUTLINE_MARK_NONE] = {.key = "", .path = ""},
	[OUTLINE_MARK_P1] = {"P1", "M5 .2L10 9.6L0 9.6Z", 0xce0000, 0, 0, 0},
	[OUTLINE_MARK_P2] = {"P2", "M5 0L10 5L5 10L0 5Z", 0xac3e00, 0, 0, 0},
	[OUTLINE_MARK_P3] = {"P3", "M1 1L9 1L9 9L1 9Z", 0x0017c1, 0, 0, 0},
	[OUTLINE_MARK_P4] = {"P4", "M1.5 1.5L8.5 1.5L8.5 8.5L1.5 8.5Z", 0x666666, 1.2, 0, 0},
	[OUTLINE_MARK_GOOD] = {"good", "M.8 5.4L3.8 8.6L9.4 1.6", 0x197a4b, 1.8, 0, 0},
	[OUTLINE_MARK_UNTESTABLE] = {"untestable", CIRCLE, 0x666666, 1.2, 1.9, 1.5},
};

const struct outline_sign *outline_sign_of(enum outline_mark mark)
{
	return &signs[mark];
}

enum outline_mark outline_mark_of(const struct finding *finding)
{
	if (finding->verdict == VERDICT_BAD)
		return (enum outline_mark)finding->priority; /* P1 to P4 have the same numbers */
	return finding->verdict == VERDICT_GOOD ? OUTLINE_MARK_GOOD : OUTLINE_MARK_UNTESTABLE;
}
