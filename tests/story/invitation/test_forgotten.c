/* SPDX-License-Identifier: Apache-2.0 */
/* Who was invited and did not apply is forgotten behind the day that the edition names; the numbers stay. */
#include "story/invitation/inviting.h"

#include <string.h>

#include "calendar/day.h"
#include "usecases/invitation/view_invitations.h"
#include "usecases/privacy/erase_invitations.h"
#include "usecases/seal/audit_verify.h"

static int64_t erase(struct story *story)
{
	int64_t erased = -1;

	assert_ok(erase_invitations_due(story->office, &erased, &story->why), &story->why);
	return erased;
}

static void pass_the_day(struct story *story)
{
	story->office->clock.fixed_ms = day_start_ms(story->edition->invitations_end + 1);
}

static const struct value *numbers(struct story *story, const char *edition)
{
	struct value *numbers = NULL;

	assert_ok(view_invitations_numbers(story->office, &story->arena, edition, &numbers, &story->why), &story->why);
	return numbers;
}

static void who_did_not_apply_is_forgotten_to_the_day_and_who_did_is_not(void **state)
{
	struct story *story = *state;

	inviting_all(story);
	assert_true(inviting_apply(story, inviting_mail_link(story, "株式会社こだま印刷"), "株式会社こだま印刷") > 0);
	pass_the_day(story);
	story->office->clock.fixed_ms--;
	assert_int_equal(erase(story), 0);
	pass_the_day(story);
	assert_int_equal(erase(story), 3);
	assert_int_equal(erase(story), 0);
	assert_int_equal(story_ask(story,
				   "SELECT COUNT(*) FROM invitation WHERE company_name || mail || phone || address "
				   "|| postal_code || search_key || corporate_number || call_note <> ''"),
			 1);
	inviting_end();
}

static void the_numbers_stay_and_the_log_agrees(void **state)
{
	struct story *story = *state;
	const struct audit_verify_input input = {.key = STR("")};
	struct value *report;

	inviting_all(story);
	assert_true(inviting_print(story) > 0);
	pass_the_day(story);
	assert_int_equal(erase(story), 4);
	assert_int_equal(value_get_int(numbers(story, STORY_EDITION_ID), "invited", 0), 4);
	assert_int_equal(value_get_int(numbers(story, ""), "printed", 0), 3);
	assert_int_equal(view_invitations_numbers(story->office, &story->arena, "none", &report, &story->why),
			 ERR_NOT_FOUND);
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
	inviting_end();
}

/* Two calls later: who wants no more is not invited, and the others are. */
static void only_who_wants_no_more_is_known_again(void **state)
{
	struct story *story = *state;
	struct call call = story_call(story);

	inviting_all(story);
	assert_ok(invitation_visit_refuse(story->office, &call, inviting_mail_link(story, "あさひ工業"), &story->why),
		  &story->why);
	pass_the_day(story);
	assert_int_equal(erase(story), 4);
	assert_int_equal(inviting_make(story), 3);
	inviting_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(who_did_not_apply_is_forgotten_to_the_day_and_who_did_is_not),
		STORY(the_numbers_stay_and_the_log_agrees),
		STORY(only_who_wants_no_more_is_known_again),
	};

	return test_store_run("forgotten", tests, COUNT(tests));
}
