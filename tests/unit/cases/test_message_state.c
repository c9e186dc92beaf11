/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/message_state.h"
#include "test.h"

static void each_state_reads_back_what_it_is_called(void **state)
{
	for (int i = MESSAGE_STATE_QUEUED; i <= MESSAGE_STATE_TO_POST; i++) {
		enum message_state read;

		assert_true(message_state_parse(str_from(message_state_name((enum message_state)i)), &read));
		assert_int_equal(read, i);
	}
}

static void an_unknown_state_is_refused(void **state)
{
	enum message_state read = MESSAGE_STATE_SENT;

	assert_false(message_state_parse(STR("Sent"), &read));
	assert_false(message_state_parse(STR(""), &read));
	assert_false(message_state_parse(STR("none"), &read));
	assert_int_equal(read, MESSAGE_STATE_SENT);
}

static void what_may_still_be_sent_is_not_final(void **state)
{
	assert_false(message_state_is_final(MESSAGE_STATE_QUEUED));
	assert_true(message_state_is_final(MESSAGE_STATE_SENT));
	assert_true(message_state_is_final(MESSAGE_STATE_BOUNCED));
	assert_true(message_state_is_final(MESSAGE_STATE_FAILED));
	assert_true(message_state_is_final(MESSAGE_STATE_CAPTURED));
	assert_true(message_state_is_final(MESSAGE_STATE_CANCELLED));
	assert_true(message_state_is_final(MESSAGE_STATE_TO_POST));
}

static void a_mail_that_waits_is_sent_or_given_up(void **state)
{
	enum message_state sent = MESSAGE_STATE_QUEUED, failed = MESSAGE_STATE_QUEUED;

	assert_int_equal(message_state_move(&sent, MESSAGE_STATE_SENT, NULL), ERR_OK);
	assert_int_equal(sent, MESSAGE_STATE_SENT);
	assert_int_equal(message_state_move(&failed, MESSAGE_STATE_FAILED, NULL), ERR_OK);
	assert_int_equal(failed, MESSAGE_STATE_FAILED);
}

static void what_was_settled_is_never_sent_again(void **state)
{
	for (int from = MESSAGE_STATE_QUEUED; from <= MESSAGE_STATE_TO_POST; from++) {
		enum message_state at = (enum message_state)from;

		if (message_state_is_final(at)) {
			assert_int_equal(message_state_move(&at, MESSAGE_STATE_SENT, NULL), ERR_CONFLICT);
			assert_int_equal(message_state_move(&at, MESSAGE_STATE_QUEUED, NULL), ERR_CONFLICT);
			assert_int_equal(at, from);
		}
	}
}

static void only_what_was_sent_bounces(void **state)
{
	for (int from = MESSAGE_STATE_QUEUED; from <= MESSAGE_STATE_TO_POST; from++) {
		enum message_state at = (enum message_state)from;

		assert_int_equal(!message_state_move(&at, MESSAGE_STATE_BOUNCED, NULL), from == MESSAGE_STATE_SENT);
	}
}

static void what_was_settled_is_never_forgotten(void **state)
{
	for (int from = MESSAGE_STATE_NONE; from <= MESSAGE_STATE_TO_POST; from++) {
		enum message_state at = (enum message_state)from;

		assert_int_equal(message_state_move(&at, MESSAGE_STATE_NONE, NULL), ERR_CONFLICT);
	}
}

static void in_a_rehearsal_a_mail_is_captured_instead_of_sent(void **state)
{
	for (int from = MESSAGE_STATE_NONE; from <= MESSAGE_STATE_TO_POST; from++) {
		enum message_state at = (enum message_state)from;

		assert_int_equal(!message_state_move(&at, MESSAGE_STATE_CAPTURED, NULL), from == MESSAGE_STATE_QUEUED);
	}
}

static void no_mail_becomes_a_letter(void **state)
{
	for (int from = MESSAGE_STATE_NONE; from <= MESSAGE_STATE_TO_POST; from++) {
		enum message_state at = (enum message_state)from;

		assert_int_equal(!message_state_move(&at, MESSAGE_STATE_TO_POST, NULL), from == MESSAGE_STATE_NONE);
	}
}

int test_message_state(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_reads_back_what_it_is_called),
		cmocka_unit_test(an_unknown_state_is_refused),
		cmocka_unit_test(what_may_still_be_sent_is_not_final),
		cmocka_unit_test(a_mail_that_waits_is_sent_or_given_up),
		cmocka_unit_test(what_was_settled_is_never_sent_again),
		cmocka_unit_test(only_what_was_sent_bounces),
		cmocka_unit_test(what_was_settled_is_never_forgotten),
		cmocka_unit_test(in_a_rehearsal_a_mail_is_captured_instead_of_sent),
		cmocka_unit_test(no_mail_becomes_a_letter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
