/* SPDX-License-Identifier: Apache-2.0 */
/* By the dates that ship with the program, on 2025-06-02. */
#include <string.h>

#include "checks/software/end_of_life.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/known.h"

static int set_up(void **state)
{
	struct known *known = known_new(NULL, NULL);

	judged_with = known_of(known);
	*state = known;
	return 0;
}

static int tear_down(void **state)
{
	known_free(*state);
	judged_with = NULL;
	return 0;
}

#define SSH(text)                                                                                                      \
	{                                                                                                              \
		22, "service.banner", "{\"service\":\"ssh\",\"text\":\"SSH-2.0-" text "\\r\\n\"}"                      \
	}
#define HTTP(headers)                                                                                                  \
	{                                                                                                              \
		443, "http.response", "{\"headers\":[" headers "],\"title\":\"\"}"                                     \
	}

static void a_version_that_nobody_mends_any_more_has_ended(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("end-of-life", HTTP("[\"x-powered-by\",\"PHP/5.6.40\"]"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_string_equal(f.variant, "ended");
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.remedy, "update:php");
	assert_string_equal(value_get_text(f.details, "release"), "PHP 5.6");
}

static void an_end_of_late_may_be_bridged_by_a_distribution(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("end-of-life", HTTP("[\"x-powered-by\",\"PHP/7.4.33\"]"));
	assert_string_equal(f.variant, "ended_possible");
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void the_system_is_judged_in_place_of_its_programs(void **state)
{
	struct finding_list all;
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	all = JUDGE_ALL("end-of-life",
			HTTP("[\"server\",\"Apache/2.4.6 (CentOS)\"],[\"x-powered-by\",\"PHP/5.4.16\"]"));
	assert_int_equal(all.count, 1);
	assert_string_equal(all.items[0].remedy, "update:centos");
	assert_string_equal(all.items[0].variant, "ended");
	f = JUDGE("end-of-life", SSH("OpenSSH_9.2p1 Debian-2+deb12u3"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_string_equal(value_get_text(f.details, "product"), "Debian");
}

static void after_the_usual_end_there_may_be_extended_support(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("end-of-life", SSH("OpenSSH_8.2p1 Ubuntu-4ubuntu0.11")); /* Ubuntu 20.04, until 2025-05-31 */
	assert_string_equal(f.variant, "extended");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void what_has_no_version_or_no_dates_is_passed_over(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("end-of-life", HTTP("[\"server\",\"nginx\"]")).count, 0);
	assert_int_equal(JUDGE_ALL("end-of-life", SSH("dropbear_2020.81")).count, 0);
	judged_with = NULL;
	assert_int_equal(JUDGE_ALL("end-of-life", HTTP("[\"server\",\"nginx/1.14.0\"]")).count, 0);
}

static void what_is_mended_is_good_and_near_its_end_worth_a_plan(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("end-of-life", HTTP("[\"x-powered-by\",\"PHP/8.3.7\"]"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("end-of-life", HTTP("[\"x-powered-by\",\"PHP/8.1.2\"]")); /* until 2025-12-31: 212 days */
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("end-of-life", HTTP("[\"server\",\"nginx/1.27.5\"]")); /* until 2025-06-24 */
	assert_string_equal(f.variant, "ending");
	assert_int_equal(f.priority, PRIORITY_P4);
}

#define WITH_DATES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int test_end_of_life(void)
{
	const struct CMUnitTest tests[] = {
		WITH_DATES(a_version_that_nobody_mends_any_more_has_ended),
		WITH_DATES(an_end_of_late_may_be_bridged_by_a_distribution),
		WITH_DATES(the_system_is_judged_in_place_of_its_programs),
		WITH_DATES(after_the_usual_end_there_may_be_extended_support),
		WITH_DATES(what_is_mended_is_good_and_near_its_end_worth_a_plan),
		WITH_DATES(what_has_no_version_or_no_dates_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
