/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/http_method.h"
#include "test.h"

#include "unit/checks/judge.h"

/* What a request gave. rest: more members of the observation. */
#define ASKED(method, path, status, headers, rest)                                                                     \
	{                                                                                                              \
		8080, "http.response",                                                                                 \
			"{\"tls\":false,\"method\":\"" method "\",\"path\":\"" path "\",\"status\":" #status           \
			",\"headers\":[" headers "]" rest "}"                                                          \
	}

static void a_request_that_comes_back_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("http-trace", ASKED("TRACE", "/", 200, "[\"content-type\",\"message/http\"]", ""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P4);
	f = JUDGE("http-trace", ASKED("TRACE", "/", 200, "", ",\"body\":\"TRACE / HTTP/1.1\\r\\n\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
}

static void a_refusal_and_a_page_of_its_own_are_no_trace(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("http-trace", ASKED("TRACE", "/", 405, "", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("http-trace", ASKED("TRACE", "/", 501, "", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("http-trace", ASKED("TRACE", "/", 200, "[\"content-type\",\"text/html\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("http-trace", ASKED("TRACE", "/", 503, "", ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("http-trace", ASKED("GET", "/", 200, "", "")).count, 0);
}

static void a_server_that_offers_to_write_files_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("webdav", ASKED("OPTIONS", "/", 200, "[\"dav\",\"1,2\"]", ""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("webdav", ASKED("OPTIONS", "/", 200, "[\"allow\",\"GET,HEAD,OPTIONS\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("webdav", ASKED("OPTIONS", "/", 401, "[\"dav\",\"1\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("webdav", ASKED("OPTIONS", "/", 500, "", ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

static void a_visit_through_the_server_proves_a_proxy(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-proxy", ASKED("GET", "http://check.example/", 200, "", ",\"reached\":false"),
		  ASKED("CONNECT", "check.example:443", 200, "", ",\"reached\":true"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_string_equal(f.remedy, "close:8080");
}

static void a_server_that_answers_for_itself_or_refuses_is_no_proxy(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-proxy", ASKED("GET", "http://check.example/", 200, "", ",\"reached\":false"),
		  ASKED("CONNECT", "check.example:443", 405, "", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE_ALL("open-proxy", ASKED("GET", "/", 200, "", "")).count, 0);
}

static void an_answer_without_a_look_leaves_it_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-proxy", ASKED("CONNECT", "check.example:443", 405, "", ""),
		  ASKED("GET", "http://check.example/", 200, "", ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_http_method(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_that_comes_back_is_told),
		cmocka_unit_test(a_refusal_and_a_page_of_its_own_are_no_trace),
		cmocka_unit_test(a_server_that_offers_to_write_files_is_told),
		cmocka_unit_test(a_visit_through_the_server_proves_a_proxy),
		cmocka_unit_test(a_server_that_answers_for_itself_or_refuses_is_no_proxy),
		cmocka_unit_test(an_answer_without_a_look_leaves_it_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
