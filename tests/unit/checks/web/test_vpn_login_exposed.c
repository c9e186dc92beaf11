/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/vpn_login_exposed.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/known.h"

/* What a request gave. rest: more members of the observation. */
#define ASKED(method, path, status, headers, rest)                                                                     \
	{                                                                                                              \
		8080, "http.response",                                                                                 \
			"{\"tls\":false,\"method\":\"" method "\",\"path\":\"" path "\",\"status\":" #status           \
			",\"headers\":[" headers "]" rest "}"                                                          \
	}
#define GOT(path, status, headers, rest) ASKED("GET", path, status, headers, rest)

static void a_vpn_is_told_with_restraint(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("vpn-login-exposed",
		  GOT("/remote/login", 200, "", ",\"body\":\"<script src=/remote/fgt_lang?lang=ja>\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_int_equal(f.confidence, CONFIDENCE_CONFIRMED);
	assert_string_equal(f.remedy, "update:fortios");
}

static void devices_that_were_broken_into_lately_come_first(void **state)
{
	static const struct known_cve forced[] = {
		{"CVE-2024-55591", "o:fortinet:fortios", "7.0.17", "", true, NULL},
		{"CVE-2019-11510", "a:ivanti:connect_secure", "9.0", "", true, NULL},
		{NULL},
	};
	struct known *known = known_new(forced, NULL);
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	judged_with = known_of(known);
	f = JUDGE("vpn-login-exposed", GOT("/", 302, "[\"location\",\"/remote/login\"]", ""));
	assert_int_equal(f.priority, PRIORITY_P1);
	f = JUDGE("vpn-login-exposed", GOT("/", 302, "[\"location\",\"/dana-na/auth/url_default/welcome.cgi\"]", ""));
	assert_int_equal(f.priority, PRIORITY_P2);
	judged_with = NULL;
	known_free(known);
}

static void a_redirect_to_its_page_is_likely(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("vpn-login-exposed", GOT("/", 302, "[\"location\",\"/dana-na/auth/url_default/welcome.cgi\"]", ""));
	assert_string_equal(f.remedy, "update:connect_secure");
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	f = JUDGE("vpn-login-exposed", GOT("/", 302, "[\"location\",\"/vpn/index.html\"]", ""),
		  GOT("/vpn/index.html", 200, "", ",\"title\":\"Citrix Gateway\""));
	assert_string_equal(f.remedy, "update:netscaler_gateway");
}

static void a_site_about_vpn_is_none(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("vpn-login-exposed", GOT("/", 200, "", ",\"title\":\"GlobalProtect Portalの使い方\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_busy_server_leaves_it_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("vpn-login-exposed", GOT("/", 429, "", ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

static void what_a_server_repeats_is_no_sign(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE_ALL("vpn-login-exposed",
			  GOT("/remote/login", 301, "[\"location\",\"https://www.example.jp/remote/login\"]", ""))
			.count,
		0);
	assert_int_equal(
		JUDGE_ALL("vpn-login-exposed", GOT("/dana-na/a", 200, "", ",\"body\":\"There is no /dana-na/a here\""))
			.count,
		0);
	assert_int_equal(JUDGE_ALL("vpn-login-exposed", GOT("/remote/login", 404, "", ",\"body\":\"fgt_lang\"")).count,
			 0);
}

static void a_redirect_to_a_page_that_was_not_seen_says_nothing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE_ALL("vpn-login-exposed", GOT("/", 301, "[\"location\",\"https://www.example.jp/\"]", "")).count,
		0);
}

int test_vpn_login_exposed(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vpn_is_told_with_restraint),
		cmocka_unit_test(devices_that_were_broken_into_lately_come_first),
		cmocka_unit_test(a_redirect_to_its_page_is_likely),
		cmocka_unit_test(a_site_about_vpn_is_none),
		cmocka_unit_test(a_busy_server_leaves_it_open),
		cmocka_unit_test(what_a_server_repeats_is_no_sign),
		cmocka_unit_test(a_redirect_to_a_page_that_was_not_seen_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
