/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/name_server_diversity.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

static void two_servers_in_two_networks_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("name-server-diversity", ZONE,
		  NAME_SERVER("ns1.example.jp", "192.0.2.1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"),
		  NAME_SERVER("ns2.example.net", "198.51.100.1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_int_equal(value_get_int(f.details, "count", 0), 2);
}

static void one_server_falls_alone_whatever_its_addresses(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("name-server-diversity", ZONE,
		  NAME_SERVER("ns1.example.jp", "192.0.2.1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"),
		  NAME_SERVER("ns1.example.jp", "2001:db8::1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"));
	assert_string_equal(f.variant, "single");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void one_network_is_possible_only(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("name-server-diversity", ZONE,
		  NAME_SERVER("ns1.example.jp", "192.0.2.1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"),
		  NAME_SERVER("ns2.example.jp", "192.0.2.2",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"));
	assert_string_equal(f.variant, "network");
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	f = JUDGE("name-server-diversity", ZONE,
		  NAME_SERVER("ns1.example.jp", "2001:db8:1::1",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"),
		  NAME_SERVER("ns2.example.jp", "2001:db8:1::2",
			      ",\"answered\":true,\"rcode\":\"NOERROR\",\"authoritative\":true"));
	assert_string_equal(f.variant, "network");
}

static void nothing_seen_nothing_said(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("name-server-diversity", ZONE).count, 0);
}

int test_name_server_diversity(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_servers_in_two_networks_are_good),
		cmocka_unit_test(one_server_falls_alone_whatever_its_addresses),
		cmocka_unit_test(one_network_is_possible_only),
		cmocka_unit_test(nothing_seen_nothing_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
