/* SPDX-License-Identifier: Apache-2.0 */
/* The page of the call: what whoever comes now meets, a test of one's own company, and a call without a waiting list.
 */
#include "story/story.h"

#include <string.h>

#include "calendar/day.h"
#include "usecases/application/view_call.h"
#include "usecases/call.h"
#include "usecases/screening/change_course.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/system/edition_deed.h"

static const struct value *page(struct story *story, const char *call_id, const struct value *tried)
{
	struct value *view = NULL;
	struct call call;

	assert_ok(call_find(story->office, call_id, &call, &story->why), &story->why);
	assert_ok(view_call(story->office, &story->arena, LANG_JA, &call, tried, &view, &story->why), &story->why);
	return view;
}

/* --- what whoever comes meets --- */

static void meets(struct story *story, const char *call_id, const char *now, bool takes_more)
{
	const struct value *view = page(story, call_id, NULL);

	assert_string_equal(value_get_text(view, "now"), now);
	assert_int_equal(value_get_bool(view, "takes_more"), takes_more);
	/* Who comes too late, or to a full course, is told what else helps. */
	assert_int_equal(value_get_bool(view, "has_elsewhere"), !takes_more && strcmp(now, "before") != 0);
}

static void the_page_says_to_the_millisecond_whether_it_is_open(void **state)
{
	struct story *story = *state;
	int64_t *now_ms = &story->office->clock.fixed_ms;

	*now_ms = story->edition->opens_ms - 1;
	meets(story, STORY_EDITION_ID, "before", false);
	*now_ms = story->edition->opens_ms;
	meets(story, STORY_EDITION_ID, "open", true);
	*now_ms = story->edition->closes_ms - 1;
	meets(story, STORY_EDITION_ID, "open", true);
	*now_ms = story->edition->closes_ms;
	meets(story, STORY_EDITION_ID, "after", false);
}

/* --- a call of few places --- */

/* Publishes the call tokyo_r8 with one place a course. */
static void publish_small(struct story *story, const char *waiting_list)
{
	const char *folder = story_variant(
		story, arena_printf(&story->arena,
				    "s/^id: tokyo_r7/id: tokyo_r8/; s/^receipt_prefix: .*/receipt_prefix: \"R8-\"/; "
				    "s/^    places: .*/    places: 1/; s/^waiting_list: .*/waiting_list: %s/",
				    waiting_list));
	const struct edition_deed deed = {0};
	struct edition_deed_result result;

	assert_ok(edition_deed_add(story->office, &story->arena, folder, &deed, &result, &story->why), &story->why);
	assert_ok(edition_deed_publish(story->office, &story->arena, "tokyo_r8", &deed, &result, &story->why),
		  &story->why);
	story_forget(story, folder);
}

static struct apply_result apply(struct story *story, const char *course)
{
	const struct value *typed = story_answers(story, "株式会社ためし", course);
	const struct token token = token_new();
	struct apply_result result;
	struct apply_page_result taken;
	struct apply_draft draft;
	struct call call;

	assert_ok(call_find(story->office, "tokyo_r8", &call, &story->why), &story->why);
	draft = (struct apply_draft){.call = &call, .token = str_from(token.text), .name = STORY_DRAFT, .client = ""};
	for (size_t i = 0; i < call.edition->application_count; i++)
		assert_ok(apply_take_page(story->office, &story->arena, &draft, call.edition->application[i].id, typed,
					  &taken, &story->why),
			  &story->why);
	assert_ok(apply_submit(story->office, &story->arena, &draft, LANG_JA, &result, &story->why), &story->why);
	return result;
}

static void a_full_call_says_that_one_waits(void **state)
{
	struct story *story = *state;

	publish_small(story, "true");
	apply(story, "one");
	meets(story, "tokyo_r8", "open", true);
	apply(story, "three");
	meets(story, "tokyo_r8", "waiting", true);
	assert_true(apply(story, "three").is_waiting);
}

static void without_a_waiting_list_a_full_course_takes_nobody(void **state)
{
	struct story *story = *state;
	const struct case_deed_input to_one = {.reason = STR("電話で申し出"), .course = STR("one")};

	publish_small(story, "false");
	assert_int_equal(apply(story, "one").outcome, APPLY_DONE);
	assert_int_equal(apply(story, "one").outcome, APPLY_FULL);
	assert_int_equal(apply(story, "three").outcome, APPLY_DONE);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 2);
	meets(story, "tokyo_r8", "full", false);
	/* Nor does the secretariat make somebody wait. */
	assert_int_equal(
		case_deed_do(&change_course_deed, story->office, &story->secretariat, NULL, 2, &to_one, &story->why),
		ERR_CONFLICT);
	/* A place that becomes free is for whoever comes. */
	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat, 1, "条件に合わない。"),
		  &story->why);
	meets(story, "tokyo_r8", "open", true);
	assert_int_equal(apply(story, "one").outcome, APPLY_DONE);
}

/* --- a test of one's own company --- */

static const struct value *try(struct story *story, const char *industry, const char *employees)
{
	struct value *tried = value_map(&story->arena);

	value_set_text(&story->arena, tried, "industry", industry);
	value_set_text(&story->arena, tried, "employees", employees);
	return value_get(page(story, STORY_EDITION_ID, tried), "self_test");
}

static void a_company_tries_whether_it_is_small_enough(void **state)
{
	struct story *story = *state;

	assert_string_equal(value_get_text(value_get(page(story, STORY_EDITION_ID, NULL), "self_test"), "verdict"), "");
	assert_string_equal(value_get_text(try(story, "restaurants", "50"), "verdict"), "small");
	assert_string_equal(value_get_text(try(story, "restaurants", "５１人"), "verdict"), "size_untold");
	assert_string_equal(value_get_text(try(story, "restaurants", "51"), "capital"), "5千万円");
	assert_string_equal(value_get_text(try(story, "manufacturing", "300"), "verdict"), "small");
}

static void a_test_that_is_half_filled_in_says_what_is_missing(void **state)
{
	const struct value *test = try(*state, "", "20名");

	assert_string_equal(value_get_text(test, "verdict"), "");
	assert_int_equal(value_count(value_get(test, "problems")), 1);
	assert_string_equal(value_get_text(value_at(value_get(test, "problems"), 0), "id"), "industry");
	assert_string_equal(value_get_text(value_at(value_get(test, "fields"), 1), "value"), "20名");
	/* Nothing of it is kept. */
	assert_int_equal(story_ask(*state, "SELECT COUNT(*) FROM draft"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_page_says_to_the_millisecond_whether_it_is_open),
		STORY(a_full_call_says_that_one_waits),
		STORY(without_a_waiting_list_a_full_course_takes_nobody),
		STORY(a_company_tries_whether_it_is_small_enough),
		STORY(a_test_that_is_half_filled_in_says_what_is_missing),
	};

	return test_store_run("call", tests, COUNT(tests));
}
