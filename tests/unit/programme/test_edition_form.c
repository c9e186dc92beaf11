/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "programme/edition_find.h"
#include "test.h"
#include "unit/programme/edition_refused.h"

static int load(void **state)
{
	*state = shipped_edition();
	return 0;
}

static int unload(void **state)
{
	edition_free(*state);
	return 0;
}

static void the_seven_pledges_are_asked_on_the_last_page(void **state)
{
	const struct edition *edition = *state;
	const struct edition_form *last = &edition->application[edition->application_count - 1];

	assert_int_equal(edition->pledge_count, 7);
	assert_int_equal(last->question_count, 2 + edition->pledge_count + edition->consent_count);
	for (size_t i = 0; i < edition->pledge_count; i++) {
		const struct question *question = edition_find_question(edition, edition->pledges[i].id);
		assert_non_null(question);
		assert_int_equal(question->kind, QUESTION_AGREE);
		assert_true(question->required && edition->pledges[i].required);
	}
	assert_false(edition_find_question(edition, "consent_hearing")->required);
}

static void the_questionnaire_scores_what_is_done(void **state)
{
	const struct edition_form *form = &((const struct edition *)*state)->questionnaire;
	size_t scored = 0;

	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];
		if (!question->topic)
			continue;
		scored++;
		assert_int_equal(question->option_count, 4);
		assert_int_equal(question->options[0].score, 4);
		assert_int_equal(question->options[1].score, 2);
		assert_int_equal(question->options[2].score, 0);
		assert_int_equal(question->options[3].score, 0);
	}
	assert_int_equal(scored, 29);
}

static void the_questionnaire_is_asked_in_pages_that_are_parts_of_the_whole(void **state)
{
	const struct edition *edition = *state;
	const struct question *next = edition->questionnaire.questions;

	assert_int_equal(edition->questionnaire.question_count, 42);
	for (size_t i = 0; i < edition->questionnaire_count; i++) {
		const struct edition_form *page = &edition->questionnaire_pages[i];
		assert_in_range(page->question_count, 1, 5);
		assert_ptr_equal(page->questions, next);
		next += page->question_count;
	}
	assert_ptr_equal(next, edition->questionnaire.questions + edition->questionnaire.question_count);
}

static void a_branch_on_its_own_page_is_refused(void **state)
{
	assert_refused("topic: 2\n", "topic: 2\n        asked_when: {question: updates, is: [\"yes\"]}\n",
		       "id: devices", "the question \"malware\" depends on \"updates\" of its own page");
}

static void a_form_that_cannot_be_answered_is_refused(void **state)
{
	assert_refused("kind: kana", "kind: katakana", "katakana", "\"katakana\" is no kind of question");
	assert_refused("options_from: courses", "options_from: dishes", "dishes",
		       "\"dishes\" gives no options, expected courses, industries");
	assert_refused("- id: course\n        kind: choice", "- id: course\n        kind: text",
		       "id: course\n        kind: text", "the question \"course\" has options, but its kind is text");
	assert_refused("{question: organisation, is: [company]}", "{question: capital, is: [company]}",
		       "id: corporate_number",
		       "the question \"corporate_number\" depends on \"capital\", which is not asked before it");
	assert_refused("{question: organisation, is: [company]}", "{question: organisation, is: [firm]}",
		       "id: corporate_number",
		       "the question \"corporate_number\" depends on \"organisation\" being \"firm\"");
	assert_refused("statements: [pledges, consents]", "statements: [oaths]", "oaths",
		       "expected pledges or consents");
}

static void a_number_may_be_asked_in_a_larger_unit_than_it_is_stored_in(void **state)
{
	const struct question *capital = edition_find_question(*state, "capital");

	assert_int_equal(question_times(capital), 10000);
	assert_string_equal(capital->asked_in.unit.ja, "万円");
	assert_string_equal(capital->unit.ja, "円");
	assert_int_equal(question_times(edition_find_question(*state, "employees")), 1);
	assert_refused("times: 10000", "times: 1", "1, unit", "\"times\" is 1, expected 2 to 1000000");
	assert_refused("kind: number\n        label: {ja: \"資本金", "kind: text\n        label: {ja: \"資本金",
		       "{times: 10000", "the question \"capital\" is asked in a unit, but its kind is text");
	assert_refused("unit: {ja: \"円\", en: \"yen\"}\n        asked_in", "asked_in", "{times: 10000",
		       "the question \"capital\" is asked in a unit, but says no \"unit\" to store it in");
}

static void what_the_program_needs_must_be_asked(void **state)
{
	assert_refused("- id: previous_checkup", "- id: former_checkup", "- id: course\n    title",
		       "the application does not ask");
	assert_refused("  - id: stop_contact\n", "  - id: telephone\n", "id: authorisation\n",
		       "the authorisation does not ask \"stop_contact\", which the program needs");
	assert_refused("\nprefecture: tokyo", "\nprefecture: tokio", "id: prefecture\n",
		       "the question \"prefecture\" has no option \"tokio\", which is needed");
}

/* Else a company applies to which nobody can write. */
static void what_the_program_needs_must_be_asked_of_everybody_as_it_is_read(void **state)
{
	static const char mail[] = "id: mail\n        kind: mail\n", text[] = "id: mail\n        kind: text\n",
			  spared[] = "id: mail\n        kind: mail\n        required: false\n";

	assert_refused(mail, text, "id: mail\n", "the question \"mail\" is of the kind text, expected mail");
	assert_refused(mail, spared, "id: mail\n",
		       "the question \"mail\" may be left out, expected one that everybody answers");
	assert_refused("id: company_name\n",
		       "id: company_name\n        asked_when: {question: organisation, is: [company]}\n",
		       "id: company_name\n",
		       "the question \"company_name\" may be left out, expected one that everybody answers");
}

static void what_pages_repeat_as_it_stands_is_looked_at(void **state)
{
	assert_refused("- id: department", "- id: form_token", "form_token",
		       "\"form_token\" is the name of a field that every page has");
	assert_refused("autocomplete: name\n", "autocomplete: \"name onfocus=x\"\n", "name onfocus",
		       "\"name onfocus=x\" is no token of HTML's autofill");
	assert_refused("example: \"20\"", "example: \"many\"", "many\"",
		       "\"many\" is no answer to the question \"employees\"");
}

int test_edition_form(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_seven_pledges_are_asked_on_the_last_page),
		cmocka_unit_test(the_questionnaire_scores_what_is_done),
		cmocka_unit_test(the_questionnaire_is_asked_in_pages_that_are_parts_of_the_whole),
		cmocka_unit_test(a_branch_on_its_own_page_is_refused),
		cmocka_unit_test(a_form_that_cannot_be_answered_is_refused),
		cmocka_unit_test(a_number_may_be_asked_in_a_larger_unit_than_it_is_stored_in),
		cmocka_unit_test(what_the_program_needs_must_be_asked),
		cmocka_unit_test(what_the_program_needs_must_be_asked_of_everybody_as_it_is_read),
		cmocka_unit_test(what_pages_repeat_as_it_stands_is_looked_at),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
