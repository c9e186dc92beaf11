/* SPDX-License-Identifier: Apache-2.0 */
/* Rows changed behind the program's back are found, each by what was done to it. */
#include "story/story.h"

#include <string.h>

#include "usecases/screening/screening_deed.h"
#include "usecases/system/audit.h"

/* Three cases; the second was declined with a reason. */
static void make_cases(struct story *story)
{
	story_case_at(story, "one", "confirmed");
	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat,
				       story_case_at(story, "one", "received"), "都外の事業所のため。"),
		  &story->why);
	story_case_at(story, "three", "received");
}

static const struct value *differences(struct story *story)
{
	struct value *report = NULL;

	assert_ok(audit_verify(story->office, &story->arena, &report, &story->why), &story->why);
	return value_get(report, "differences");
}

/* Exactly one difference, and it names this. */
static void assert_found(struct story *story, const char *expected)
{
	const struct value *list = differences(story);

	assert_int_equal(value_count(list), 1);
	if (!strstr(value_at(list, 0)->text.p, expected))
		fail_msg("\"%s\" does not say \"%s\"", value_at(list, 0)->text.p, expected);
}

static void an_honest_store_has_no_differences(void **state)
{
	struct story *story = *state;
	struct value *report = NULL;

	make_cases(story);
	assert_ok(audit_verify(story->office, &story->arena, &report, &story->why), &story->why);
	assert_int_equal(value_get_int(report, "cases", -1), 3);
	assert_int_equal(value_get_int(report, "entries", -1), 4 + 2 + 1);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
}

static void a_changed_column_of_the_history_is_found(void **state)
{
	static const char *const changes[] = {
		"UPDATE event SET reason = 'x' WHERE case_id = 2 AND position = 2",
		"UPDATE event SET at_ms = at_ms - 1 WHERE case_id = 2 AND position = 2",
		"UPDATE event SET actor_name = 'x' WHERE case_id = 2 AND position = 2",
		"UPDATE event SET actor_kind = 'program' WHERE case_id = 2 AND position = 2",
		"UPDATE event SET actor_id = actor_id + 1 WHERE case_id = 2 AND position = 2",
		"UPDATE event SET detail = '{\"a\":1}' WHERE case_id = 2 AND position = 2",
		"UPDATE event SET kind = 'withdrawn', state = 'withdrawn' WHERE case_id = 2 AND position = 2",
	};
	struct story *story = *state;

	make_cases(story);
	story_tamper(story, "CREATE TABLE honest AS SELECT * FROM event");
	for (size_t i = 0; i < COUNT(changes); i++) {
		story_tamper(story, changes[i]);
		assert_found(story, "case 2");
		story_tamper(story, "DELETE FROM event");
		story_tamper(story, "INSERT INTO event SELECT * FROM honest");
		assert_int_equal(value_count(differences(story)), 0);
	}
}

static void an_entry_that_was_taken_out_is_found(void **state)
{
	struct story *story = *state;

	make_cases(story);
	story_tamper(story, "DELETE FROM event WHERE case_id = 1 AND position = 2");
	assert_found(story, "case 1");
}

static void a_last_entry_that_was_taken_out_is_found(void **state)
{
	struct story *story = *state;

	make_cases(story);
	story_tamper(story, "DELETE FROM event WHERE case_id = 2 AND position = 2");
	story_tamper(story, "UPDATE company_case SET state = 'received' WHERE id = 2");
	assert_found(story, "case 2: 2 history entries were written, 1 are there");
}

static void a_case_that_was_taken_out_is_found(void **state)
{
	static const char *const deletions[] = {
		"DELETE FROM message WHERE case_id = 2",      "DELETE FROM consent WHERE case_id = 2",
		"DELETE FROM answer_sheet WHERE case_id = 2", "DELETE FROM event WHERE case_id = 2",
		"DELETE FROM company_case WHERE id = 2",
	};
	struct story *story = *state;

	make_cases(story);
	for (size_t i = 0; i < COUNT(deletions); i++)
		story_tamper(story, deletions[i]);
	assert_found(story, "case 2 is gone");
}

static void the_last_case_that_was_taken_out_is_found(void **state)
{
	static const char *const deletions[] = {
		"DELETE FROM message WHERE case_id = 3",      "DELETE FROM consent WHERE case_id = 3",
		"DELETE FROM answer_sheet WHERE case_id = 3", "DELETE FROM event WHERE case_id = 3",
		"DELETE FROM company_case WHERE id = 3",
	};
	struct story *story = *state;

	make_cases(story);
	for (size_t i = 0; i < COUNT(deletions); i++)
		story_tamper(story, deletions[i]);
	assert_found(story, "case 3 is gone");
}

static void a_state_that_nobody_decided_is_found(void **state)
{
	struct story *story = *state;

	make_cases(story);
	story_tamper(story, "UPDATE company_case SET state = 'confirmed' WHERE id = 3");
	assert_found(story, "case 3: it stands at confirmed, its history says received");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(an_honest_store_has_no_differences),   STORY(a_changed_column_of_the_history_is_found),
		STORY(an_entry_that_was_taken_out_is_found), STORY(a_last_entry_that_was_taken_out_is_found),
		STORY(a_case_that_was_taken_out_is_found),   STORY(the_last_case_that_was_taken_out_is_found),
		STORY(a_state_that_nobody_decided_is_found),
	};

	return test_store_run("audit", tests, COUNT(tests));
}
