/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/seen_software.h"

#include <string.h>

#include "codec/json.h"
#include "test.h"

#include "unit/checks/known.h"

#define NOW_MS INT64_C(1748826000000) /* 2025-06-02T10:00:00+09:00 */
#define WHOLE  "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"

static const struct check_knowledge *judged_with;

static const struct known_cve cves[] = {
	{"CVE-2021-23017", "a:f5:nginx", "1.20.1", WHOLE, false, NULL},
	{"CVE-2023-38408", "a:openbsd:openssh", "9.3p2", WHOLE, false, NULL},
	{"CVE-2023-48795", "a:openbsd:openssh", "9.6", WHOLE, false, NULL},
	{"CVE-2022-21907", "a:microsoft:internet_information_services", "10.1", WHOLE, false, NULL},
	{NULL},
};

static const struct known_fix fixes[] = {
	{"openssh", "bookworm", "CVE-2023-38408", "1:9.2p1-2+deb12u1"},
	{"openssh", "bookworm", "CVE-2023-48795", NULL},
	{NULL},
};

static int set_up(void **state)
{
	struct known *known = known_new(cves, fixes);

	judged_with = known_of(known);
	*state = known;
	return 0;
}

static int tear_down(void **state)
{
	known_free(*state);
	judged_with = NULL;
	return 0;
}

/* The verdict on the first software of a greeting, after it was a line. */
static const char *verdict(const char *kind, const char *data, const char *cve)
{
	struct observation seen = {NOW_MS, kind, "www.example.jp", "192.0.2.1", 22, NULL};
	struct check_input input = {.observations = &seen, .count = 1, .now_ms = NOW_MS, .knowledge = judged_with};
	struct software read;
	struct value *map;
	struct fault why;
	BUF_SCOPED line, again;
	ARENA_SCOPED arena;

	arena_init(&arena);
	buf_init(&line, SEEN_SOFTWARE_LINE_MAX);
	buf_init(&again, SEEN_SOFTWARE_LINE_MAX);
	assert_int_equal(json_decode(&arena, str_from(data), &map, &why), ERR_OK);
	seen.data = map;
	check_prepare(&input, &arena);
	assert_true(input.software_count > 0);
	assert_true(seen_software_is_judged(&input.software[0]));
	seen_software_format(&input.software[0], &line);
	assert_int_equal(seen_software_parse(&arena, buf_str(&line), &read, &why), ERR_OK);
	seen_software_format(&read, &again);
	assert_string_equal(buf_text(&again), buf_text(&line));
	return seen_software_verdict_name(seen_software_judge(judged_with->catalog, &read, cve));
}

#define SSH(text)    "service.banner", "{\"service\":\"ssh\",\"text\":\"SSH-2.0-" text "\\r\\n\"}"
#define SERVER(text) "http.response", "{\"headers\":[[\"server\",\"" text "\"]],\"title\":\"\"}"

static void a_line_says_all_that_a_verdict_follows_from(void **state)
{
	assert_string_equal(verdict(SERVER("nginx/1.14.0"), "CVE-2021-23017"), "possible");
	assert_string_equal(verdict(SERVER("nginx/1.20.1"), "CVE-2021-23017"), "not");
	assert_string_equal(verdict(SERVER("nginx"), "CVE-2021-23017"), "unknown");
	assert_string_equal(verdict(SERVER("Microsoft-IIS/10.0"), "CVE-2022-21907"), "likely");
}

static void the_distribution_and_its_package_stand_in_it(void **state)
{
	assert_string_equal(verdict(SSH("OpenSSH_9.2p1 Debian-2+deb12u3"), "CVE-2023-38408"), "not");
	assert_string_equal(verdict(SSH("OpenSSH_9.2p1 Debian-2+deb12u3"), "CVE-2023-48795"), "confirmed");
}

static void all_names_of_a_product_are_one(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(seen_software_product(&arena, STR("igor_sysoev"), STR("nginx")),
			    seen_software_product(&arena, STR("f5"), STR("nginx")));
	assert_string_equal(seen_software_product(&arena, STR("acme"), STR("box")), "acme:box");
}

static void what_is_no_such_line_is_refused(void **state)
{
	static const char *const lines[] = {"", "{", "[]", "{}", "{\"name\":\"cpe\"}", "{\"name\":7}"};
	struct software read;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(lines); i++)
		assert_int_equal(seen_software_parse(&arena, str_from(lines[i]), &read, &why), ERR_INVALID);
}

static void a_cve_names_its_products(void **state)
{
	const struct catalog_named *named;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(catalog_list_named(judged_with->catalog, &arena, STR("CVE-2023-38408"), &named), 1);
	assert_true(str_is(named[0].vendor, "openbsd") && str_is(named[0].product, "openssh"));
	assert_int_equal(catalog_list_named(judged_with->catalog, &arena, STR("CVE-1999-0001"), &named), 0);
	assert_int_equal(catalog_list_named(judged_with->catalog, &arena, STR("no number"), &named), 0);
}

int test_seen_software(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_line_says_all_that_a_verdict_follows_from, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_distribution_and_its_package_stand_in_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_cve_names_its_products, set_up, tear_down),
		cmocka_unit_test(all_names_of_a_product_are_one),
		cmocka_unit_test(what_is_no_such_line_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
