/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline_priv.h"

const char *outline_mark_name(enum outline_mark mark)
{
	static const char *const names[] = {"none", "p1", "p2", "p3", "p4", "good", "untestable"};

	return names[mark];
}

const char *outline_mark_key(enum outline_mark mark)
{
	static const char *const keys[] = {"", "P1", "P2", "P3", "P4", "good", "untestable"};

	return keys[mark];
}

enum outline_mark outline_mark_of(const struct finding *finding)
{
	if (finding->verdict == VERDICT_BAD)
		return (enum outline_mark)finding->priority; /* P1 to P4 have the same numbers */
	return finding->verdict == VERDICT_GOOD ? OUTLINE_MARK_GOOD : OUTLINE_MARK_UNTESTABLE;
}
