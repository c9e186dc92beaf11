/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/ssh_weak_algorithms.h"
#include "test.h"

#include "unit/checks/judge.h"

#define OFFER(kex, ciphers, macs)                                                                                      \
	{                                                                                                              \
		22, "ssh.algorithms",                                                                                  \
			"{\"kex\":[" kex "],\"host_keys\":[\"ssh-ed25519\"],\"ciphers\":[" ciphers "],\"macs\":[" macs \
			"]}"                                                                                           \
	}
#define GOOD_KEX     "\"curve25519-sha256\""
#define GOOD_CIPHERS "\"aes256-gcm@openssh.com\""
#define GOOD_MACS    "\"hmac-sha2-256\""

static void modern_algorithms_are_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("ssh-weak-algorithms", OFFER(GOOD_KEX, GOOD_CIPHERS, GOOD_MACS)).verdict, VERDICT_GOOD);
}

static void weak_ones_beside_better_ones_can_wait(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("ssh-weak-algorithms", OFFER(GOOD_KEX, GOOD_CIPHERS ",\"3des-cbc\"", GOOD_MACS));
	assert_string_equal(f.variant, "weak");
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_string_equal(f.evidence, "offered: 3des-cbc");
	assert_string_equal(f.remedy, "ssh-settings");
}

static void broken_ones_are_worse(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("ssh-weak-algorithms",
		  OFFER(GOOD_KEX ",\"diffie-hellman-group1-sha1\"", GOOD_CIPHERS ",\"arcfour\"", GOOD_MACS));
	assert_string_equal(f.variant, "broken");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_int_equal(value_count(value_get(f.details, "algorithms")), 2);
}

static void nothing_but_weak_ones_is_worse_marks_aside(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("ssh-weak-algorithms",
		  OFFER("\"diffie-hellman-group-exchange-sha1\",\"kex-strict-s-v00@openssh.com\"", GOOD_CIPHERS,
			GOOD_MACS));
	assert_string_equal(f.variant, "only_weak");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void ssh_without_lists_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("ssh-weak-algorithms", {22, "service.banner", "{\"service\":\"ssh\",\"text\":\"SSH-2.0-x\"}"})
			.verdict,
		VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("ssh-weak-algorithms", OFFER(GOOD_KEX, GOOD_CIPHERS, "")).verdict, VERDICT_UNTESTABLE);
}

int test_ssh_weak_algorithms(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modern_algorithms_are_good),
		cmocka_unit_test(weak_ones_beside_better_ones_can_wait),
		cmocka_unit_test(broken_ones_are_worse),
		cmocka_unit_test(nothing_but_weak_ones_is_worse_marks_aside),
		cmocka_unit_test(ssh_without_lists_is_untestable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
