/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/ssh_protocol_1.h"
#include "test.h"

#include "unit/checks/judge.h"

#define GREETING(text)                                                                                                 \
	{                                                                                                              \
		22, "service.banner", "{\"service\":\"ssh\",\"text\":\"" text "\"}"                                    \
	}

static void a_server_that_knows_both_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("ssh-protocol-1", GREETING("SSH-1.99-Cisco-1.25\\n"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.variant, "both");
	assert_string_equal(f.evidence, "greeting \"SSH-1.99-Cisco-1.25\"");
}

static void a_server_that_knows_nothing_newer_is_worse(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("ssh-protocol-1", GREETING("SSH-1.5-1.2.27\\n"));
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "only");
}

static void the_second_protocol_is_good_also_after_a_line_of_welcome(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("ssh-protocol-1", GREETING("welcome\\r\\nSSH-2.0-OpenSSH_9.2\\r\\n")).verdict,
			 VERDICT_GOOD);
}

/* As observations name it that were made before lines of welcome were understood. */
static void ssh_behind_lines_of_welcome_is_ssh_also_where_it_was_not_recognised(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		JUDGE("ssh-protocol-1",
		      {22, "service.banner",
		       "{\"service\":\"unknown\",\"text\":\"*** Authorised users only ***\\r\\nSSH-1.5-x\\r\\n\"}"})
			.variant,
		"only");
	assert_int_equal(JUDGE_ALL("ssh-protocol-1",
				   {22, "service.banner", "{\"service\":\"unknown\",\"text\":\"login via SSH-2.0\"}"})
				 .count,
			 0);
}

static void a_greeting_that_cannot_be_read_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("ssh-protocol-1", GREETING("Too many connections")).verdict, VERDICT_UNTESTABLE);
}

static void no_ssh_is_no_finding(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("ssh-protocol-1", {22, "port.open", "{\"transport\":\"tcp\"}"}).count, 0);
}

int test_ssh_protocol_1(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_knows_both_is_bad),
		cmocka_unit_test(a_server_that_knows_nothing_newer_is_worse),
		cmocka_unit_test(the_second_protocol_is_good_also_after_a_line_of_welcome),
		cmocka_unit_test(ssh_behind_lines_of_welcome_is_ssh_also_where_it_was_not_recognised),
		cmocka_unit_test(a_greeting_that_cannot_be_read_is_untestable),
		cmocka_unit_test(no_ssh_is_no_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
