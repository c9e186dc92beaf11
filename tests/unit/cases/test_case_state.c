/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/case_state.h"
#include "test.h"

static enum case_state after(enum case_state from, enum case_event event)
{
	enum case_state to = CASE_STATE_NONE;

	assert_true(case_state_advance(from, event, &to));
	return to;
}

static void the_usual_way_leads_from_application_to_completion(void **state)
{
	static const enum case_event way[] = {
		CASE_EVENT_APPLIED,
		CASE_EVENT_CHECKED,
		CASE_EVENT_APPROVED,
		CASE_EVENT_ANSWERED,
		CASE_EVENT_TARGETS_AUTHORISED,
		CASE_EVENT_DIAGNOSIS_STARTED,
		CASE_EVENT_DIAGNOSIS_ENDED,
		CASE_EVENT_REPORT_RELEASED,
		CASE_EVENT_ADVICE_RELEASED,
		CASE_EVENT_COMPLETED,
	};
	enum case_state at = CASE_STATE_NONE;

	for (size_t i = 0; i < COUNT(way); i++)
		at = after(at, way[i]);
	assert_int_equal(at, CASE_STATE_COMPLETED);
}

static void advice_from_answers_alone_leaves_the_diagnosis_open(void **state)
{
	static const enum case_event diagnosis[] = {
		CASE_EVENT_CALL_ASKED,      CASE_EVENT_TARGETS_AUTHORISED, CASE_EVENT_DIAGNOSIS_STARTED,
		CASE_EVENT_DIAGNOSIS_ENDED, CASE_EVENT_REPORT_RELEASED,    CASE_EVENT_ADVICE_RELEASED,
	};
	enum case_state at = after(CASE_STATE_CONFIRMED, CASE_EVENT_ADVICE_RELEASED);

	for (size_t i = 0; i < COUNT(diagnosis); i++) {
		at = after(at, diagnosis[i]);
		assert_int_equal(at, CASE_STATE_ADVISED);
	}
}

static void only_the_answer_confirms_participation(void **state)
{
	enum case_state to;

	for (int event = 0; event < CASE_EVENT_COUNT; event++)
		for (int from = 0; from < CASE_STATE_COUNT; from++)
			if (from != CASE_STATE_CONFIRMED && case_state_advance(from, event, &to) &&
			    to == CASE_STATE_CONFIRMED)
				assert_int_equal(event, CASE_EVENT_ANSWERED);
}

static void nothing_is_approved_that_was_not_checked(void **state)
{
	enum case_state to;

	for (int from = 0; from < CASE_STATE_COUNT; from++)
		if (from != CASE_STATE_CHECKED)
			assert_false(case_state_advance(from, CASE_EVENT_APPROVED, &to));
}

static void an_ended_case_stays_ended_unless_it_is_reopened(void **state)
{
	enum case_state to;

	for (int from = 0; from < CASE_STATE_COUNT; from++)
		for (int event = 0; event < CASE_EVENT_COUNT; event++)
			if (case_state_is_ended(from) && event != CASE_EVENT_REOPENED &&
			    case_state_advance(from, event, &to))
				assert_int_equal(to, from);
}

static void only_whom_the_office_turned_away_is_reopened_and_waits_again(void **state)
{
	enum case_state to;

	for (int from = 0; from < CASE_STATE_COUNT; from++) {
		bool is_open = from == CASE_STATE_DECLINED || from == CASE_STATE_EXCLUDED;

		assert_int_equal(case_state_advance(from, CASE_EVENT_REOPENED, &to), is_open);
		if (is_open)
			assert_int_equal(to, CASE_STATE_WAITING);
	}
}

/* docs/states.md: who is late with a correction is rung, and loses nothing. */
static void a_clock_takes_a_place_only_from_who_was_offered_or_invited(void **state)
{
	enum case_state to;

	for (int from = 0; from < CASE_STATE_COUNT; from++)
		for (int event = 0; event < CASE_EVENT_COUNT; event++)
			if (from != CASE_STATE_EXPIRED && case_state_advance(from, event, &to) &&
			    to == CASE_STATE_EXPIRED)
				assert_true(from == CASE_STATE_OFFERED || from == CASE_STATE_INVITED);
}

static void every_name_is_parsed_back(void **state)
{
	enum case_state parsed;
	enum case_event event;

	for (int i = 0; i < CASE_STATE_COUNT; i++) {
		assert_true(case_state_parse(str_from(case_state_name(i)), &parsed));
		assert_int_equal(parsed, i);
	}
	for (int i = 0; i < CASE_EVENT_COUNT; i++) {
		assert_true(case_state_event_parse(str_from(case_state_event_name(i)), &event));
		assert_int_equal(event, i);
	}
	assert_false(case_state_parse(STR("Received"), &parsed));
	assert_false(case_state_event_parse(STR(""), &event));
}

/* docs/states.md, column "place": a completed support has used its place up, what ended otherwise gives it back. */
static void a_place_is_taken_from_the_application_until_the_case_ends_without_support(void **state)
{
	static const enum case_state free_of_places[] = {CASE_STATE_NONE,      CASE_STATE_WAITING,  CASE_STATE_DECLINED,
							 CASE_STATE_WITHDRAWN, CASE_STATE_EXCLUDED, CASE_STATE_EXPIRED};

	for (int at = 0; at < CASE_STATE_COUNT; at++) {
		bool is_free = false;

		for (size_t i = 0; i < COUNT(free_of_places); i++)
			is_free = is_free || free_of_places[i] == (enum case_state)at;
		assert_int_equal(case_state_holds_place((enum case_state)at), !is_free);
	}
}

/* docs/states.md: a company may withdraw until its advice is released. */
static void a_company_can_leave_until_its_advice_is_released(void **state)
{
	enum case_state to;

	for (int from = 0; from < CASE_STATE_COUNT; from++) {
		bool is_open = from >= CASE_STATE_RECEIVED && from <= CASE_STATE_SUPPORTED;

		assert_int_equal(case_state_advance(from, CASE_EVENT_WITHDRAWN, &to), is_open);
		assert_int_equal(case_state_advance(from, CASE_EVENT_LEAVE_ASKED, &to), is_open);
		/* A false statement may come to light after the visits. */
		assert_int_equal(case_state_advance(from, CASE_EVENT_EXCLUDED, &to),
				 is_open || from == CASE_STATE_ADVISED);
	}
}

static void a_case_is_over_once_it_is_completed_or_has_lost_its_way(void **state)
{
	for (int at = 0; at < CASE_STATE_COUNT; at++)
		assert_int_equal(case_state_is_ended((enum case_state)at), at >= CASE_STATE_COMPLETED);
}

static void a_company_has_pages_from_its_application_until_it_is_out(void **state)
{
	for (int at = 0; at < CASE_STATE_COUNT; at++)
		assert_int_equal(case_state_lets_in((enum case_state)at),
				 at >= CASE_STATE_RECEIVED && at <= CASE_STATE_COMPLETED);
}

static void a_company_comes_in_exactly_where_it_has_pages_and_moves_nothing(void **state)
{
	for (int at = 0; at < CASE_STATE_COUNT; at++) {
		enum case_state to = (enum case_state)at;

		assert_int_equal(case_state_advance((enum case_state)at, CASE_EVENT_ENTERED, &to),
				 case_state_lets_in((enum case_state)at));
		assert_int_equal(to, at);
	}
}

int test_case_state(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_usual_way_leads_from_application_to_completion),
		cmocka_unit_test(advice_from_answers_alone_leaves_the_diagnosis_open),
		cmocka_unit_test(only_the_answer_confirms_participation),
		cmocka_unit_test(nothing_is_approved_that_was_not_checked),
		cmocka_unit_test(an_ended_case_stays_ended_unless_it_is_reopened),
		cmocka_unit_test(only_whom_the_office_turned_away_is_reopened_and_waits_again),
		cmocka_unit_test(a_clock_takes_a_place_only_from_who_was_offered_or_invited),
		cmocka_unit_test(every_name_is_parsed_back),
		cmocka_unit_test(a_place_is_taken_from_the_application_until_the_case_ends_without_support),
		cmocka_unit_test(a_company_can_leave_until_its_advice_is_released),
		cmocka_unit_test(a_company_has_pages_from_its_application_until_it_is_out),
		cmocka_unit_test(a_company_comes_in_exactly_where_it_has_pages_and_moves_nothing),
		cmocka_unit_test(a_case_is_over_once_it_is_completed_or_has_lost_its_way),
	};
	return cmocka_run_group_tests_name("case_state", tests, NULL, NULL);
}
