/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/priority.h"

enum { EXPLOITATIONS = 3, EXPOSURES = 3, IMPACTS = 3 };

/* [exploitation][exposure][automatable][impact]; docs/priority.md shows the same rows, and a test compares them. */
static const unsigned char table[EXPLOITATIONS][EXPOSURES][2][IMPACTS] =
	{
		[EXPLOITATION_NONE] =
			{
				[EXPOSURE_SMALL] = {{4, 4, 4}, {4, 4, 3}},
				[EXPOSURE_CONTROLLED] = {{4, 4, 3}, {4, 3, 3}},
				[EXPOSURE_OPEN] = {{4, 3, 3}, {4, 3, 3}},
			},
		[EXPLOITATION_LIKELY] =
			{
				[EXPOSURE_SMALL] = {{4, 4, 3}, {4, 3, 3}},
				[EXPOSURE_CONTROLLED] = {{4, 3, 2}, {4, 3, 2}},
				[EXPOSURE_OPEN] = {{4, 3, 2}, {3, 2, 2}},
			},
		[EXPLOITATION_ACTIVE] =
			{
				[EXPOSURE_SMALL] = {{4, 3, 2}, {3, 2, 2}},
				[EXPOSURE_CONTROLLED] = {{3, 2, 2}, {3, 2, 1}},
				[EXPOSURE_OPEN] = {{3, 2, 1}, {2, 1, 1}},
			},
};

enum priority priority_decide(struct priority_facts facts)
{
	return (enum priority)table[facts.exploitation][facts.exposure][facts.is_automatable][facts.impact];
}

enum priority priority_with_days_left(enum priority priority, int64_t days_left)
{
	return days_left < 30 && priority > PRIORITY_P2 ? PRIORITY_P2 : priority;
}

const char *priority_exploitation_name(enum exploitation exploitation)
{
	static const char *const names[] = {"none", "likely", "active"};

	return names[exploitation];
}

const char *priority_exposure_name(enum exposure exposure)
{
	static const char *const names[] = {"small", "controlled", "open"};

	return names[exposure];
}

const char *priority_impact_name(enum impact impact)
{
	static const char *const names[] = {"low", "medium", "high"};

	return names[impact];
}
