/* SPDX-License-Identifier: Apache-2.0 */
/* The roster of experts: what the secretariat enters stands there, sealed; what is wrong is refused as a whole. */
#include "story/story.h"

#include <string.h>

#include "usecases/seal/audit_verify.h"
#include "usecases/visit/expert_roster.h"

static struct expert_roster_form good(void)
{
	return (struct expert_roster_form){
		.number = STR("第000123号"),
		.year = STR("２０２８"),
		.month = STR("3"),
		.day = STR("31"),
		.area = STR("23区、多摩地域"),
		.capacity = STR("2"),
	};
}

static const char *save(struct story *story, struct expert_roster_form form)
{
	const char *problem = "";

	assert_ok(expert_roster_save(story->office, &story->secretariat, story->expert.person_id, &form, &problem,
				     &story->why),
		  &story->why);
	return problem;
}

static const struct value *expert_of(struct story *story)
{
	struct value *view;
	const struct value *list;

	assert_ok(expert_roster_view(story->office, &story->arena, &story->secretariat, LANG_JA, &view, &story->why),
		  &story->why);
	list = value_get(view, "experts");
	assert_int_equal(value_count(list), 1);
	return value_at(list, 0);
}

static size_t differences(struct story *story)
{
	const struct audit_verify_input input = {.head = {NULL, 0}, .key = {NULL, 0}};
	struct value *report;

	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	return value_count(value_get(report, "differences"));
}

static void what_is_entered_stands_in_the_roster_and_in_the_log(void **state)
{
	struct story *story = *state;
	const struct value *expert = expert_of(story);

	assert_string_equal(value_get_text(expert, "number"), "");
	assert_string_equal(save(story, good()), "");
	expert = expert_of(story);
	assert_string_equal(value_get_text(expert, "number"), "第000123号");
	assert_string_equal(value_get_text(expert, "expires"), "2028年3月31日（金）");
	assert_string_equal(value_get_text(expert, "area"), "23区、多摩地域");
	assert_int_equal(value_get_int(expert, "capacity", 0), 2);
	assert_false(value_get_bool(expert, "is_expired"));
	assert_int_equal(differences(story), 0);
	story_tamper(story, "UPDATE expert SET expires_day = expires_day + 1000");
	assert_int_equal(differences(story), 1);
}

static void a_qualification_is_over_on_the_day_behind_its_last(void **state)
{
	struct story *story = *state;
	struct expert_roster_form today = good();

	today.year = STR("2025");
	today.month = STR("6");
	today.day = STR("2");
	assert_string_equal(save(story, today), "");
	assert_false(value_get_bool(expert_of(story), "is_expired"));
	story->office->clock.fixed_ms += 24 * 3600 * 1000;
	assert_true(value_get_bool(expert_of(story), "is_expired"));
}

static void companies_that_take_part_are_counted_against_the_capacity(void **state)
{
	struct story *story = *state;
	struct expert_roster_form one = good();

	one.capacity = STR("1");
	assert_string_equal(save(story, one), "");
	assert_false(value_get_bool(expert_of(story), "is_full"));
	assert_ok(story_assign(story, story_case_at(story, "one", "confirmed"), story->expert.person_id), &story->why);
	assert_int_equal(value_get_int(expert_of(story), "assigned", 0), 1);
	assert_true(value_get_bool(expert_of(story), "is_full"));
}

static void what_is_wrong_is_named_and_nothing_is_stored(void **state)
{
	struct story *story = *state;
	struct expert_roster_form form = good();

	form.day = STR("32");
	assert_string_equal(save(story, form), "expires");
	form.day = STR("");
	assert_string_equal(save(story, form), "expires");
	form = good();
	form.capacity = STR("201");
	assert_string_equal(save(story, form), "capacity");
	form.capacity = STR("two");
	assert_string_equal(save(story, form), "capacity");
	form = good();
	form.number = STR("123456789012345678901");
	assert_string_equal(save(story, form), "number");
	form = good();
	form.area = STR("a\nb");
	assert_string_equal(save(story, form), "area");
	assert_string_equal(value_get_text(expert_of(story), "area"), "");
	assert_string_equal(save(story, (struct expert_roster_form){.area = STR("島しょ")}), "");
	assert_string_equal(value_get_text(expert_of(story), "area"), "島しょ");
	assert_false(value_get_bool(expert_of(story), "has_capacity"));
}

static void nobody_else_keeps_the_roster_and_it_is_of_experts_alone(void **state)
{
	struct story *story = *state;
	const struct expert_roster_form form = good();
	const char *problem;
	struct value *view;

	assert_int_equal(expert_roster_save(story->office, &story->expert, story->expert.person_id, &form, &problem,
					    &story->why),
			 ERR_DENIED);
	assert_int_equal(expert_roster_view(story->office, &story->arena, &story->tokyo, LANG_JA, &view, &story->why),
			 ERR_DENIED);
	assert_int_equal(expert_roster_save(story->office, &story->secretariat, story->tokyo.person_id, &form, &problem,
					    &story->why),
			 ERR_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(what_is_entered_stands_in_the_roster_and_in_the_log),
		STORY(a_qualification_is_over_on_the_day_behind_its_last),
		STORY(companies_that_take_part_are_counted_against_the_capacity),
		STORY(what_is_wrong_is_named_and_nothing_is_stored),
		STORY(nobody_else_keeps_the_roster_and_it_is_of_experts_alone),
	};

	return test_store_run("experts", tests, COUNT(tests));
}
