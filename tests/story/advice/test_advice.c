/* SPDX-License-Identifier: Apache-2.0 */
/* The expert prepares a visit, writes notes, and hands the company a plan. */
#include "story/story.h"

#include <string.h>

#include "usecases/advice/advice_deed.h"
#include "usecases/advice/view_advice.h"
#include "usecases/advice/view_preparation.h"
#include "usecases/desk/note_deed.h"
#include "usecases/desk/view_case.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/seal/audit_verify.h"

/* A confirmed company whose answers are the story's, with its expert. */
static int64_t confirmed(struct story *story)
{
	int64_t number = story_case_at(story, "one", "confirmed");

	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	return number;
}

static struct value *prepare(struct story *story, const struct actor *actor, int64_t number)
{
	struct value *view;

	assert_ok(view_preparation(story->office, &story->arena, actor, LANG_JA, number, &view, &story->why),
		  &story->why);
	return view;
}

static struct value *plan_as(struct story *story, const struct actor *actor, int64_t number)
{
	struct value *view;

	assert_ok(view_advice(story->office, &story->arena, actor, LANG_JA, number, &view, &story->why), &story->why);
	return view;
}

static void make(struct story *story, int64_t number)
{
	assert_ok(advice_deed_make(story->office, &story->expert, NULL, number, &story->why), &story->why);
}

static const struct value *entry_of(const struct value *view, size_t place)
{
	const struct value *stages = value_get(view, "stages");

	for (size_t i = 0; i < value_count(stages); i++) {
		const struct value *entries = value_get(value_at(stages, i), "entries");
		for (size_t k = 0; k < value_count(entries); k++)
			if (value_get_int(value_at(entries, k), "place", 0) == (int64_t)place)
				return value_at(entries, k);
	}
	fail_msg("the plan has no measure %zu", place);
	return NULL;
}

static enum err save(struct story *story, int64_t number, const struct value *form, int64_t read_ms,
		     const char **ret_problem)
{
	size_t entry = 0;

	return advice_deed_save(story->office, &story->expert, number, form, read_ms, ret_problem, &entry, &story->why);
}

static size_t differences(struct story *story)
{
	const struct audit_verify_input input = {.head = {NULL, 0}, .key = {NULL, 0}};
	struct value *report;

	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	return value_count(value_get(report, "differences"));
}

static void the_page_before_a_visit_holds_topics_against_the_average_and_what_to_ask(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story);
	const struct value *view = prepare(story, &story->expert, number);

	assert_true(value_get_bool(view, "has_answers"));
	assert_false(value_get_bool(view, "has_findings"));
	assert_int_equal(value_count(value_get(view, "topics")), 25);
	assert_int_equal(value_get_int(view, "companies", 0), 1);
	for (size_t i = 0; i < value_count(value_get(view, "unknown")); i++)
		assert_true(strlen(value_get_text(value_at(value_get(view, "unknown"), i), "line")) > 1);
}

static const struct value *first_topic(struct story *story, int64_t number)
{
	return value_at(value_get(prepare(story, &story->expert, number), "topics"), 0);
}

/* Of two companies it would be the score of the other one. */
static void an_average_is_shown_of_five_companies_or_more(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story);

	for (int i = 0; i < 3; i++)
		story_case_at(story, "one", "confirmed");
	assert_string_equal(value_get_text(first_topic(story, number), "average"), "");
	story_case_at(story, "one", "confirmed");
	assert_string_equal(value_get_text(first_topic(story, number), "average"),
			    value_get_text(first_topic(story, number), "score"));
}

static void a_visit_is_prepared_by_its_expert_and_the_office_alone(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story);
	struct actor other = story->expert;
	const struct actor company = story_company(number);
	struct value *view;

	other.person_id++;
	assert_int_equal(view_preparation(story->office, &story->arena, &other, LANG_JA, number, &view, &story->why),
			 ERR_DENIED);
	assert_int_equal(view_preparation(story->office, &story->arena, &company, LANG_JA, number, &view, &story->why),
			 ERR_DENIED);
	assert_int_equal(advice_deed_make(story->office, &story->secretariat, NULL, number, &story->why), ERR_DENIED);
	prepare(story, &story->secretariat, number);
	prepare(story, &story->tokyo, number);
}

static void a_note_of_the_visit_is_read_by_expert_and_office_and_written_by_the_expert_alone(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story);
	const char *problem = "";
	const struct value *notes;

	assert_ok(note_deed_add(story->office, &story->expert, NULL, number, NOTE_KIND_VISIT,
				STR("VPNの機種は次回まで不明。"), &problem, &story->why),
		  &story->why);
	notes = value_get(prepare(story, &story->expert, number), "visit_notes");
	assert_int_equal(value_count(notes), 1);
	assert_string_equal(value_get_text(value_at(notes, 0), "words"), "VPNの機種は次回まで不明。");
	assert_int_equal(note_deed_add(story->office, &story->expert, NULL, number, NOTE_KIND_NOTE, STR("x"), &problem,
				       &story->why),
			 ERR_DENIED);
	assert_int_equal(note_deed_add(story->office, &story->secretariat, NULL, number, NOTE_KIND_VISIT, STR("x"),
				       &problem, &story->why),
			 ERR_DENIED);
	assert_int_equal(differences(story), 0);
}

static void the_expert_orders_drops_with_a_reason_and_adds_words(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story);
	const struct value *view, *first, *second;
	struct value *form = value_map(&story->arena);
	const char *problem, *title;

	make(story, number);
	view = plan_as(story, &story->expert, number);
	first = entry_of(view, 1);
	second = entry_of(view, 2);
	title = value_get_text(second, "title");
	value_set_text(&story->arena, form, "stage-0", "dropped");
	value_set_text(&story->arena, form, "own-0", " ");
	assert_ok(save(story, number, form, value_get_int(view, "saved_ms", 0), &problem), &story->why);
	assert_string_equal(problem, "reason");
	value_set_text(&story->arena, form, "own-0", "使っていないため");
	value_set_text(&story->arena, form, "stage-1", "month_1");
	value_set_text(&story->arena, form, "own-1", "6月中にお願いします。");
	assert_ok(save(story, number, form, value_get_int(view, "saved_ms", 0), &problem), &story->why);
	assert_string_equal(problem, "");
	assert_int_equal(save(story, number, form, value_get_int(view, "saved_ms", 0), &problem), ERR_CONFLICT);
	view = plan_as(story, &story->expert, number);
	assert_string_equal(value_get_text(entry_of(view, 1), "title"), title);
	assert_string_equal(value_get_text(entry_of(view, 1), "own"), "6月中にお願いします。");
	assert_int_equal(value_count(value_get(view, "dropped")), 1);
	assert_string_equal(value_get_text(value_at(value_get(view, "dropped"), 0), "title"),
			    value_get_text(first, "title"));
}

static void a_released_plan_is_the_companys_and_stays_as_it_is(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story);
	const struct actor company = story_company(number);
	struct value *view, *form = value_map(&story->arena);
	const char *problem;

	assert_int_equal(view_advice(story->office, &story->arena, &company, LANG_JA, number, &view, &story->why),
			 ERR_NOT_FOUND);
	assert_int_equal(story_do(story, &advice_deed_release, &story->expert, number), ERR_CONFLICT);
	make(story, number);
	assert_int_equal(view_advice(story->office, &story->arena, &company, LANG_JA, number, &view, &story->why),
			 ERR_NOT_FOUND);
	assert_ok(story_do(story, &advice_deed_release, &story->expert, number), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_ADVISED);
	view = plan_as(story, &company, number);
	assert_int_equal(value_get_int(view, "version", 0), 1);
	assert_in_range(value_count(value_get(view, "first_entries")), 1, 3);
	assert_int_equal(save(story, number, form, value_get_int(view, "saved_ms", 0), &problem), ERR_CONFLICT);
	make(story, number);
	assert_int_equal(value_get_int(plan_as(story, &company, number), "version", 0), 1);
	assert_int_equal(value_get_int(plan_as(story, &story->expert, number), "version", 0), 2);
	assert_ok(story_do(story, &advice_deed_release, &story->expert, number), &story->why);
	assert_int_equal(value_get_int(plan_as(story, &company, number), "version", 0), 2);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM advice"), 2);
	assert_int_equal(differences(story), 0);
	story_tamper(story, "UPDATE advice SET document = '{}' WHERE version = 1");
	assert_int_equal(differences(story), 1);
}

static void what_was_typed_and_not_saved_stands_in_the_view_again(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story);
	struct value *view, *form = value_map(&story->arena);

	make(story, number);
	view = plan_as(story, &story->expert, number);
	assert_string_equal(value_get_text(entry_of(view, 1), "place_typed"), "1");
	value_set_text(&story->arena, form, "stage-0", "dropped");
	value_set_text(&story->arena, form, "place-0", "7");
	value_set_text(&story->arena, form, "own-0", "言葉");
	view_advice_set_typed(&story->arena, view, form);
	assert_string_equal(value_get_text(entry_of(view, 1), "place_typed"), "7");
	assert_string_equal(value_get_text(entry_of(view, 1), "own"), "言葉");
}

static enum err release_read(struct story *story, int64_t number, int64_t read_ms)
{
	const struct case_deed_input input = {.read_ms = read_ms};

	return case_deed_do(&advice_deed_release, story->office, &story->expert, NULL, number, &input, &story->why);
}

static void what_was_saved_since_it_was_read_is_not_released(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story), read_ms;
	const char *problem;

	make(story, number);
	read_ms = value_get_int(plan_as(story, &story->expert, number), "saved_ms", 0);
	assert_ok(save(story, number, value_map(&story->arena), read_ms, &problem), &story->why);
	assert_int_equal(release_read(story, number, read_ms), ERR_CONFLICT);
	assert_int_equal(release_read(story, number, -1), ERR_CONFLICT); /* a form that does not say it */
	assert_int_equal(story_state(story, number), CASE_STATE_CONFIRMED);
	read_ms = value_get_int(plan_as(story, &story->expert, number), "saved_ms", 0);
	assert_ok(release_read(story, number, read_ms), &story->why);
}

static void authorise(struct story *story, int64_t number)
{
	const struct actor company = story_company(number);
	const struct once form = {{"0011223344556677", 16}};
	struct value *problems;

	assert_ok(targets_form_submit(story->office, &story->arena, &company, &form,
				      value_get(story->file, "authorisation"), &problems, &story->why),
		  &story->why);
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
}

static void a_company_with_advice_from_its_answers_alone_can_still_be_diagnosed(void **state)
{
	struct story *story = *state;
	int64_t number = confirmed(story);
	const struct actor company = story_company(number);

	make(story, number);
	assert_ok(story_do(story, &advice_deed_release, &story->expert, number), &story->why);
	assert_ok(story_do(story, &targets_deed_ask, &company, number), &story->why);
	authorise(story, number);
	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, number), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_ADVISED);
	assert_ok(story_do(story, &diagnosis_deed_stop, &story->secretariat, number), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_ADVISED);
	assert_int_equal(differences(story), 0);
}

static void a_plan_that_names_findings_waits_until_their_report_is_released(void **state)
{
	struct story *story = *state;
	int64_t number = story_diagnosed_case(story);
	const struct value *view;

	story_tamper(story, "UPDATE finding SET line = REPLACE(REPLACE(line, '\"good\"', '\"bad\"'), "
			    "'\"priority\":null', '\"priority\":\"P2\"')");
	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	make(story, number);
	view = plan_as(story, &story->expert, number);
	assert_true(value_get_bool(view, "waits_for_report"));
	assert_false(value_get_bool(view, "may_release_advice"));
	assert_int_equal(story_do(story, &advice_deed_release, &story->expert, number), ERR_CONFLICT);
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	view = plan_as(story, &story->expert, number);
	assert_false(value_get_bool(view, "waits_for_report"));
	assert_true(value_get_bool(view, "may_release_advice"));
	assert_ok(story_do(story, &advice_deed_release, &story->expert, number), &story->why);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_page_before_a_visit_holds_topics_against_the_average_and_what_to_ask),
		STORY(an_average_is_shown_of_five_companies_or_more),
		STORY(a_visit_is_prepared_by_its_expert_and_the_office_alone),
		STORY(a_note_of_the_visit_is_read_by_expert_and_office_and_written_by_the_expert_alone),
		STORY(the_expert_orders_drops_with_a_reason_and_adds_words),
		STORY(a_released_plan_is_the_companys_and_stays_as_it_is),
		STORY(what_was_typed_and_not_saved_stands_in_the_view_again),
		STORY(what_was_saved_since_it_was_read_is_not_released),
		STORY(a_company_with_advice_from_its_answers_alone_can_still_be_diagnosed),
		STORY(a_plan_that_names_findings_waits_until_their_report_is_released),
	};

	return test_store_run("advice", tests, COUNT(tests));
}
