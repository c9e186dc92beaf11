/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/dangling_name.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define GONE_ALIAS                                                                                                     \
	{                                                                                                              \
		0, "dns.answer",                                                                                       \
			"{\"name\":\"shop.example.jp\",\"type\":\"A\",\"answered\":true,\"rcode\":\"NXDOMAIN\","       \
			"\"records\":[],\"aliases\":[\"shop.hoster.example\"]}"                                        \
	}

static void names_that_lead_somewhere_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dangling-name", ZONE, ANSWER("www.example.jp", "A", "\"192.0.2.1\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void an_alias_into_nothing_can_be_taken(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dangling-name", ZONE, GONE_ALIAS);
	assert_string_equal(f.variant, "alias");
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	assert_string_equal(value_get_text(f.details, "name"), "shop.example.jp");
	assert_string_equal(value_get_text(f.details, "gone"), "shop.hoster.example");
}

static void a_name_server_or_mail_server_that_does_not_exist_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dangling-name", ZONE, ANSWER("example.jp", "NS", "\"ns1.gone.example\""),
		  NO_NAME("ns1.gone.example", "A"));
	assert_string_equal(f.variant, "name_server");
	assert_int_equal(f.priority, PRIORITY_P2);
	f = JUDGE("dangling-name", ZONE, MX, NO_NAME("mail.example.jp", "A"));
	assert_string_equal(f.variant, "mail_server");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void a_name_that_does_not_exist_without_an_alias_is_no_finding(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("dangling-name", ZONE, NO_NAME("old.example.jp", "A")).count, 0);
	assert_int_equal(JUDGE_ALL("dangling-name", ZONE, SILENT("www.example.jp", "A")).count, 0);
}

int test_dangling_name(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_lead_somewhere_are_good),
		cmocka_unit_test(an_alias_into_nothing_can_be_taken),
		cmocka_unit_test(a_name_server_or_mail_server_that_does_not_exist_is_told),
		cmocka_unit_test(a_name_that_does_not_exist_without_an_alias_is_no_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
