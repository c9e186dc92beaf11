/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/answer_radar.h"

#include <stdlib.h>

#include "test.h"

static void the_first_topic_points_upwards_and_the_others_follow_clockwise(void **state)
{
	assert_int_equal(answer_radar_at(1, 100).x, ANSWER_RADAR_CENTRE);
	assert_true(answer_radar_at(1, 100).y < ANSWER_RADAR_CENTRE);
	assert_true(answer_radar_at(2, 100).x > answer_radar_at(1, 100).x);
	assert_true(answer_radar_at(ANSWER_SCORE_TOPICS, 100).x < ANSWER_RADAR_CENTRE);
}

static void no_score_is_the_centre_and_half_is_half_way(void **state)
{
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++) {
		struct answer_radar_point none = answer_radar_at(topic, 0), half = answer_radar_at(topic, 50),
					  all = answer_radar_at(topic, 100);
		assert_int_equal(none.x, ANSWER_RADAR_CENTRE);
		assert_int_equal(none.y, ANSWER_RADAR_CENTRE);
		assert_true(abs(2 * (half.x - none.x) - (all.x - none.x)) <= 1);
		assert_true(abs(2 * (half.y - none.y) - (all.y - none.y)) <= 1);
	}
}

static void everything_is_within_the_picture(void **state)
{
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++) {
		assert_in_range(answer_radar_number(topic).x, 20, ANSWER_RADAR_SIZE - 20);
		assert_in_range(answer_radar_number(topic).y, 20, ANSWER_RADAR_SIZE - 20);
	}
}

int test_answer_radar(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_topic_points_upwards_and_the_others_follow_clockwise),
		cmocka_unit_test(no_score_is_the_centre_and_half_is_half_way),
		cmocka_unit_test(everything_is_within_the_picture),
	};

	return cmocka_run_group_tests_name("answer_radar", tests, NULL, NULL);
}
