/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/http_seen.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/page_seen.h"

#define CUT  ",\"origin\":\"https://check.example\",\"headers_cut\":true"
#define SAFE "[\"set-cookie\",\"sid=abc; Secure; HttpOnly\"]"
#define EIGHT                                                                                                          \
	"[\"x-a\",\"b\"],[\"x-a\",\"b\"],[\"x-a\",\"b\"],[\"x-a\",\"b\"],[\"x-a\",\"b\"],[\"x-a\",\"b\"],[\"x-a\","    \
	"\"b\"],[\"x-a\",\"b\"]"
#define SIXTY_FOUR EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT

static const char *const asking_headers[] = {
	"default-page", "server-version-disclosure", "admin-login-exposed", "vpn-login-exposed",
	"hsts",         "security-headers",          "cookie-flags",        "cors-any-origin"};

/* What tells may stand behind the cut. */
static void headers_that_were_cut_leave_every_check_open(void **state)
{
	for (size_t i = 0; i < COUNT(asking_headers); i++) {
		ARENA_SCOPED arena;

		arena_init(&arena);
		assert_int_equal(JUDGE(asking_headers[i], FRONT(true, 200, HTML "," SAFE, CUT)).verdict,
				 VERDICT_UNTESTABLE);
	}
}

static void as_many_as_are_recorded_at_most_count_as_cut_when_nobody_says(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("default-page", FRONT(true, 200, SIXTY_FOUR, "")).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("default-page", FRONT(true, 200, SIXTY_FOUR, ",\"headers_cut\":false")).verdict,
			 VERDICT_GOOD);
	assert_int_equal(JUDGE("default-page", FRONT(true, 200, EIGHT, "")).verdict, VERDICT_GOOD);
}

static void what_was_seen_before_the_cut_still_counts(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("webdav", {443, "http.response",
					  "{\"method\":\"OPTIONS\",\"path\":\"/\",\"status\":200,"
					  "\"headers\":[[\"dav\",\"1\"]],\"headers_cut\":true}"})
				 .verdict,
			 VERDICT_BAD);
	assert_int_equal(
		JUDGE("hsts", FRONT(true, 200, "[\"strict-transport-security\",\"max-age=31536000\"]", CUT)).verdict,
		VERDICT_GOOD);
	assert_int_equal(
		JUDGE("server-version-disclosure", FRONT(true, 200, "[\"server\",\"nginx/1.18.0\"]", CUT)).verdict,
		VERDICT_BAD);
}

int test_http_seen(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_that_were_cut_leave_every_check_open),
		cmocka_unit_test(as_many_as_are_recorded_at_most_count_as_cut_when_nobody_says),
		cmocka_unit_test(what_was_seen_before_the_cut_still_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
