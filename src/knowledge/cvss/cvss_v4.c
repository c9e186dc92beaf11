/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "knowledge/cvss/cvss_priv.h"

/*
 * CVSS v4.0, section 8: a vector falls into one of 270 macrovectors whose scores experts have set; inside it the score
 * falls towards the next lower macrovectors by the vector's distance from the worst vector of its own.
 */

/* The weights of base metrics are their severity levels, 0 for the worst (S of SI and SA: only as modified value). */
const struct cvss_metric cvss_v4_metrics[] = {
	[V4_AV] = {"AV", "N A L P", CVSS_BASE, {0, 1, 2, 3}},
	[V4_AC] = {"AC", "L H", CVSS_BASE, {0, 1}},
	[V4_AT] = {"AT", "N P", CVSS_BASE, {0, 1}},
	[V4_PR] = {"PR", "N L H", CVSS_BASE, {0, 1, 2}},
	[V4_UI] = {"UI", "N P A", CVSS_BASE, {0, 1, 2}},
	[V4_VC] = {"VC", "H L N", CVSS_BASE, {0, 1, 2}},
	[V4_VI] = {"VI", "H L N", CVSS_BASE, {0, 1, 2}},
	[V4_VA] = {"VA", "H L N", CVSS_BASE, {0, 1, 2}},
	[V4_SC] = {"SC", "H L N", CVSS_BASE, {1, 2, 3}},
	[V4_SI] = {"SI", "H L N", CVSS_BASE, {1, 2, 3}},
	[V4_SA] = {"SA", "H L N", CVSS_BASE, {1, 2, 3}},
	[V4_E] = {"E", "X A P U", CVSS_TEMPORAL, {0, 0, 1, 2}},
	[V4_CR] = {"CR", "X H M L", CVSS_ENVIRONMENTAL, {0, 0, 1, 2}},
	[V4_IR] = {"IR", "X H M L", CVSS_ENVIRONMENTAL, {0, 0, 1, 2}},
	[V4_AR] = {"AR", "X H M L", CVSS_ENVIRONMENTAL, {0, 0, 1, 2}},
	[V4_MODIFIED + V4_AV] = {"MAV", "X N A L P", CVSS_ENVIRONMENTAL, {-1, 0, 1, 2, 3}},
	[V4_MODIFIED + V4_AC] = {"MAC", "X L H", CVSS_ENVIRONMENTAL, {-1, 0, 1}},
	[V4_MODIFIED + V4_AT] = {"MAT", "X N P", CVSS_ENVIRONMENTAL, {-1, 0, 1}},
	[V4_MODIFIED + V4_PR] = {"MPR", "X N L H", CVSS_ENVIRONMENTAL, {-1, 0, 1, 2}},
	[V4_MODIFIED + V4_UI] = {"MUI", "X N P A", CVSS_ENVIRONMENTAL, {-1, 0, 1, 2}},
	[V4_MODIFIED + V4_VC] = {"MVC", "X H L N", CVSS_ENVIRONMENTAL, {-1, 0, 1, 2}},
	[V4_MODIFIED + V4_VI] = {"MVI", "X H L N", CVSS_ENVIRONMENTAL, {-1, 0, 1, 2}},
	[V4_MODIFIED + V4_VA] = {"MVA", "X H L N", CVSS_ENVIRONMENTAL, {-1, 0, 1, 2}},
	[V4_MODIFIED + V4_SC] = {"MSC", "X H L N", CVSS_ENVIRONMENTAL, {-1, 1, 2, 3}},
	[V4_MODIFIED + V4_SI] = {"MSI", "X S H L N", CVSS_ENVIRONMENTAL, {-1, 0, 1, 2, 3}},
	[V4_MODIFIED + V4_SA] = {"MSA", "X S H L N", CVSS_ENVIRONMENTAL, {-1, 0, 1, 2, 3}},
	{"S", "X N P", CVSS_SUPPLEMENTAL, {0}},
	{"AU", "X N Y", CVSS_SUPPLEMENTAL, {0}},
	{"R", "X A U I", CVSS_SUPPLEMENTAL, {0}},
	{"V", "X D C", CVSS_SUPPLEMENTAL, {0}},
	{"RE", "X L M H", CVSS_SUPPLEMENTAL, {0}},
	{"U", "X Clear Green Amber Red", CVSS_SUPPLEMENTAL, {0}},
	{0},
};

enum { LEVELS = V4_AR + 1 }; /* every metric that the score depends on */
enum eq { EQ1, EQ2, EQ3, EQ4, EQ5, EQ6, EQS };

/* The worst vectors of each equivalence set (tables 24 to 30), as levels of its metrics, and how many steps deep the
 * set goes. EQ3 and EQ6 depend on each other and are one set. */
struct worst {
	unsigned char at[6];
};

struct eq_set {
	unsigned char depth; /* the largest distance in it, plus one step */
	unsigned char count;
	struct worst worst[5];
};

static const int eq1_metrics[] = {V4_AV, V4_PR, V4_UI, -1};
static const int eq2_metrics[] = {V4_AC, V4_AT, -1};
static const int eq36_metrics[] = {V4_VC, V4_VI, V4_VA, V4_CR, V4_IR, V4_AR, -1};
static const int eq4_metrics[] = {V4_SC, V4_SI, V4_SA, -1};

static const struct eq_set eq1_sets[] = {
	{1, 1, {{{0, 0, 0}}}},
	{4, 3, {{{1, 0, 0}}, {{0, 1, 0}}, {{0, 0, 1}}}},
	{5, 2, {{{3, 0, 0}}, {{1, 1, 1}}}},
};
static const struct eq_set eq2_sets[] = {
	{1, 1, {{{0, 0}}}},
	{2, 2, {{{1, 0}}, {{0, 1}}}},
};
static const struct eq_set eq36_sets[3][2] = {
	{{7, 1, {{{0, 0, 0, 0, 0, 0}}}}, {6, 2, {{{0, 0, 1, 1, 1, 0}}, {{0, 0, 0, 1, 1, 1}}}}},
	{{8, 2, {{{1, 0, 0, 0, 0, 0}}, {{0, 1, 0, 0, 0, 0}}}},
	 {8,
	  5,
	  {{{1, 0, 1, 0, 1, 0}},
	   {{1, 0, 0, 0, 1, 1}},
	   {{0, 1, 0, 1, 0, 1}},
	   {{0, 1, 1, 1, 0, 0}},
	   {{1, 1, 0, 0, 0, 1}}}}},
	{{0, 0, {{{0}}}}, {10, 1, {{{1, 1, 1, 0, 0, 0}}}}},
};
static const struct eq_set eq4_sets[] = {
	{6, 1, {{{1, 0, 0}}}},
	{5, 1, {{{1, 1, 1}}}},
	{4, 1, {{{2, 2, 2}}}},
};

/* The level of each metric with the modified values and the defaults (section 7: X is the worst) put in. */
static void find_levels(const struct cvss *cvss, int levels[LEVELS])
{
	for (int i = 0; i < LEVELS; i++) {
		unsigned char place = cvss->values[i];
		levels[i] = (int)cvss_v4_metrics[i].weights[place ? place - 1 : 0];
		if (i < V4_BASE_COUNT && cvss->values[V4_MODIFIED + i] > 1)
			levels[i] = (int)cvss_v4_metrics[V4_MODIFIED + i].weights[cvss->values[V4_MODIFIED + i] - 1];
	}
}

/* Tables 24 to 29. */
static void find_macrovector(const int *level, int eq[EQS])
{
	bool av = level[V4_AV] == 0, pr = level[V4_PR] == 0, ui = level[V4_UI] == 0;
	bool vc = level[V4_VC] == 0, vi = level[V4_VI] == 0, va = level[V4_VA] == 0;
	bool safety = level[V4_SI] == 0 || level[V4_SA] == 0;
	bool high = level[V4_SC] == 1 || level[V4_SI] == 1 || level[V4_SA] == 1;
	bool wanted = (vc && level[V4_CR] == 0) || (vi && level[V4_IR] == 0) || (va && level[V4_AR] == 0);

	eq[EQ1] = av && pr && ui ? 0 : (av || pr || ui) && level[V4_AV] != 3 ? 1 : 2;
	eq[EQ2] = level[V4_AC] == 0 && level[V4_AT] == 0 ? 0 : 1;
	eq[EQ3] = vc && vi ? 0 : vc || vi || va ? 1 : 2;
	eq[EQ4] = safety ? 0 : high ? 1 : 2;
	eq[EQ5] = level[V4_E];
	eq[EQ6] = wanted ? 0 : 1;
}

/* In tenths, or -1 when there is no such macrovector. */
static int macro_score(const int eq[EQS])
{
	if (eq[EQ1] > 2 || eq[EQ2] > 1 || eq[EQ3] > 2 || eq[EQ4] > 2 || eq[EQ5] > 2 || eq[EQ6] > 1)
		return -1;
	int score = cvss_v4_scores[((eq[EQ1] * 2 + eq[EQ2]) * 3 + eq[EQ3]) * 3 + eq[EQ4]][eq[EQ5] * 2 + eq[EQ6]];
	return score == CVSS_V4_NO_SCORE ? -1 : score;
}

static int lower_score(const int eq[EQS], enum eq which)
{
	int lower[EQS];

	for (int i = 0; i < EQS; i++)
		lower[i] = eq[i] + (i == (int)which ? 1 : 0);
	return macro_score(lower);
}

/* The next lower macrovector of the joint set: where both can fall, the higher of the two. */
static int lower_score_36(const int eq[EQS])
{
	int by_impact = lower_score(eq, EQ3), by_requirement = lower_score(eq, EQ6);

	return by_impact > by_requirement ? by_impact : by_requirement;
}

/* How many steps the vector is below the first worst vector that is nowhere better than it. */
static int distance(const struct eq_set *set, const int *metrics, const int *levels)
{
	for (int w = 0; w < set->count; w++) {
		int sum = 0;
		bool below = true;
		for (int i = 0; metrics[i] >= 0; i++) {
			int step = levels[metrics[i]] - set->worst[w].at[i];
			below = below && step >= 0;
			sum += step;
		}
		if (below)
			return sum;
	}
	return 0;
}

static double score_of(const struct cvss *cvss)
{
	int levels[LEVELS], eq[EQS], gaps = 0;
	double falls = 0;

	find_levels(cvss, levels);
	if (levels[V4_VC] == 2 && levels[V4_VI] == 2 && levels[V4_VA] == 2 && levels[V4_SC] == 3 &&
	    levels[V4_SI] == 3 && levels[V4_SA] == 3)
		return 0.0;
	find_macrovector(levels, eq);

	const struct eq_set *set36 = &eq36_sets[eq[EQ3]][eq[EQ6]];
	const struct {
		int lower; /* score of the next lower macrovector, or -1 */
		double share;
	} sets[] = {
		{lower_score(eq, EQ1),
		 distance(&eq1_sets[eq[EQ1]], eq1_metrics, levels) / (double)eq1_sets[eq[EQ1]].depth},
		{lower_score(eq, EQ2),
		 distance(&eq2_sets[eq[EQ2]], eq2_metrics, levels) / (double)eq2_sets[eq[EQ2]].depth},
		{lower_score_36(eq), distance(set36, eq36_metrics, levels) / (double)set36->depth},
		{lower_score(eq, EQ4),
		 distance(&eq4_sets[eq[EQ4]], eq4_metrics, levels) / (double)eq4_sets[eq[EQ4]].depth},
		{lower_score(eq, EQ5), 0.0}, /* one value each: no distance inside it */
	};
	int own = macro_score(eq);

	for (size_t i = 0; i < COUNT(sets); i++) {
		if (sets[i].lower < 0)
			continue;
		gaps++;
		falls += (own - sets[i].lower) * sets[i].share;
	}
	/* In tenths until here; the small sum undoes what binary fractions lose just below a half. */
	double score = gaps ? own - falls / gaps : own;
	return floor(fmax(0, fmin(100, score)) + 0.5 + 1e-5) / 10;
}

/* v4.0 has one score from all given metrics; base and threat are the same vector with the others left out. */
struct cvss_scores cvss_v4_score(const struct cvss *cvss)
{
	struct cvss part = *cvss;
	struct cvss_scores scores = {.overall = score_of(cvss)};

	scores.environmental = scores.overall;
	for (int i = V4_CR; i < CVSS_METRICS_MAX; i++)
		part.values[i] = 0;
	scores.temporal = score_of(&part);
	part.values[V4_E] = 0;
	scores.base = score_of(&part);
	return scores;
}
