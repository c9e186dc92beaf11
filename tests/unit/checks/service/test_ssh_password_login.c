/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/ssh_password_login.h"
#include "test.h"

#include "unit/checks/judge.h"

#define METHODS(methods)                                                                                               \
	{                                                                                                              \
		22, "ssh.algorithms", "{\"methods\":" methods "}"                                                      \
	}
#define GREETING                                                                                                       \
	{                                                                                                              \
		22, "service.banner", "{\"service\":\"ssh\",\"text\":\"SSH-2.0-OpenSSH_9.2\\r\\n\"}"                   \
	}

static void a_password_alone_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("ssh-password-login", GREETING, METHODS("[\"publickey\",\"password\"]"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "password");
	assert_string_equal(f.evidence, "SSH-2.0-OpenSSH_9.2; methods: publickey, password");
}

static void typing_is_mostly_a_password(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("ssh-password-login", METHODS("[\"publickey\",\"keyboard-interactive\"]"));
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	assert_string_equal(f.variant, "keyboard");
}

static void keys_alone_are_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("ssh-password-login", METHODS("[\"publickey\"]")).verdict, VERDICT_GOOD);
}

static void one_address_that_takes_passwords_is_enough(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("ssh-password-login", METHODS("[\"publickey\"]"), METHODS("[\"password\"]")).variant,
			    "password");
}

static void ssh_that_was_not_asked_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("ssh-password-login", GREETING).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("ssh-password-login", GREETING, METHODS("[]")).verdict, VERDICT_UNTESTABLE);
}

static void a_port_alone_says_nothing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("ssh-password-login", {22, "port.open", "{\"transport\":\"tcp\"}"}).count, 0);
}

int test_ssh_password_login(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_password_alone_is_bad),
		cmocka_unit_test(typing_is_mostly_a_password),
		cmocka_unit_test(keys_alone_are_good),
		cmocka_unit_test(one_address_that_takes_passwords_is_enough),
		cmocka_unit_test(ssh_that_was_not_asked_is_untestable),
		cmocka_unit_test(a_port_alone_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
