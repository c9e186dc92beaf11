/* SPDX-License-Identifier: Apache-2.0 */
/* What the answers of a pre-interview come to, as whoever prepares a visit reads it. */
#include "story/story.h"

#include <string.h>

#include "usecases/desk/view_case.h"

static struct value *view_of(struct story *story, int64_t number)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	return view;
}

static void before_the_answer_there_is_no_plan(void **state)
{
	struct story *story = *state;
	const struct value *view = view_of(story, story_case_at(story, "one", "invited"));

	assert_false(value_get_bool(view, "has_plan"));
	assert_int_equal(value_count(value_get(view, "measures")), 0);
	assert_int_equal(value_count(value_get(view, "topics")), 0);
}

/* The rehearsal's company does not know whether its people ask about suspicious mail. */
static void the_plan_names_measures_and_what_to_ask_where_something_is_not_known(void **state)
{
	struct story *story = *state;
	const struct value *view = view_of(story, story_case_at(story, "one", "confirmed"));
	const struct value *measures = value_get(view, "measures");
	bool asks = false;

	assert_true(value_get_bool(view, "has_plan"));
	assert_int_equal(value_count(value_get(view, "areas")), 4);
	for (size_t i = 0; i < value_count(measures); i++)
		asks = asks || (strcmp(value_get_text(value_at(measures, i), "because"), "unknown") == 0 &&
				strstr(value_get_text(value_at(measures, i), "ask"), "怪しいメールが来たら"));
	assert_true(asks);
}

/* The company itself reads the same as the office. */
static void each_topic_has_its_score_and_its_place_in_the_picture(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	const struct value *topic;
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, &company, LANG_JA, number, &view, &story->why), &story->why);
	assert_int_equal(value_count(value_get(view, "topics")), 25);
	assert_int_equal(value_count(value_get(view, "rings")), 4);
	topic = value_at(value_get(view, "topics"), 5); /* suspicious mail, which it does not know */
	assert_true(value_get_bool(topic, "unknown"));
	assert_string_equal(value_get_text(topic, "score"), "0");
	assert_int_equal(value_get_int(topic, "score_x", 0), 500);
	assert_non_null(strstr(value_get_text(view, "outline"), "500,500"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(before_the_answer_there_is_no_plan),
		STORY(the_plan_names_measures_and_what_to_ask_where_something_is_not_known),
		STORY(each_topic_has_its_score_and_its_place_in_the_picture),
	};

	return test_store_run("plan", tests, COUNT(tests));
}
