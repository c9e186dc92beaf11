/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "knowledge/cvss/cvss_priv.h"

const struct cvss_metric cvss_v2_metrics[] = {
	[V2_AV] = {"AV", "L A N", CVSS_BASE, {0.395, 0.646, 1.0}},
	[V2_AC] = {"AC", "H M L", CVSS_BASE, {0.35, 0.61, 0.71}},
	[V2_AU] = {"Au", "M S N", CVSS_BASE, {0.45, 0.56, 0.704}},
	[V2_C] = {"C", "N P C", CVSS_BASE, {0.0, 0.275, 0.660}},
	[V2_I] = {"I", "N P C", CVSS_BASE, {0.0, 0.275, 0.660}},
	[V2_A] = {"A", "N P C", CVSS_BASE, {0.0, 0.275, 0.660}},
	[V2_E] = {"E", "ND U POC F H", CVSS_TEMPORAL, {1.0, 0.85, 0.9, 0.95, 1.0}},
	[V2_RL] = {"RL", "ND OF TF W U", CVSS_TEMPORAL, {1.0, 0.87, 0.90, 0.95, 1.0}},
	[V2_RC] = {"RC", "ND UC UR C", CVSS_TEMPORAL, {1.0, 0.90, 0.95, 1.0}},
	[V2_CDP] = {"CDP", "ND N L LM MH H", CVSS_ENVIRONMENTAL, {0.0, 0.0, 0.1, 0.3, 0.4, 0.5}},
	[V2_TD] = {"TD", "ND N L M H", CVSS_ENVIRONMENTAL, {1.0, 0.0, 0.25, 0.75, 1.0}},
	[V2_CR] = {"CR", "ND L M H", CVSS_ENVIRONMENTAL, {1.0, 0.5, 1.0, 1.51}},
	[V2_IR] = {"IR", "ND L M H", CVSS_ENVIRONMENTAL, {1.0, 0.5, 1.0, 1.51}},
	[V2_AR] = {"AR", "ND L M H", CVSS_ENVIRONMENTAL, {1.0, 0.5, 1.0, 1.51}},
	{0},
};

static double weight(const struct cvss *cvss, enum cvss_v2_metric metric)
{
	unsigned char place = cvss->values[metric];

	return cvss_v2_metrics[metric].weights[place ? place - 1 : 0];
}

/* "round to 1 decimal" of section 3.2; the small sum undoes what binary fractions lose just below a half. */
static double round_1(double score)
{
	return floor(score * 10 + 0.5 + 1e-9) / 10;
}

static double base_of(const struct cvss *cvss, double impact)
{
	double ease = 20 * weight(cvss, V2_AV) * weight(cvss, V2_AC) * weight(cvss, V2_AU);

	return impact <= 0 ? 0.0 : round_1((0.6 * impact + 0.4 * ease - 1.5) * 1.176);
}

static double temporal_of(const struct cvss *cvss, double base)
{
	return round_1(base * weight(cvss, V2_E) * weight(cvss, V2_RL) * weight(cvss, V2_RC));
}

static double impact_of(double confidentiality, double integrity, double availability)
{
	return 10.41 * (1 - (1 - confidentiality) * (1 - integrity) * (1 - availability));
}

/* Section 3.2.1 to 3.2.3. */
struct cvss_scores cvss_v2_score(const struct cvss *cvss)
{
	double c = weight(cvss, V2_C), i = weight(cvss, V2_I), a = weight(cvss, V2_A);
	struct cvss_scores scores = {.base = base_of(cvss, impact_of(c, i, a))};

	scores.temporal = temporal_of(cvss, scores.base);
	scores.environmental = scores.temporal;
	if (cvss_has_group(cvss, cvss_v2_metrics, CVSS_ENVIRONMENTAL)) {
		double impact = impact_of(c * weight(cvss, V2_CR), i * weight(cvss, V2_IR), a * weight(cvss, V2_AR));
		double temporal = temporal_of(cvss, base_of(cvss, fmin(10, impact)));
		double harm = temporal + (10 - temporal) * weight(cvss, V2_CDP);
		scores.environmental = round_1(harm * weight(cvss, V2_TD));
	}
	scores.overall = scores.environmental;
	return scores;
}
