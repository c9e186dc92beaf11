/* SPDX-License-Identifier: Apache-2.0 */
/* New knowledge, old observations: what changed is told to the office first, and to the company when the office says
 * so. */
#include "story/story.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "codec/json.h"
#include "main/check_table.h"
#include "usecases/desk/view_case.h"
#include "usecases/desk/view_desk.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/rejudge.h"
#include "usecases/diagnosis/rejudge_watch.h"
#include "usecases/diagnosis/see_judgement.h"
#include "usecases/diagnosis/view_report.h"

#define TELNET "遠隔操作（Telnet）をやめ" /* the deed: the doors are told whatever is judged of them */

static int64_t diagnosed_case(struct story *story)
{
	story->office->checks = check_table;
	return story_diagnosed_case(story);
}

static struct rejudge_result rejudge(struct story *story)
{
	struct rejudge_result result;

	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(result.failed, 0);
	return result;
}

static bool report_says(struct story *story, const struct actor *actor, int64_t number, const char *text)
{
	struct value *view;
	BUF_SCOPED json;

	buf_init(&json, 1 << 20);
	assert_ok(view_report(story->office, &story->arena, actor, LANG_JA, number, &view, &story->why), &story->why);
	json_encode(&json, view);
	return strstr(buf_text(&json), text) != NULL;
}

static size_t desk_tasks(struct story *story)
{
	struct value *view;

	assert_ok(view_desk(story->office, &story->arena, &story->secretariat, LANG_JA, "", &view, &story->why),
		  &story->why);
	for (size_t i = 0; i < value_count(value_get(view, "ours")); i++) {
		const struct value *list = value_at(value_get(view, "ours"), i);
		if (strcmp(value_get_text(list, "key"), "rejudged") != 0)
			continue;
		assert_int_equal(value_get_int(list, "count", -1), value_count(value_get(list, "cases")));
		return value_count(value_get(list, "cases"));
	}
	fail_msg("the desk has no list of new judgements");
	return 0;
}

static void what_changed_is_stored_and_the_former_findings_are_kept(void **state)
{
	struct story *story = *state;
	struct rejudge_result result;

	diagnosed_case(story);
	result = rejudge(story);
	assert_int_equal(result.looked_at, 1);
	assert_int_equal(result.changed, 1);
	assert_int_equal(story_ask(story, "SELECT judgement FROM diagnosis"), 2);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM former_finding WHERE judgement = 1 AND "
					  "line LIKE '%as it was%'"),
			 1);
	assert_true(story_ask(story, "SELECT COUNT(*) FROM finding WHERE line LIKE '%\"cleartext-login\"%'") >= 1);
	assert_true(story_ask(story, "SELECT changes FROM judgement") >= 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM judgement WHERE priority LIKE 'P_'"), 1);
}

static void one_version_of_the_knowledge_judges_once(void **state)
{
	struct story *story = *state;

	diagnosed_case(story);
	rejudge(story);
	assert_int_equal(rejudge(story).looked_at, 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM judgement"), 1);
}

static void where_nothing_changed_there_is_no_task(void **state)
{
	struct story *story = *state;
	struct rejudge_result result;

	diagnosed_case(story);
	rejudge(story);
	story_tamper(story, "UPDATE diagnosis SET knowledge = 'an older one'");
	story_tamper(story, "UPDATE judgement SET state = 'seen', seen_ms = 1");
	result = rejudge(story);
	assert_int_equal(result.looked_at, 1);
	assert_int_equal(result.changed, 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM judgement"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE knowledge = 'an older one'"), 0);
	assert_int_equal(desk_tasks(story), 0);
}

static void a_run_that_goes_on_is_left_alone(void **state)
{
	struct story *story = *state;

	diagnosed_case(story);
	story_tamper(story, "UPDATE diagnosis SET state = 'observing'");
	assert_int_equal(rejudge(story).looked_at, 0);
}

static void the_task_is_on_the_desk_until_somebody_has_seen_it(void **state)
{
	struct story *story = *state;
	int64_t number = diagnosed_case(story);

	assert_int_equal(desk_tasks(story), 0);
	rejudge(story);
	assert_int_equal(desk_tasks(story), 1);
	assert_int_equal(see_judgement(story->office, &story->tokyo, number, &story->why), ERR_DENIED);
	assert_int_equal(desk_tasks(story), 1);
	assert_ok(see_judgement(story->office, &story->secretariat, number, &story->why), &story->why);
	assert_int_equal(desk_tasks(story), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM judgement WHERE seen_by IS NOT NULL"), 1);
}

static void a_later_diagnosis_takes_the_task_away(void **state)
{
	struct story *story = *state;

	diagnosed_case(story);
	rejudge(story);
	story_tamper(story,
		     "INSERT INTO diagnosis (id, case_id, authorisation_id, purpose, state, queued_ms, "
		     "probe_version, source_addresses, problem, knowledge, judgement, released_judgement, remarks) "
		     "SELECT 78, case_id, id, 'first_diagnosis', 'queued', 1748822500000, '', '', '', '', 1, 0, '' "
		     "FROM authorisation");
	assert_int_equal(desk_tasks(story), 0);
}

static void the_company_reads_what_was_released_until_the_next_release(void **state)
{
	struct story *story = *state;
	int64_t number = diagnosed_case(story);
	const struct actor company = story_company(number);

	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	assert_false(report_says(story, &company, number, TELNET));
	rejudge(story);
	assert_true(report_says(story, &story->secretariat, number, TELNET));
	assert_true(report_says(story, &story->secretariat, number, "新しい脆弱性情報で判定し直しました"));
	assert_false(report_says(story, &company, number, TELNET));
	assert_false(report_says(story, &company, number, "新しい脆弱性情報で判定し直しました"));
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	assert_true(report_says(story, &company, number, TELNET));
	assert_true(report_says(story, &company, number, "新しい脆弱性情報で判定し直しました"));
	assert_int_equal(desk_tasks(story), 0);
}

static void a_report_is_released_with_the_remarks_of_the_expert(void **state)
{
	struct story *story = *state;
	int64_t number = diagnosed_case(story);
	const struct actor company = story_company(number);
	BUF_SCOPED letters;

	assert_true(report_says(story, &story->secretariat, number, "まだ確認されていません"));
	assert_int_equal(story_do_with_reason(story, &diagnosis_deed_release, &story->secretariat, number,
					      "a sign \x01 that no page shows"),
			 ERR_INVALID);
	assert_ok(story_do_with_reason(story, &diagnosis_deed_release, &story->secretariat, number,
				       "まずルーターの更新をしてください。"),
		  &story->why);
	assert_true(report_says(story, &company, number, "まずルーターの更新をしてください。"));
	assert_true(report_says(story, &company, number, "03-5978-7509"));
	assert_false(report_says(story, &company, number, "まだ確認されていません"));
	buf_init(&letters, REPORT_PDF_MAX);
	assert_ok(view_report_letters(story->office, &story->arena, &story->secretariat, LANG_JA, &number, 1, &letters,
				      NULL, &story->why),
		  &story->why);
	assert_true(str_starts(buf_str(&letters), "%PDF"));
	rejudge(story);
	assert_true(report_says(story, &company, number, "まずルーターの更新をしてください。"));
	assert_false(report_says(story, &story->secretariat, number, "まずルーターの更新をしてください。"));
}

static void it_stops_when_the_program_ends_and_loses_nothing(void **state)
{
	struct story *story = *state;
	struct rejudge_result result;
	atomic_bool is_stopping = true;

	diagnosed_case(story);
	assert_int_equal(rejudge_all(story->office, &is_stopping, &result, &story->why), ERR_BUSY);
	assert_int_equal(story_ask(story, "SELECT judgement FROM diagnosis"), 1);
	assert_int_equal(rejudge(story).changed, 1);
}

static void lines_that_nobody_can_read_do_not_stop_the_others(void **state)
{
	struct story *story = *state;
	struct rejudge_result result;

	diagnosed_case(story);
	story_tamper(
		story,
		"INSERT INTO diagnosis (id, case_id, authorisation_id, purpose, state, queued_ms, finished_ms, "
		"probe_version, source_addresses, problem, knowledge, "
		"judgement, released_judgement, remarks) "
		"SELECT 5, case_id, id, 'first_diagnosis', 'done', 5, 6, '', '', '', '', 1, 0, '' FROM authorisation");
	story_tamper(story, "INSERT INTO observation (diagnosis_id, position, line) VALUES (5, 1, 'no observation')");
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(result.failed, 1);
	assert_int_equal(result.changed, 1);
}

static void a_new_file_of_the_knowledge_is_noticed_once(void **state)
{
	struct story *story = *state;
	struct rejudge_watch watch = {.office = story->office};
	const char *folder = arena_printf(&story->arena, "%s/knowledge", story->store->dir);
	FILE *file;

	story->office->knowledge = story->store->dir;
	rejudge_watch_tick(&watch);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'rejudge'"), 1);
	story_tamper(story, "DELETE FROM job");
	rejudge_watch_tick(&watch);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'rejudge'"), 0);
	(void)mkdir(folder, 0700);
	file = fopen(arena_printf(&story->arena, "%s/catalog", folder), "w");
	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
	rejudge_watch_tick(&watch);
	rejudge_watch_tick(&watch);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'rejudge'"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(what_changed_is_stored_and_the_former_findings_are_kept),
		STORY(one_version_of_the_knowledge_judges_once),
		STORY(where_nothing_changed_there_is_no_task),
		STORY(a_run_that_goes_on_is_left_alone),
		STORY(the_task_is_on_the_desk_until_somebody_has_seen_it),
		STORY(a_later_diagnosis_takes_the_task_away),
		STORY(the_company_reads_what_was_released_until_the_next_release),
		STORY(a_report_is_released_with_the_remarks_of_the_expert),
		STORY(it_stops_when_the_program_ends_and_loses_nothing),
		STORY(lines_that_nobody_can_read_do_not_stop_the_others),
		STORY(a_new_file_of_the_knowledge_is_noticed_once),
	};

	return test_store_run("rejudge", tests, COUNT(tests));
}
