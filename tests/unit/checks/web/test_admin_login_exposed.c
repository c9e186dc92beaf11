/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/admin_login_exposed.h"
#include "test.h"

#include "unit/checks/judge.h"

/* What a request gave. rest: more members of the observation. */
#define ASKED(method, path, status, headers, rest)                                                                     \
	{                                                                                                              \
		8080, "http.response",                                                                                 \
			"{\"tls\":false,\"method\":\"" method "\",\"path\":\"" path "\",\"status\":" #status           \
			",\"headers\":[" headers "]" rest "}"                                                          \
	}
#define GOT(path, status, headers, rest) ASKED("GET", path, status, headers, rest)

static void a_device_is_told_with_its_product(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("admin-login-exposed", GOT("/", 200, "[\"server\",\"YAMAHA-RT\"]", ""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_int_equal(f.confidence, CONFIDENCE_CONFIRMED);
	assert_string_equal(f.variant, "machine");
	assert_string_equal(f.remedy, "admin-page:yamaha_rt_rtx");
	assert_string_equal(value_get_text(f.details, "product"), "Yamaha RT/RTX");
}

static void a_title_alone_is_likely(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("admin-login-exposed", GOT("/", 200, "", ",\"title\":\"pve1 - Proxmox Virtual Environment\""));
	assert_string_equal(value_get_text(f.details, "product"), "Proxmox VE");
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	f = JUDGE("admin-login-exposed", GOT("/pma/", 200, "", ",\"title\":\"phpmyadmin\""));
	assert_string_equal(value_get_text(f.details, "path"), "/pma/");
}

static void a_printer_loses_less_and_a_site_keeps_its_port(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("admin-login-exposed", GOT("/", 200, "[\"server\",\"EPSON_Linux UPnP/1.0\"]", ""));
	assert_string_equal(f.variant, "service");
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("admin-login-exposed", GOT("/", 200, "", ""),
		  GOT("/wp-login.php", 200, "", ",\"body\":\"<input name=log id=user_login>\""));
	assert_string_equal(f.variant, "site");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.remedy, "");
}

/* The products that do not live at the front page were looked for. */
#define ELSEWHERE GOT("/wp-login.php", 404, "", ""), GOT("/mt.cgi", 404, "", ""), GOT("/administrator/", 404, "", "")

static void a_company_that_writes_about_a_product_is_none(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("admin-login-exposed", GOT("/", 200, "", ",\"title\":\"TeraStationの修理\""), ELSEWHERE);
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("admin-login-exposed", GOT("/blog/", 200, "", ",\"title\":\"Grafana入門\""),
		  GOT("/", 200, "", ",\"title\":\"株式会社例\""), ELSEWHERE);
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_place_that_was_not_asked_for_is_not_called_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("admin-login-exposed", GOT("/", 200, "", ",\"title\":\"株式会社例\""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_string_equal(f.variant, "front");
	f = JUDGE("admin-login-exposed", GOT("/", 200, "", ""), GOT("/wp-login.php", 404, "", ""));
	assert_string_equal(f.variant, "front");
}

static void a_busy_server_leaves_it_open_and_no_front_says_nothing(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("admin-login-exposed", GOT("/", 503, "", ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("admin-login-exposed", GOT("/a", 404, "", "")).count, 0);
}

static void a_redirect_to_a_page_that_was_not_seen_says_nothing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE_ALL("admin-login-exposed", GOT("/", 301, "[\"location\",\"https://www.example.jp/\"]", "")).count,
		0);
}

int test_admin_login_exposed(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_device_is_told_with_its_product),
		cmocka_unit_test(a_title_alone_is_likely),
		cmocka_unit_test(a_printer_loses_less_and_a_site_keeps_its_port),
		cmocka_unit_test(a_company_that_writes_about_a_product_is_none),
		cmocka_unit_test(a_place_that_was_not_asked_for_is_not_called_good),
		cmocka_unit_test(a_busy_server_leaves_it_open_and_no_front_says_nothing),
		cmocka_unit_test(a_redirect_to_a_page_that_was_not_seen_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
