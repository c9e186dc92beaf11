/* SPDX-License-Identifier: Apache-2.0 */
/* What stands beside a case: each record's states and the way through them. */
#include <string.h>

#include "cases/authorisation_state.h"
#include "cases/diagnosis_state.h"
#include "cases/edition_state.h"
#include "cases/judgement_state.h"
#include "test.h"

static enum err move(enum diagnosis_state from, enum diagnosis_state to)
{
	return diagnosis_state_move(&from, to, NULL);
}

static void a_diagnosis_is_observed_and_then_done(void **state)
{
	enum diagnosis_state at = DIAGNOSIS_STATE_NONE;

	assert_int_equal(diagnosis_state_move(&at, DIAGNOSIS_STATE_QUEUED, NULL), ERR_OK);
	assert_int_equal(diagnosis_state_move(&at, DIAGNOSIS_STATE_OBSERVING, NULL), ERR_OK);
	assert_int_equal(diagnosis_state_move(&at, DIAGNOSIS_STATE_DONE, NULL), ERR_OK);
	assert_int_equal(at, DIAGNOSIS_STATE_DONE);
}

static void nothing_is_done_that_was_not_observed(void **state)
{
	assert_int_equal(move(DIAGNOSIS_STATE_QUEUED, DIAGNOSIS_STATE_DONE), ERR_CONFLICT);
}

static void a_run_that_was_killed_observes_again(void **state)
{
	assert_int_equal(move(DIAGNOSIS_STATE_OBSERVING, DIAGNOSIS_STATE_OBSERVING), ERR_OK);
}

static void a_run_can_be_stopped_as_long_as_it_runs(void **state)
{
	for (int from = DIAGNOSIS_STATE_NONE; from <= DIAGNOSIS_STATE_FAILED; from++)
		assert_int_equal(!move((enum diagnosis_state)from, DIAGNOSIS_STATE_STOPPED),
				 diagnosis_state_is_running((enum diagnosis_state)from));
}

static void a_run_that_is_over_stays_over(void **state)
{
	static const enum diagnosis_state over[] = {DIAGNOSIS_STATE_DONE, DIAGNOSIS_STATE_STOPPED,
						    DIAGNOSIS_STATE_FAILED};

	for (size_t i = 0; i < COUNT(over); i++)
		for (int to = DIAGNOSIS_STATE_NONE; to <= DIAGNOSIS_STATE_FAILED; to++)
			assert_int_equal(move(over[i], (enum diagnosis_state)to), ERR_CONFLICT);
}

static void a_no_names_the_record_and_both_states(void **state)
{
	enum diagnosis_state at = DIAGNOSIS_STATE_DONE;
	struct fault why;

	assert_int_equal(diagnosis_state_move(&at, DIAGNOSIS_STATE_STOPPED, &why), ERR_CONFLICT);
	assert_string_equal(why.text, "a diagnosis that is \"done\" cannot become \"stopped\"");
	assert_int_equal(at, DIAGNOSIS_STATE_DONE);
}

static void a_call_is_published_once_and_closed_for_good(void **state)
{
	enum edition_state at = EDITION_STATE_DRAFT;

	assert_int_equal(edition_state_move(&at, EDITION_STATE_CLOSED, NULL), ERR_CONFLICT);
	assert_int_equal(edition_state_move(&at, EDITION_STATE_PUBLISHED, NULL), ERR_OK);
	assert_int_equal(edition_state_move(&at, EDITION_STATE_CLOSED, NULL), ERR_OK);
	assert_int_equal(edition_state_move(&at, EDITION_STATE_PUBLISHED, NULL), ERR_CONFLICT);
	assert_int_equal(at, EDITION_STATE_CLOSED);
	assert_true(edition_state_parse(STR("published"), &at));
	assert_int_equal(at, EDITION_STATE_PUBLISHED);
	assert_false(edition_state_parse(STR("none"), &at));
}

static void what_was_taken_back_is_not_given_again(void **state)
{
	enum authorisation_state authorisation = AUTHORISATION_STATE_REVOKED;
	enum judgement_state judgement = JUDGEMENT_STATE_SEEN;

	assert_int_equal(authorisation_state_move(&authorisation, AUTHORISATION_STATE_AUTHORISED, NULL), ERR_CONFLICT);
	assert_int_equal(judgement_state_move(&judgement, JUDGEMENT_STATE_OPEN, NULL), ERR_CONFLICT);
}

static void the_names_in_the_store_are_read_back(void **state)
{
	enum diagnosis_state diagnosis;
	enum authorisation_state authorisation;
	enum judgement_state judgement;

	for (int i = DIAGNOSIS_STATE_QUEUED; i <= DIAGNOSIS_STATE_FAILED; i++) {
		assert_true(diagnosis_state_parse(str_from(diagnosis_state_name((enum diagnosis_state)i)), &diagnosis));
		assert_int_equal(diagnosis, i);
	}
	assert_true(authorisation_state_parse(STR("revoked"), &authorisation));
	assert_int_equal(authorisation, AUTHORISATION_STATE_REVOKED);
	assert_true(judgement_state_parse(STR("open"), &judgement));
	assert_int_equal(judgement, JUDGEMENT_STATE_OPEN);
}

static void no_record_is_stored_that_is_not_there(void **state)
{
	enum diagnosis_state diagnosis = DIAGNOSIS_STATE_DONE;
	enum authorisation_state authorisation = AUTHORISATION_STATE_REVOKED;
	enum judgement_state judgement = JUDGEMENT_STATE_SEEN;

	assert_false(diagnosis_state_parse(STR("none"), &diagnosis));
	assert_false(diagnosis_state_parse(STR("judging"), &diagnosis));
	assert_int_equal(diagnosis, DIAGNOSIS_STATE_DONE);
	assert_false(authorisation_state_parse(STR("none"), &authorisation));
	assert_int_equal(authorisation, AUTHORISATION_STATE_REVOKED);
	assert_false(judgement_state_parse(STR("none"), &judgement));
	assert_int_equal(judgement, JUDGEMENT_STATE_SEEN);
}

static void what_was_recorded_never_becomes_unrecorded(void **state)
{
	for (int from = AUTHORISATION_STATE_NONE; from <= AUTHORISATION_STATE_REVOKED; from++) {
		enum authorisation_state at = (enum authorisation_state)from;
		assert_int_equal(authorisation_state_move(&at, AUTHORISATION_STATE_NONE, NULL), ERR_CONFLICT);
	}
	for (int from = JUDGEMENT_STATE_NONE; from <= JUDGEMENT_STATE_SEEN; from++) {
		enum judgement_state at = (enum judgement_state)from;
		assert_int_equal(judgement_state_move(&at, JUDGEMENT_STATE_NONE, NULL), ERR_CONFLICT);
	}
	for (int from = DIAGNOSIS_STATE_NONE; from <= DIAGNOSIS_STATE_FAILED; from++)
		assert_int_equal(move((enum diagnosis_state)from, DIAGNOSIS_STATE_NONE), ERR_CONFLICT);
}

static void each_record_moves_as_it_is_meant_to(void **state)
{
	enum authorisation_state authorisation = AUTHORISATION_STATE_NONE;
	enum judgement_state judgement = JUDGEMENT_STATE_NONE;

	assert_int_equal(authorisation_state_move(&authorisation, AUTHORISATION_STATE_AUTHORISED, NULL), ERR_OK);
	assert_int_equal(authorisation_state_move(&authorisation, AUTHORISATION_STATE_REVOKED, NULL), ERR_OK);
	assert_int_equal(authorisation, AUTHORISATION_STATE_REVOKED);
	assert_int_equal(judgement_state_move(&judgement, JUDGEMENT_STATE_OPEN, NULL), ERR_OK);
	assert_int_equal(judgement_state_move(&judgement, JUDGEMENT_STATE_SEEN, NULL), ERR_OK);
	assert_int_equal(judgement, JUDGEMENT_STATE_SEEN);
}

int test_record_state(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_diagnosis_is_observed_and_then_done),
		cmocka_unit_test(nothing_is_done_that_was_not_observed),
		cmocka_unit_test(a_run_that_was_killed_observes_again),
		cmocka_unit_test(a_run_can_be_stopped_as_long_as_it_runs),
		cmocka_unit_test(a_run_that_is_over_stays_over),
		cmocka_unit_test(a_no_names_the_record_and_both_states),
		cmocka_unit_test(a_call_is_published_once_and_closed_for_good),
		cmocka_unit_test(what_was_taken_back_is_not_given_again),
		cmocka_unit_test(the_names_in_the_store_are_read_back),
		cmocka_unit_test(no_record_is_stored_that_is_not_there),
		cmocka_unit_test(what_was_recorded_never_becomes_unrecorded),
		cmocka_unit_test(each_record_moves_as_it_is_meant_to),
	};

	return cmocka_run_group_tests_name("record_state", tests, NULL, NULL);
}
