/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What changed between two diagnoses of the same targets. Knows two lists of findings and nothing else: the findings
 * that are not bad tell what was tested.
 *
 * "Fixed" is said only when somebody asked again and got a good answer. What no longer appears is called "gone": nobody
 * asked, or the target did not answer, and it may come back.
 */
#ifndef TENKEN_FINDINGS_DIFFERENCE_H
#define TENKEN_FINDINGS_DIFFERENCE_H

#include "findings/finding.h"

enum change {
	CHANGE_NEW,    /* bad now, and not bad before: it came, or nobody had looked */
	CHANGE_WORSE,  /* bad both times; its priority rose, or it has vulnerabilities that it had not */
	CHANGE_SAME,   /* bad both times */
	CHANGE_BETTER, /* bad both times; its priority fell, or some of its vulnerabilities are closed */
	CHANGE_FIXED,  /* was bad; the same check of the same place, or of the whole target, is good now */
	CHANGE_GONE,   /* was bad; now nothing tells */
};

struct difference {
	enum change change;
	const struct finding *before; /* NULL when it is new */
	const struct finding *after;  /* NULL when it is fixed or gone from view */
};

struct differences {
	struct difference *items; /* by change as above, then as finding_list_sort */
	size_t count;
};

const char *difference_change_name(enum change change); /* "new", "worse", "same", "better", "fixed", "gone" */

/* The lists may stand in any order. The result lives in the arena and points into them. */
void difference_find(struct arena *arena, const struct finding *before, size_t before_count,
		     const struct finding *after, size_t after_count, struct differences *ret_differences);

/* The finding to show: the later one, or the earlier one when there is no later one. */
const struct finding *difference_finding(const struct difference *difference);

/* {change, before, after}: the findings as in docs/finding.schema.json, or null. */
struct value *difference_value(struct arena *arena, const struct difference *difference);

#endif
