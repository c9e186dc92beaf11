/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/zone_transfer.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

static void a_refusal_by_all_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE(
		"zone-transfer", ZONE,
		NAME_SERVER("ns1.example.jp", "192.0.2.1",
			    ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true,\"transfer\":\"refused\""),
		NAME_SERVER(
			"ns2.example.jp", "198.51.100.1",
			",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true,\"transfer\":\"refused\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void one_server_that_hands_out_the_list_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE(
		"zone-transfer", ZONE,
		NAME_SERVER("ns1.example.jp", "192.0.2.1",
			    ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true,\"transfer\":\"refused\""),
		NAME_SERVER(
			"ns2.example.jp", "198.51.100.1",
			",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true,\"transfer\":\"allowed\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(value_at(value_get(f.details, "servers"), 0)->text.p, "ns2.example.jp");
}

static void silence_stays_open_and_what_was_not_asked_is_not_said(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE(
		"zone-transfer", ZONE,
		NAME_SERVER(
			"ns1.example.jp", "192.0.2.1",
			",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true,\"transfer\":\"unanswered\""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("zone-transfer", ZONE,
				   NAME_SERVER("ns1.example.jp", "192.0.2.1",
					       ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true,"
					       "\"transfer\":\"untried\""))
				 .count,
			 0);
}

int test_zone_transfer(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_by_all_is_good),
		cmocka_unit_test(one_server_that_hands_out_the_list_is_told),
		cmocka_unit_test(silence_stays_open_and_what_was_not_asked_is_not_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
