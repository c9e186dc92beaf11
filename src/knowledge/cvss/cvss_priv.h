/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables of metrics, shared by the parser and the formulas of each version.
 */
#ifndef TENKEN_KNOWLEDGE_CVSS_CVSS_PRIV_H
#define TENKEN_KNOWLEDGE_CVSS_CVSS_PRIV_H

#include "knowledge/cvss/cvss.h"

/* Which scores a metric takes part in. Base metrics must be given. */
enum cvss_group { CVSS_BASE, CVSS_TEMPORAL, CVSS_ENVIRONMENTAL, CVSS_SUPPLEMENTAL };

struct cvss_metric {
	const char *name;
	const char *words; /* its values, separated by spaces */
	enum cvss_group group;
	double weights[6]; /* of the values, in their order; v4.0: the severity levels (0 is the worst) */
};

enum cvss_v2_metric { V2_AV, V2_AC, V2_AU, V2_C, V2_I, V2_A, V2_E, V2_RL, V2_RC, V2_CDP, V2_TD, V2_CR, V2_IR, V2_AR };

/* The modified metrics stand in the order of the base metrics: that of AV is V3_MODIFIED + V3_AV. */
enum cvss_v3_metric {
	V3_AV,
	V3_AC,
	V3_PR,
	V3_UI,
	V3_S,
	V3_C,
	V3_I,
	V3_A,
	V3_E,
	V3_RL,
	V3_RC,
	V3_CR,
	V3_IR,
	V3_AR,
	V3_MODIFIED,
};

enum cvss_v4_metric {
	V4_AV,
	V4_AC,
	V4_AT,
	V4_PR,
	V4_UI,
	V4_VC,
	V4_VI,
	V4_VA,
	V4_SC,
	V4_SI,
	V4_SA,
	V4_E,
	V4_CR,
	V4_IR,
	V4_AR,
	V4_MODIFIED,
	V4_BASE_COUNT = V4_E,
};

#define CVSS_V4_NO_SCORE 255
extern const unsigned char cvss_v4_scores[3 * 2 * 3 * 3][6];

extern const struct cvss_metric cvss_v2_metrics[], cvss_v3_metrics[], cvss_v4_metrics[]; /* a NULL name ends them */

bool cvss_has_group(const struct cvss *cvss, const struct cvss_metric *metrics, enum cvss_group group);

struct cvss_scores cvss_v2_score(const struct cvss *cvss);
struct cvss_scores cvss_v3_score(const struct cvss *cvss);
struct cvss_scores cvss_v4_score(const struct cvss *cvss);

#endif
