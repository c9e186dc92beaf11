/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/version_disclosure.h"
#include "test.h"

#include "unit/checks/judge.h"

/* What a request gave. rest: more members of the observation. */
#define ASKED(method, path, status, headers, rest)                                                                     \
	{                                                                                                              \
		8080, "http.response",                                                                                 \
			"{\"tls\":false,\"method\":\"" method "\",\"path\":\"" path "\",\"status\":" #status           \
			",\"headers\":[" headers "]" rest "}"                                                          \
	}
#define HTML                             "[\"content-type\",\"text/html\"]"
#define GOT(path, status, headers, rest) ASKED("GET", path, status, headers, rest)

static void a_server_that_tells_its_version_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("server-version-disclosure", GOT("/", 200, "[\"server\",\"Apache/2.4.41 (Ubuntu)\"]", ""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_string_equal(value_get_text(f.details, "text"), "Apache/2.4.41 (Ubuntu)");
	f = JUDGE("server-version-disclosure",
		  GOT("/", 200, "[\"server\",\"Microsoft-IIS\"],[\"x-aspnet-version\",\"4.0.30319\"]", ""));
	assert_string_equal(value_get_text(f.details, "text"), "4.0.30319");
}

static void names_and_numbers_of_other_meaning_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("server-version-disclosure", GOT("/", 200, "[\"server\",\"nginx\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("server-version-disclosure", GOT("/", 200, "[\"server\",\"ECS (oxr/8310)\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("server-version-disclosure", GOT("/", 200, "[\"server\",\"Apache/2\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_failing_server_may_yet_tell(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("server-version-disclosure", GOT("/", 503, "", ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("server-version-disclosure", GOT("/", 503, "[\"server\",\"nginx/1.18.0\"]", ""));
	assert_int_equal(f.verdict, VERDICT_BAD);
}

static void a_page_that_tells_its_generator_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cms-version-disclosure", GOT("/", 200, HTML, ",\"generators\":[\"WordPress 6.4.2\"]"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P4);
	f = JUDGE("cms-version-disclosure", GOT("/", 200, HTML, ",\"generators\":[\"WordPress\"]"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("cms-version-disclosure", GOT("/", 503, HTML, ""), GOT("/news/", 200, HTML, ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE_ALL("cms-version-disclosure", GOT("/", 404, "", "")).count, 0);
}

int test_version_disclosure(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_tells_its_version_is_told),
		cmocka_unit_test(names_and_numbers_of_other_meaning_are_good),
		cmocka_unit_test(a_failing_server_may_yet_tell),
		cmocka_unit_test(a_page_that_tells_its_generator_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
