/* SPDX-License-Identifier: Apache-2.0 */
/* Who was invited and did not apply is forgotten behind the day that the edition names; the numbers stay. */
#include "story/invitation/inviting.h"

#include <string.h>
#include <sys/stat.h>

#include "calendar/day.h"
#include "store/tx.h"
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

static enum err erase_beside_a_reader(struct tx *tx, void *context, struct fault *why)
{
	struct story *story = context;
	struct rows *rows;
	int64_t erased;

	assert_ok(tx_query(tx, &story->arena, "SELECT COUNT(*) FROM invitation", NULL, 0, &rows, why), why);
	return erase_invitations_due(story->office, &erased, why);
}

static off_t wal_size(struct story *story)
{
	const char *path = arena_printf(&story->arena, "%s-wal", story->store->address + strlen("sqlite:"));
	struct stat about;

	return stat(path, &about) == 0 ? about.st_size : 0;
}

/* As after a kill between the two: what is to be erased is erased already. */
static void what_could_not_be_scrubbed_is_scrubbed_the_next_time(void **state)
{
	struct story *story = *state;

	if (story->store->is_postgres)
		skip(); /* there it is VACUUM FULL's */
	inviting_all(story);
	pass_the_day(story);
	assert_int_equal(db_read(story->office->db, erase_beside_a_reader, story, &story->why), ERR_BUSY);
	assert_true(wal_size(story) > 0); /* in which older pages stand */
	assert_int_equal(erase(story), 0);
	assert_int_equal(wal_size(story), 0);
	inviting_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(who_did_not_apply_is_forgotten_to_the_day_and_who_did_is_not),
		STORY(the_numbers_stay_and_the_log_agrees),
		STORY(only_who_wants_no_more_is_known_again),
		STORY(what_could_not_be_scrubbed_is_scrubbed_the_next_time),
	};

	return test_store_run("forgotten", tests, COUNT(tests));
}
