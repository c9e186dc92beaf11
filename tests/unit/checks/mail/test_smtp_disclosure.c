/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/smtp_disclosure.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/mail_seen.h"

#define VERIFY(known, unknown)                                                                                         \
	{                                                                                                              \
		25, "smtp.verify", "{\"command\":\"VRFY\",\"known_code\":" #known ",\"unknown_code\":" #unknown "}"    \
	}

static void a_server_that_cannot_tell_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smtp-disclosure", SERVER(25, ""), VERIFY(252, 252));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("smtp-disclosure", SERVER(25, ""), VERIFY(502, 502));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_server_that_tells_who_exists_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smtp-disclosure", SERVER(25, ""), VERIFY(250, 550));
	assert_string_equal(f.variant, "addresses");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void a_name_from_inside_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smtp-disclosure", SERVER(25, ",\"name\":\"exchange.tenken.local\""));
	assert_string_equal(f.variant, "inside");
	assert_string_equal(value_get_text(f.details, "name"), "exchange.tenken.local");
}

static void silence_stays_open_and_what_was_not_asked_is_not_said(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smtp-disclosure", SERVER(25, ""), VERIFY(0, 0));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("smtp-disclosure", SERVER(25, "")).count, 0);
}

int test_smtp_disclosure(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_cannot_tell_is_good),
		cmocka_unit_test(a_server_that_tells_who_exists_is_told),
		cmocka_unit_test(a_name_from_inside_is_told),
		cmocka_unit_test(silence_stays_open_and_what_was_not_asked_is_not_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
