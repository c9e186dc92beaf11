/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/lame_delegation.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

static void servers_that_answer_with_authority_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("lame-delegation", ZONE,
		  NAME_SERVER("ns1.example.jp", "192.0.2.1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_server_without_authority_or_with_an_error_is_lame(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("lame-delegation", ZONE,
		  NAME_SERVER("ns1.example.jp", "192.0.2.1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"),
		  NAME_SERVER("ns2.example.jp", "198.51.100.1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":false"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("lame-delegation", ZONE,
		  NAME_SERVER("ns1.example.jp", "192.0.2.1",
			      ",\"answered\":true,\"rcode\":\"REFUSED\",\"authoritative\":false"));
	assert_int_equal(f.verdict, VERDICT_BAD);
}

static void a_silent_server_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("lame-delegation", ZONE,
		  NAME_SERVER("ns1.example.jp", "192.0.2.1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"),
		  NAME_SERVER("ns2.example.jp", "198.51.100.1", ",\"answered\":false,\"reason\":\"timeout\""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_lame_delegation(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(servers_that_answer_with_authority_are_good),
		cmocka_unit_test(a_server_without_authority_or_with_an_error_is_lame),
		cmocka_unit_test(a_silent_server_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
