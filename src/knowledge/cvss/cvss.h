/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CVSS vectors of all versions in use and their scores: v2 (FIRST, "A Complete Guide to CVSS 2.0"), v3.0, v3.1 and v4.0
 * (FIRST's specification documents). Knows the formulas; must never know what a score means for a company.
 */
#ifndef TENKEN_KNOWLEDGE_CVSS_CVSS_H
#define TENKEN_KNOWLEDGE_CVSS_CVSS_H

#include <stdbool.h>

#include "base/fault.h"
#include "base/str.h"

#define CVSS_VECTOR_MAX  512 /* bytes; the longest vector of the standards has under 250 */
#define CVSS_METRICS_MAX 32  /* v4.0 has 32 */

enum cvss_version { CVSS_V2, CVSS_V3_0, CVSS_V3_1, CVSS_V4_0 };

/* A parsed vector; the places of the metrics are known to the cvss_*.c alone. */
struct cvss {
	enum cvss_version version;
	unsigned char values[CVSS_METRICS_MAX]; /* 1 is the first value of the metric's table row, 0 = not given */
};

enum cvss_severity { CVSS_NONE, CVSS_LOW, CVSS_MEDIUM, CVSS_HIGH, CVSS_CRITICAL };

/* Scores from 0.0 to 10.0 in steps of 0.1. */
struct cvss_scores {
	double base;
	double temporal; /* as base when no temporal (v4.0: threat) metric is given */
	/* As temporal when no environmental metric is given. FIRST's formula of v3.1 would then give 9.7 for a base of
	 * 9.6 where the scope changes (its 7.3 raises another term to the 13th power), though nobody said anything of
	 * an environment: a score that nothing but a formula moved is not told. */
	double environmental;
	double overall; /* what the given metrics amount to: the environmental score */
};

/* Strict: each metric once, none unknown, all base metrics there; v4.0 in the standard's order. A v2 vector has no
 * label and may stand in parentheses. ERR_INVALID with the metric in the fault. */
MUST_USE enum err cvss_parse(struct str vector, struct cvss *ret_cvss, struct fault *why);

struct cvss_scores cvss_score(const struct cvss *cvss);

/* The word for a score: v2 by NVD's three words, the others by the standards' rating scale. */
enum cvss_severity cvss_severity_of(enum cvss_version version, double score);

const char *cvss_severity_name(enum cvss_severity severity); /* "CRITICAL" */
const char *cvss_version_name(enum cvss_version version);    /* "3.1" */

#endif
