/* SPDX-License-Identifier: Apache-2.0 */
/* The same key at the servers of two companies: the secretariat is told, neither company is. */
#include "story/story.h"

#include <string.h>

#include "codec/json.h"
#include "usecases/desk/view_tasks.h"
#include "usecases/diagnosis/shared_key.h"
#include "usecases/my/view_my.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/receipt.h"
#include "usecases/say_deed.h"

struct run {
	struct story *story;
	int64_t case_id;
	const char *key;
};

/* What the end of a run does with the keys that it saw. */
static enum err note(struct tx *tx, void *context, struct fault *why)
{
	const struct run *run = context;
	const struct actor program = actor_program();
	struct case_row row;
	enum err err = case_store_load(tx, &run->story->arena, run->case_id, &row, why);

	if (!err)
		err = shared_key_note(tx, run->story->office, &row, &run->key, 1, why);
	if (!err)
		say_deed_on_case(tx, &run->story->office->clock, &program, "run_ended", &row);
	return err;
}

static void see(struct story *story, int64_t number, const char *key)
{
	assert_ok(db_write(story->office->db, note, &(struct run){story, number, key}, &story->why), &story->why);
}

static const struct value *tasks(struct story *story)
{
	const struct task_query query = {STR(""), 1};
	struct value *view = NULL;

	assert_ok(view_tasks(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	return value_get(view, "tasks");
}

/* Two companies whose corporate numbers differ. */
static void two_cases(struct story *story, int64_t *ret_one, int64_t *ret_other)
{
	*ret_one = story_case_at(story, "one", "received");
	*ret_other = story_case_at(story, "one", "received");
	story_tamper(story, "UPDATE company_case SET corporate_number = CAST(number AS TEXT)");
}

static void the_secretariat_is_told_which_other_company_has_the_key(void **state)
{
	struct story *story = *state;
	int64_t one, other;
	const struct value *task;
	struct case_row row, seen_last;

	two_cases(story, &one, &other);
	row = story_load(story, one);
	seen_last = story_load(story, other);
	see(story, one, "tls:aa");
	assert_int_equal(value_count(tasks(story)), 0);
	see(story, other, "tls:aa");
	assert_int_equal(value_count(tasks(story)), 1);
	task = value_at(tasks(story), 0);
	assert_string_equal(value_get_text(task, "kind"), "shared_key");
	assert_string_equal(value_get_text(task, "other"), receipt_format(&story->arena, &row));
	assert_string_equal(value_get_text(value_get(task, "of"), "receipt"),
			    receipt_format(&story->arena, &seen_last));
	see(story, other, "tls:aa"); /* the next diagnosis sees the same */
	see(story, other, "tls:bb");
	assert_int_equal(value_count(tasks(story)), 1);
}

/* What five others have is their hosting company's. */
static void the_key_of_a_hosting_company_makes_no_tasks_for_ever(void **state)
{
	struct story *story = *state;
	int64_t cases[8];

	for (size_t i = 0; i < COUNT(cases); i++)
		cases[i] = story_case_at(story, "one", "received");
	story_tamper(story, "UPDATE company_case SET corporate_number = CAST(number AS TEXT)");
	for (size_t i = 0; i < COUNT(cases); i++)
		see(story, cases[i], "tls:aa");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE kind = 'shared_key'"), 1 + 2 + 3 + 4);
}

static void a_company_that_applied_before_has_its_own_key_twice(void **state)
{
	struct story *story = *state;
	int64_t one, other;

	two_cases(story, &one, &other);
	story_tamper(story, "UPDATE company_case SET corporate_number = '1234567890123'");
	see(story, one, "tls:aa");
	see(story, other, "tls:aa");
	assert_int_equal(value_count(tasks(story)), 0);
}

/* A sole proprietor has no corporate number: the mail address tells that it is one company. */
static void a_company_without_a_number_is_itself_and_counts_once(void **state)
{
	struct story *story = *state;
	int64_t cases[3];

	for (size_t i = 0; i < COUNT(cases); i++)
		cases[i] = story_case_at(story, "one", "received");
	story_tamper(story, "UPDATE company_case SET corporate_number = '', mail = 'One@example.jp'");
	see(story, cases[0], "ssh:aa");
	see(story, cases[1], "ssh:aa");
	assert_int_equal(value_count(tasks(story)), 0); /* its own key */
	story_tamper(story,
		     arena_printf(&story->arena, "UPDATE company_case SET mail = 'two@example.jp' WHERE id = %lld",
				  (long long)cases[2]));
	story_tamper(story, arena_printf(&story->arena,
					 "UPDATE company_case SET corporate_number = '1234567890123', mail = "
					 "'one@example.jp' WHERE id = %lld",
					 (long long)cases[1]));
	see(story, cases[2], "ssh:aa");
	assert_int_equal(value_count(tasks(story)), 1); /* the two others are one company */
}

static void what_was_erased_is_named_in_no_task(void **state)
{
	struct story *story = *state;
	int64_t one, other;
	struct case_row erased;

	two_cases(story, &one, &other);
	erased = story_load(story, one);
	see(story, one, "tls:aa");
	see(story, other, "tls:aa");
	assert_int_equal(value_count(tasks(story)), 1);
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, one, ERASE_DIAGNOSIS, "request", &story->why),
		  &story->why);
	assert_int_equal(value_count(tasks(story)), 0);
	assert_int_equal(story_ask(story, arena_printf(&story->arena,
						       "SELECT COUNT(*) FROM task WHERE occasion = '%s' OR note <> ''",
						       receipt_format(&story->arena, &erased))),
			 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE kind = 'shared_key' AND state = 'over'"), 1);
}

static void neither_company_reads_of_the_other(void **state)
{
	struct story *story = *state;
	int64_t numbers[2];

	two_cases(story, &numbers[0], &numbers[1]);
	see(story, numbers[0], "tls:aa");
	see(story, numbers[1], "tls:aa");
	for (size_t i = 0; i < 2; i++) {
		const struct actor company = story_company(numbers[i]);
		const struct case_row other = story_load(story, numbers[1 - i]);
		struct value *view = NULL;
		BUF_SCOPED text;

		buf_init(&text, 1 << 20);
		assert_ok(view_my(story->office, &story->arena, &company, LANG_JA, &view, &story->why), &story->why);
		json_encode(&text, view);
		assert_null(strstr(buf_text(&text), receipt_format(&story->arena, &other)));
		assert_null(strstr(buf_text(&text), "shared_key"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_secretariat_is_told_which_other_company_has_the_key),
		STORY(the_key_of_a_hosting_company_makes_no_tasks_for_ever),
		STORY(a_company_that_applied_before_has_its_own_key_twice),
		STORY(a_company_without_a_number_is_itself_and_counts_once),
		STORY(what_was_erased_is_named_in_no_task),
		STORY(neither_company_reads_of_the_other),
	};

	return test_store_run("shared_key", tests, COUNT(tests));
}
