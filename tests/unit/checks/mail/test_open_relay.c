/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/open_relay.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define RELAY(mail, rcpt)                                                                                              \
	{                                                                                                              \
		25, "smtp.relay",                                                                                      \
			"{\"from\":\"a@check.example\",\"to\":\"b@check.example\",\"mail_code\":" #mail                \
			",\"rcpt_code\":" #rcpt "}"                                                                    \
	}

static void a_refusal_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-relay", RELAY(250, 554));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("open-relay", RELAY(550, 0));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void mail_of_a_stranger_that_is_taken_is_the_first_thing_to_mend(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-relay", RELAY(250, 250));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
}

static void one_address_that_relays_is_enough(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-relay", RELAY(250, 554), RELAY(250, 251));
	assert_int_equal(f.verdict, VERDICT_BAD);
}

static void later_and_silence_are_no_answers(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-relay", RELAY(250, 450));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_string_equal(f.variant, "later");
	f = JUDGE("open-relay", RELAY(250, 554), RELAY(451, 0));
	assert_string_equal(f.variant, "later");
	f = JUDGE("open-relay", RELAY(0, 0));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_string_equal(f.variant, "");
}

int test_open_relay(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_is_good),
		cmocka_unit_test(mail_of_a_stranger_that_is_taken_is_the_first_thing_to_mend),
		cmocka_unit_test(one_address_that_relays_is_enough),
		cmocka_unit_test(later_and_silence_are_no_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
