/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/default_page.h"
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

static void the_page_that_came_with_the_server_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("default-page", GOT("/", 200, "", ",\"title\":\"Apache2 Ubuntu Default Page: It works\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_string_equal(value_get_text(f.details, "product"), "Apache HTTP Server");
	f = JUDGE("default-page", GOT("/", 200, "", ",\"body\":\"<img src=\\\"iisstart.png\\\">\""));
	assert_string_equal(value_get_text(f.details, "product"), "Microsoft IIS");
}

static void a_test_page_that_is_forbidden_is_one_too(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("default-page", GOT("/", 403, "", ",\"title\":\"HTTP Server Test Page powered by CentOS\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
}

static void a_page_of_its_own_and_an_error_of_tomcat_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("default-page", GOT("/", 200, "", ",\"title\":\"株式会社例\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("default-page", GOT("/", 404, "", ",\"title\":\"Apache Tomcat/9.0.31 - Error report\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_busy_server_leaves_it_open_and_other_pages_say_nothing(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("default-page", GOT("/", 503, "", ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("default-page", GOT("/a", 200, "", ",\"title\":\"Welcome to nginx!\"")).count, 0);
}

int test_default_page(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_page_that_came_with_the_server_is_told),
		cmocka_unit_test(a_test_page_that_is_forbidden_is_one_too),
		cmocka_unit_test(a_page_of_its_own_and_an_error_of_tomcat_are_good),
		cmocka_unit_test(a_busy_server_leaves_it_open_and_other_pages_say_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
