/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "knowledge/cvss/cvss_priv.h"

/* "X" comes first in every optional metric; the modified ones have the weights of their base metric. */
const struct cvss_metric cvss_v3_metrics[] = {
	[V3_AV] = {"AV", "N A L P", CVSS_BASE, {0.85, 0.62, 0.55, 0.2}},
	[V3_AC] = {"AC", "L H", CVSS_BASE, {0.77, 0.44}},
	[V3_PR] = {"PR", "N L H", CVSS_BASE, {0.85, 0.62, 0.27}}, /* L and H weigh more when the scope changes */
	[V3_UI] = {"UI", "N R", CVSS_BASE, {0.85, 0.62}},
	[V3_S] = {"S", "U C", CVSS_BASE, {0, 1}},
	[V3_C] = {"C", "H L N", CVSS_BASE, {0.56, 0.22, 0}},
	[V3_I] = {"I", "H L N", CVSS_BASE, {0.56, 0.22, 0}},
	[V3_A] = {"A", "H L N", CVSS_BASE, {0.56, 0.22, 0}},
	[V3_E] = {"E", "X U P F H", CVSS_TEMPORAL, {1, 0.91, 0.94, 0.97, 1}},
	[V3_RL] = {"RL", "X O T W U", CVSS_TEMPORAL, {1, 0.95, 0.96, 0.97, 1}},
	[V3_RC] = {"RC", "X U R C", CVSS_TEMPORAL, {1, 0.92, 0.96, 1}},
	[V3_CR] = {"CR", "X L M H", CVSS_ENVIRONMENTAL, {1, 0.5, 1, 1.5}},
	[V3_IR] = {"IR", "X L M H", CVSS_ENVIRONMENTAL, {1, 0.5, 1, 1.5}},
	[V3_AR] = {"AR", "X L M H", CVSS_ENVIRONMENTAL, {1, 0.5, 1, 1.5}},
	[V3_MODIFIED + V3_AV] = {"MAV", "X N A L P", CVSS_ENVIRONMENTAL, {0}},
	[V3_MODIFIED + V3_AC] = {"MAC", "X L H", CVSS_ENVIRONMENTAL, {0}},
	[V3_MODIFIED + V3_PR] = {"MPR", "X N L H", CVSS_ENVIRONMENTAL, {0}},
	[V3_MODIFIED + V3_UI] = {"MUI", "X N R", CVSS_ENVIRONMENTAL, {0}},
	[V3_MODIFIED + V3_S] = {"MS", "X U C", CVSS_ENVIRONMENTAL, {0}},
	[V3_MODIFIED + V3_C] = {"MC", "X H L N", CVSS_ENVIRONMENTAL, {0}},
	[V3_MODIFIED + V3_I] = {"MI", "X H L N", CVSS_ENVIRONMENTAL, {0}},
	[V3_MODIFIED + V3_A] = {"MA", "X H L N", CVSS_ENVIRONMENTAL, {0}},
	{0},
};

/* The weight of a metric, or of its modified one when that is wanted (of base metrics only) and given. */
static double weight(const struct cvss *cvss, int metric, bool modified)
{
	int place = cvss->values[metric] - 1;

	if (modified && cvss->values[V3_MODIFIED + metric] > 1)
		place = cvss->values[V3_MODIFIED + metric] - 2; /* without its "X" */
	return cvss_v3_metrics[metric].weights[place < 0 ? 0 : place];
}

/* Appendix A of v3.1: the next tenth, free of what binary fractions add. v3.0 says the same in words only, and NVD's
 * scores of v3.0 agree with it. */
static double round_up(double score)
{
	long hundred_thousandths = lround(score * 100000);
	long tenths = hundred_thousandths / 10000 + (hundred_thousandths % 10000 != 0);

	return (double)tenths / 10.0;
}

static double privileges(const struct cvss *cvss, bool modified, bool scope_changed)
{
	double plain = weight(cvss, V3_PR, modified);

	if (!scope_changed || plain > 0.8)
		return plain;
	return plain > 0.5 ? 0.68 : 0.5;
}

/* Section 7.1 and, for the modified metrics, 7.3; only they differ between v3.0 and v3.1. */
static double impact_of(const struct cvss *cvss, bool modified, bool scope_changed)
{
	double lost = 1;

	for (int i = 0; i < 3; i++) {
		double requirement = modified ? weight(cvss, V3_CR + i, false) : 1;
		lost *= 1 - weight(cvss, V3_C + i, modified) * requirement;
	}
	double share = modified ? fmin(1 - lost, 0.915) : 1 - lost;

	if (!scope_changed)
		return 6.42 * share;
	if (modified && cvss->version == CVSS_V3_1)
		return 7.52 * (share - 0.029) - 3.25 * pow(share * 0.9731 - 0.02, 13);
	return 7.52 * (share - 0.029) - 3.25 * pow(share - 0.02, 15);
}

static double score_of(const struct cvss *cvss, bool modified)
{
	bool scope_changed = weight(cvss, V3_S, modified) > 0.5;
	double impact = impact_of(cvss, modified, scope_changed);
	double ease = 8.22 * weight(cvss, V3_AV, modified) * weight(cvss, V3_AC, modified) *
		      privileges(cvss, modified, scope_changed) * weight(cvss, V3_UI, modified);

	if (impact <= 0)
		return 0.0;
	return round_up(fmin(10, (scope_changed ? 1.08 : 1.0) * (impact + ease)));
}

static double temporal_of(const struct cvss *cvss, double score)
{
	return round_up(score * weight(cvss, V3_E, false) * weight(cvss, V3_RL, false) * weight(cvss, V3_RC, false));
}

struct cvss_scores cvss_v3_score(const struct cvss *cvss)
{
	struct cvss_scores scores = {.base = score_of(cvss, false)};

	scores.temporal = temporal_of(cvss, scores.base);
	scores.environmental = scores.temporal;
	if (cvss_has_group(cvss, cvss_v3_metrics, CVSS_ENVIRONMENTAL))
		scores.environmental = temporal_of(cvss, score_of(cvss, true));
	scores.overall = scores.environmental;
	return scores;
}
