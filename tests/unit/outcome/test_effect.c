/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a programme helped, and when that cannot be told. */
#include "outcome/effect.h"

#include <math.h>
#include <string.h>

#include "test.h"

enum { ARM = 800, PROGRAMMES = 100, PLACES = 50 };

static double uniform(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(*seed >> 11) / 9007199254740992.0;
}

/* A company has one to four findings; how ready it is to mend them differs from company to company. */
static void simulate(uint64_t *seed, double share, size_t count, struct effect_group *ret_group)
{
	struct effect_company companies[ARM];

	for (size_t i = 0; i < count; i++) {
		double readiness = share + (uniform(seed) - 0.5) * 0.3;
		companies[i] = (struct effect_company){1 + (uint32_t)(4 * uniform(seed)), 0};
		for (uint32_t f = 0; f < companies[i].found; f++)
			companies[i].mended += uniform(seed) < readiness;
	}
	effect_group_of_companies(companies, count, ret_group);
}

static void twenty_points_are_recovered_within_five(void **state)
{
	size_t near = 0, inside = 0;

	(void)state;
	for (uint64_t programme = 1; programme <= PROGRAMMES; programme++) {
		uint64_t seed = programme * UINT64_C(7919);
		struct effect_group participants, waiting;
		struct effect effect;
		simulate(&seed, 0.55, ARM, &participants);
		simulate(&seed, 0.35, ARM, &waiting);
		effect_estimate(&participants, &waiting, &effect);
		assert_true(effect.can_tell);
		near += fabs(effect.difference - 0.20) <= 0.05;
		inside += effect.low <= 0.20 && effect.high >= 0.20;
	}
	assert_true(near >= 95);
	assert_in_range(inside, 90, 99); /* an interval of 95 % is neither too narrow nor always right */
}

static void so_they_are_of_companies_with_one_thing_to_mend(void **state)
{
	size_t near = 0;

	(void)state;
	for (uint64_t programme = 1; programme <= PROGRAMMES; programme++) {
		uint64_t seed = programme * UINT64_C(104729), mended[2] = {0};
		struct effect_group participants, waiting;
		struct effect effect;
		for (size_t i = 0; i < ARM; i++) {
			mended[0] += uniform(&seed) < 0.40;
			mended[1] += uniform(&seed) < 0.20;
		}
		effect_group_of_counts(ARM, mended[0], &participants);
		effect_group_of_counts(ARM, mended[1], &waiting);
		effect_estimate(&participants, &waiting, &effect);
		near += fabs(effect.difference - 0.20) <= 0.05;
	}
	assert_true(near >= 95);
}

static void with_the_places_of_this_call_nothing_can_be_told(void **state)
{
	uint64_t seed = 1;
	struct effect_group participants, waiting;
	struct effect effect;

	(void)state;
	simulate(&seed, 0.90, PLACES, &participants);
	simulate(&seed, 0.10, PLACES, &waiting);
	effect_estimate(&participants, &waiting, &effect);
	assert_false(effect.can_tell);
	simulate(&seed, 0.10, ARM, &waiting); /* not by more on one side either */
	effect_estimate(&participants, &waiting, &effect);
	assert_false(effect.can_tell);
}

/* Newcombe 1998, table II, case (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339. */
static void the_interval_is_that_of_the_paper(void **state)
{
	struct effect_group a, b;
	struct effect effect;

	(void)state;
	effect_group_of_counts(70, 56, &a);
	effect_group_of_counts(80, 48, &b);
	assert_true(fabs(a.share - hypot(a.share - a.low, b.high - b.share) - b.share - 0.0524) < 0.0001);
	assert_true(fabs(a.share + hypot(a.high - a.share, b.share - b.low) - b.share - 0.3339) < 0.0001);
	effect_estimate(&a, &b, &effect);
	assert_false(effect.can_tell);
}

/* Ten findings that go together are one company's word, not ten. */
static void findings_of_one_company_count_for_less_than_all(void **state)
{
	struct effect_company companies[ARM];
	struct effect_group group;

	(void)state;
	for (size_t i = 0; i < ARM; i++)
		companies[i] = (struct effect_company){10, i % 2 ? 10 : 0};
	effect_group_of_companies(companies, ARM, &group);
	assert_true(group.worth < ARM + 1 && group.worth > ARM - 2);
	for (size_t i = 0; i < ARM; i++)
		companies[i].mended = 10;
	effect_group_of_companies(companies, ARM, &group);
	assert_true(group.worth < ARM + 1);
	assert_true(group.low < 1);
}

int test_effect(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twenty_points_are_recovered_within_five),
		cmocka_unit_test(so_they_are_of_companies_with_one_thing_to_mend),
		cmocka_unit_test(with_the_places_of_this_call_nothing_can_be_told),
		cmocka_unit_test(the_interval_is_that_of_the_paper),
		cmocka_unit_test(findings_of_one_company_count_for_less_than_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
