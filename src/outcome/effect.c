/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome/effect.h"

#include <math.h>

#define Z_95 1.959963984540054 /* the normal distribution's 97.5 % point */

/* Wilson's score interval. */
static void bound(struct effect_group *group)
{
	double n = group->worth, p = group->share, z2 = Z_95 * Z_95;
	double middle = p + z2 / (2 * n), spread = Z_95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n));

	group->low = fmax(0, (middle - spread) / (1 + z2 / n));
	group->high = fmin(1, (middle + spread) / (1 + z2 / n));
}

void effect_group_of_counts(uint64_t companies, uint64_t mended, struct effect_group *ret_group)
{
	struct effect_group group = {.companies = (size_t)companies, .found = companies, .mended = mended};

	if (companies) {
		group.share = (double)mended / (double)companies;
		group.worth = (double)companies;
		bound(&group);
	}
	*ret_group = group;
}

/* By how much the findings of one company resemble each other, they count for less than all. */
static double worth_of(const struct effect_company *companies, size_t count, const struct effect_group *group)
{
	double squares = 0, found = (double)group->found, n = (double)group->companies, variance;

	for (size_t i = 0; i < count; i++) {
		double rest = companies[i].mended - group->share * companies[i].found;
		squares += rest * rest;
	}
	if (group->companies < 2 || squares <= 0)
		return n; /* all say the same: as if each company had one */
	variance = squares / (found * found) * n / (n - 1);
	return fmin(found, group->share * (1 - group->share) / variance);
}

void effect_group_of_companies(const struct effect_company *companies, size_t count, struct effect_group *ret_group)
{
	struct effect_group group = {0};

	for (size_t i = 0; i < count; i++) {
		group.companies += companies[i].found > 0;
		group.found += companies[i].found;
		group.mended += companies[i].mended;
	}
	if (group.found) {
		group.share = (double)group.mended / (double)group.found;
		group.worth = worth_of(companies, count, &group);
		bound(&group);
	}
	*ret_group = group;
}

void effect_estimate(const struct effect_group *participants, const struct effect_group *waiting,
		     struct effect *ret_effect)
{
	const struct effect_group *a = participants, *b = waiting;
	struct effect effect = {.participants = *a, .waiting = *b};

	effect.can_tell = a->companies >= EFFECT_LEAST && b->companies >= EFFECT_LEAST;
	if (effect.can_tell) {
		effect.difference = a->share - b->share;
		effect.low = effect.difference - hypot(a->share - a->low, b->high - b->share);
		effect.high = effect.difference + hypot(a->high - a->share, b->share - b->low);
	}
	*ret_effect = effect;
}
