/* SPDX-License-Identifier: Apache-2.0 */
/* What is erased is nowhere any more, and the log still verifies. */
#include "story/story.h"

#include <string.h>

#include "disk/read_file.h"
#include "usecases/advice/advice_deed.h"
#include "usecases/office_open.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/screening/turn_away.h"
#include "usecases/seal/audit_verify.h"

#define FILE_MAX ((size_t)64 << 20)

static void assert_verifies(struct story *story)
{
	const struct audit_verify_input input = {.key = str_of("", 0)};
	struct value *report = NULL;
	const struct value *list;

	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	list = value_get(report, "differences");
	if (value_count(list))
		fail_msg("%s %s %s", value_get_text(value_at(list, 0), "kind"),
			 value_get_text(value_at(list, 0), "unit"), value_get_text(value_at(list, 0), "key"));
}

/* A case whose mails are settled. */
static int64_t settled_case(struct story *story)
{
	int64_t number = story_case_at(story, "one", "authorised");

	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, number,
				       "ほかで受けるため。"),
		  &story->why);
	story_settle_mails(story);
	return number;
}

static enum err erase(struct story *story, const struct actor *actor, int64_t number, enum erase_class class)
{
	return erase_content(story->office, actor, number, class, "retention_5y", &story->why);
}

static void each_class_is_erased_and_the_log_verifies(void **state)
{
	struct story *story = *state;
	int64_t number = settled_case(story);

	for (int class = 0; class < ERASE_CLASSES; class ++) {
		assert_ok(erase(story, &story->secretariat, number, (enum erase_class) class), &story->why);
		assert_verifies(story);
	}
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM answer_sheet WHERE answers <> '{}'"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE body <> '' OR recipient <> ''"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case WHERE company_name <> '' OR mail <> ''"),
			 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE reason <> ''"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE document <> '{}'"), 0);
	assert_ok(erase(story, &story->secretariat, number, ERASE_ANSWERS), &story->why); /* again */
	assert_verifies(story);
}

/* It quotes answers and findings, and holds the words of the expert, who may name persons. */
static void advice_goes_with_each_class_that_it_tells_of(void **state)
{
	static const enum erase_class classes[] = {ERASE_ANSWERS, ERASE_CONTACT, ERASE_DIAGNOSIS};
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");

	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	assert_ok(advice_deed_make(story->office, &story->expert, NULL, number, &story->why), &story->why);
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, number, "都合"),
		  &story->why);
	story_settle_mails(story);
	for (size_t i = 0; i < COUNT(classes); i++) {
		story_tamper(story, "UPDATE advice SET document = '{\"entries\":[]}'");
		assert_ok(erase(story, &story->secretariat, number, classes[i]), &story->why);
		assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM advice WHERE document = '{}'"), 1);
		assert_verifies(story);
	}
}

static bool holds(struct story *story, const char *suffix, const char *text)
{
	const char *path = arena_printf(&story->arena, "%s%s", story->store->address + strlen("sqlite:"), suffix);
	struct str bytes;

	if (read_file(&story->arena, path, FILE_MAX, &bytes, &story->why))
		return false;
	return memmem(bytes.p, bytes.n, text, strlen(text)) != NULL;
}

static void an_erased_text_is_nowhere_in_the_files_of_sqlite(void **state)
{
	static const char *const texts[] = {"株式会社ためし", "ほかで受けるため。"};
	struct story *story = *state;
	int64_t number;

	if (story->store->is_postgres)
		skip(); /* there it is VACUUM FULL's */
	number = settled_case(story);
	assert_true(holds(story, "", texts[0]) || holds(story, "-wal", texts[0]));
	for (int class = 0; class < ERASE_CLASSES; class ++)
		assert_ok(erase(story, &story->secretariat, number, (enum erase_class) class), &story->why);
	for (size_t i = 0; i < COUNT(texts); i++)
		if (holds(story, "", texts[i]) || holds(story, "-wal", texts[i]))
			fail_msg("\"%s\" is still there", texts[i]);
}

static void nobody_else_erases(void **state)
{
	struct story *story = *state;
	int64_t number = settled_case(story);
	const struct actor company = story_company(number);

	assert_int_equal(erase(story, &story->tokyo, number, ERASE_ANSWERS), ERR_DENIED);
	assert_int_equal(erase(story, &story->expert, number, ERASE_ANSWERS), ERR_DENIED);
	assert_int_equal(erase(story, &company, number, ERASE_ANSWERS), ERR_DENIED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM answer_sheet WHERE answers = '{}'"), 0);
}

static void mails_on_their_way_keep_a_case_from_being_erased(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_int_equal(erase(story, &story->secretariat, number, ERASE_MAILS), ERR_CONFLICT);
}

static void whose_contact_was_erased_is_not_reopened(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_ok(story_do_with_reason(story, &turn_away_exclude, &story->secretariat, number, "誤り"), &story->why);
	story_settle_mails(story);
	assert_ok(erase(story, &story->secretariat, number, ERASE_CONTACT), &story->why);
	assert_int_equal(story_do_with_reason(story, &turn_away_reopen, &story->tokyo, number, "誤り"), ERR_CONFLICT);
	assert_int_equal(story_state(story, number), CASE_STATE_EXCLUDED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE kind = 'to_post'"), 0);
}

static void a_rule_is_a_word(void **state)
{
	struct story *story = *state;
	int64_t number = settled_case(story);

	assert_int_equal(
		erase_content(story->office, &story->secretariat, number, ERASE_ANSWERS, "five years!", &story->why),
		ERR_INVALID);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM answer_sheet WHERE answers = '{}'"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(each_class_is_erased_and_the_log_verifies),
		STORY(advice_goes_with_each_class_that_it_tells_of),
		STORY(an_erased_text_is_nowhere_in_the_files_of_sqlite),
		STORY(nobody_else_erases),
		STORY(mails_on_their_way_keep_a_case_from_being_erased),
		STORY(whose_contact_was_erased_is_not_reopened),
		STORY(a_rule_is_a_word),
	};

	return test_store_run("erasing", tests, COUNT(tests));
}
