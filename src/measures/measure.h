/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures: what a company does about its findings, the most urgent deed first. What one company mends at one machine
 * by the same remedy is done at one visit: "update nginx" once, not fourteen vulnerabilities. Two findings are of one
 * machine when they name the same target or the same address. A finding without a remedy is a measure of its own.
 *
 * Knows findings only; must never know words, a store or a company.
 */
#ifndef TENKEN_MEASURES_MEASURE_H
#define TENKEN_MEASURES_MEASURE_H

#include "measures/assignment.h"

struct measure {
	const char *remedy;              /* of all its findings; "" when they name none */
	enum priority priority;          /* of its most urgent finding */
	const struct finding **findings; /* in the order in which they were given */
	size_t count;
	struct str fixed_in; /* the highest of the versions that its findings name as mended; "" when none does */
	struct assignment assignment; /* who does it, and the gravest harm of its findings */
	bool is_exploited; /* by a vulnerability known to be used, or by a door that criminals use (RANSOM) */
	bool is_possible;  /* none of its findings is more than possible: first find out */
	int64_t ends_ms;   /* when a certificate, a name or a signature of its findings ends; 0: none does */
};

struct measures {
	struct measure *items;
	size_t count;
};

/* The measures for findings sorted by finding_list_sort; those that are not bad are skipped. The measures live in the
 * arena and point to the findings. Ordered by priority; then the exploited; then by harm; then what ends first; then by
 * how many findings they hold; then as their first finding. */
void measure_plan(struct arena *arena, const struct finding *findings, size_t count, struct measures *ret_measures);

/* The last day on which it should be done, counted from the day on which the company reads of it: P1 3 days, P2 14, P3
 * 91; never after the day on which what it is about ends, if that still lies ahead. 0: no day. */
int64_t measure_deadline_day(const struct measure *measure, int64_t from_day);

/* ---- the vulnerabilities that a measure closes ------------------------------------------------------------------ */

/* One entry of "vulnerabilities" in the details of a finding. */
struct measure_vulnerability {
	struct str id; /* "CVE-2024-1234" */
	enum priority priority;
	enum confidence confidence;
	double cvss; /* base score; negative when none is known */
	double epss; /* 0 to 1; negative when none is known */
	bool is_exploited;
	bool is_conditional; /* only together with a platform that was not seen */
	struct str fixed_in; /* "" when it is not known */
};

/* Each once, the most urgent first: by priority, exploited, EPSS, CVSS, id. Entries without an id are passed over. */
void measure_vulnerabilities(struct arena *arena, const struct measure *measure,
			     struct measure_vulnerability **ret_vulnerabilities, size_t *ret_count);

#endif
