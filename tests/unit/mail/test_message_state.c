/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mail/message_state.h"

static void each_state_reads_back_what_it_is_called(void **state)
{
	for (int i = MESSAGE_STATE_QUEUED; i <= MESSAGE_STATE_CAPTURED; i++) {
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
	assert_int_equal(read, MESSAGE_STATE_SENT);
}

static void what_may_still_be_sent_is_not_final(void **state)
{
	assert_false(message_state_is_final(MESSAGE_STATE_QUEUED));
	assert_false(message_state_is_final(MESSAGE_STATE_SENDING));
	assert_true(message_state_is_final(MESSAGE_STATE_SENT));
	assert_true(message_state_is_final(MESSAGE_STATE_BOUNCED));
	assert_true(message_state_is_final(MESSAGE_STATE_FAILED));
	assert_true(message_state_is_final(MESSAGE_STATE_CAPTURED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_reads_back_what_it_is_called),
		cmocka_unit_test(an_unknown_state_is_refused),
		cmocka_unit_test(what_may_still_be_sent_is_not_final),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
