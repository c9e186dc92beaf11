/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: what other tools report (nmap.script, nuclei.result, testssl.result), in one form. Knows which of their
 * results say that something is to be mended, and which of our checks asks the same; must never know a finding.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_OTHER_TOOL_H
#define TENKEN_CHECKS_SOFTWARE_OTHER_TOOL_H

#include "base/arena.h"
#include "findings/observation.h"

struct other_tool_result {
	const char *tool;     /* "Nmap", "nuclei", "testssl.sh" */
	const char *id;       /* its name of the script, template or test */
	const char *name;     /* for people; never empty */
	const char *severity; /* "critical", "high", "medium", "low" */
	const char *reference;
	const char *said;        /* what it printed or read, perhaps "" */
	const struct value *cve; /* a list; or NULL */
	const char *doubles;     /* id of our check that asks the same; "" when none does */
	bool is_tried;           /* else it looked a version up */
	bool is_sure;            /* it does not say "likely" itself */
};

/* What an observation says is to be mended. False for observations of other kinds and for what only informs: severity
 * "info", a title, a list of methods. The severity is the tool's; where Nmap's script tells none, ours. */
bool other_tool_read(struct arena *arena, const struct observation *seen, struct other_tool_result *ret_result);

/* A result of another tool from which no check of ours concludes anything. */
bool other_tool_is_unread(const struct observation *seen);

#endif
