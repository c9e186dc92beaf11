/* SPDX-License-Identifier: Apache-2.0 */
/* For what a diagnosis is permitted, by whom, and what its targets are called. */
#include <string.h>

#include "base/count.h"
#include "findings/authorisation.h"
#include "test.h"

#define GOOD                                                                                                           \
	"{\"id\":\"A-12\",\"targets\":[{\"host\":\"127.0.0.1\"},{\"host\":\"www.example.jp\"}],\"ports\":[443,21],"    \
	"\"not_before_ms\":1000,\"not_after_ms\":2000,\"authorised_by\":\"代表取締役 "                            \
	"山田花子\",\"authorised_ms\":900,"                                                                        \
	"\"stop_contact\":\"03-0000-0000\",\"flows_per_second\":50}"

static struct authorisation *parsed(struct arena *arena, const char *json)
{
	struct authorisation *authorisation = NULL;
	struct fault why = {0};

	if (authorisation_parse(arena, str_from(json), &authorisation, &why))
		fail_msg("%s", why.text);
	return authorisation;
}

/* GOOD with the first occurrence of `from` replaced. */
static char *changed(struct arena *arena, const char *from, const char *to)
{
	const char *at = strstr(GOOD, from);

	assert_non_null(at);
	return arena_printf(arena, "%.*s%s%s", (int)(at - GOOD), GOOD, to, at + strlen(from));
}

static void assert_refused(const char *from, const char *to, const char *named)
{
	struct authorisation *authorisation = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(authorisation_parse(&arena, str_from(changed(&arena, from, to)), &authorisation, &why),
			 ERR_INVALID);
	assert_null(authorisation);
	if (!strstr(why.text, named))
		fail_msg("\"%s\" does not name %s", why.text, named);
}

#define PURPOSES                                                                                                       \
	"\"purposes\":{\"first_diagnosis\":{\"not_after_ms\":1200},\"watch\":{\"not_after_ms\":2000,"                  \
	"\"ended_ms\":1500}},\"flows_per_second\""

static const char *with_purposes(struct arena *arena, const char *purposes)
{
	return changed(arena, "\"flows_per_second\"", purposes);
}

static void each_purpose_has_its_own_end(void **state)
{
	ARENA_SCOPED arena;
	struct authorisation *a;
	struct fault why = {0};

	arena_init(&arena);
	a = parsed(&arena, with_purposes(&arena, PURPOSES));
	assert_int_equal(authorisation_is_valid_at(a, 1199, &why), ERR_OK);
	assert_true(authorisation_run_ends_ms(a) == 1200);
	assert_int_equal(authorisation_is_valid_at(a, 1200, &why), ERR_DENIED);
	assert_non_null(strstr(why.text, "first_diagnosis has ended"));
	a->purpose = AUTHORISATION_WATCH;
	assert_int_equal(authorisation_is_valid_at(a, 1100, &why), ERR_DENIED);
	assert_non_null(strstr(why.text, "watch was ended by the company"));
	a->purpose = AUTHORISATION_RECHECK;
	assert_int_equal(authorisation_is_valid_at(a, 1100, &why), ERR_DENIED);
	assert_non_null(strstr(why.text, "recheck is not permitted"));
}

static void a_document_without_purposes_permits_the_first_diagnosis_alone(void **state)
{
	ARENA_SCOPED arena;
	struct authorisation *a;

	arena_init(&arena);
	a = parsed(&arena, GOOD);
	assert_int_equal(authorisation_is_valid_at(a, 1999, NULL), ERR_OK);
	a = parsed(&arena, with_purposes(&arena, "\"purpose\":\"recheck\",\"flows_per_second\""));
	assert_int_equal(authorisation_is_valid_at(a, 1500, NULL), ERR_DENIED);
}

static void a_run_without_a_purpose_of_its_own_gets_the_first_that_holds(void **state)
{
	enum authorisation_purpose purpose;
	ARENA_SCOPED arena;
	struct authorisation *a;

	arena_init(&arena);
	a = parsed(&arena, with_purposes(&arena, PURPOSES));
	assert_true(authorisation_purpose_now(a, 1100, &purpose));
	assert_int_equal(purpose, AUTHORISATION_FIRST_DIAGNOSIS);
	assert_false(authorisation_purpose_now(a, 1300, &purpose));
	a->purposes[AUTHORISATION_WATCH].ended_ms = 0;
	assert_true(authorisation_purpose_now(a, 1300, &purpose));
	assert_int_equal(purpose, AUTHORISATION_WATCH);
	a->revoked = true;
	assert_false(authorisation_purpose_now(a, 1300, &purpose));
}

static void purposes_are_written_and_read_back_with_that_of_the_run(void **state)
{
	ARENA_SCOPED arena;
	BUF_SCOPED text;
	struct authorisation *a;

	arena_init(&arena);
	buf_init(&text, AUTHORISATION_BYTES_MAX);
	a = parsed(&arena, with_purposes(&arena, PURPOSES));
	a->purpose = AUTHORISATION_WATCH;
	authorisation_format(a, &text);
	a = parsed(&arena, buf_text(&text));
	assert_int_equal(a->purpose, AUTHORISATION_WATCH);
	assert_false(a->purposes[AUTHORISATION_RECHECK].is_given);
	assert_true(a->purposes[AUTHORISATION_FIRST_DIAGNOSIS].not_after_ms == 1200);
	assert_true(a->purposes[AUTHORISATION_WATCH].ended_ms == 1500);
}

static void a_damaged_purpose_is_named(void **state)
{
	static const char *const wrong[][2] = {
		{"{}", "at least one purpose"},
		{"[]", "at least one purpose"},
		{"{\"attack\":{\"not_after_ms\":1500}}", "\"attack\""},
		{"{\"watch\":1500}", "\"watch\""},
		{"{\"watch\":{}}", "\"watch\""},
		{"{\"watch\":{\"not_after_ms\":1000}}", "within the window"},
		{"{\"watch\":{\"not_after_ms\":2001}}", "within the window"},
		{"{\"watch\":{\"not_after_ms\":1500,\"endet_ms\":1400}}", "\"watch\""},
		{"{\"watch\":{\"not_after_ms\":1500,\"ended_ms\":\"1400\"}}", "\"ended_ms\""},
		{"{\"watch\":{\"not_after_ms\":1500,\"ended_ms\":2001}}", "\"ended_ms\""},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_refused("\"flows_per_second\"",
			       arena_printf(&arena, "\"purposes\":%s,\"flows_per_second\"", wrong[i][0]), wrong[i][1]);
	assert_refused("\"flows_per_second\"", "\"purpose\":\"attack\",\"flows_per_second\"", "\"purpose\"");
	assert_refused("\"flows_per_second\"", "\"purpose\":1,\"flows_per_second\"", "\"purpose\"");
}

static void what_people_call_a_target_and_by_what_they_permit_is_read(void **state)
{
	ARENA_SCOPED arena;
	BUF_SCOPED text;
	struct authorisation *a;

	arena_init(&arena);
	buf_init(&text, AUTHORISATION_BYTES_MAX);
	a = parsed(&arena, changed(&arena, "\"flows_per_second\"",
				   "\"authority\":\"delegated\",\"stop_hours\":\"平日\",\"flows_per_second\""));
	assert_string_equal(a->authority, "delegated");
	assert_string_equal(a->stop_hours, "平日");
	assert_string_equal(a->authority_text, "");
	a = parsed(&arena,
		   changed(&arena, "{\"host\":\"127.0.0.1\"}", "{\"host\":\"127.0.0.1\",\"name\":\"会社の回線\"}"));
	authorisation_format(a, &text);
	a = parsed(&arena, buf_text(&text));
	assert_string_equal(a->targets[0].name, "会社の回線");
	assert_string_equal(a->targets[1].name, "");
	assert_refused("\"flows_per_second\"", "\"authority\":\"king\",\"flows_per_second\"", "\"authority\"");
	assert_refused("{\"host\":\"127.0.0.1\"}", "{\"host\":\"127.0.0.1\",\"name\":\"\"}", "\"name\"");
}

int test_authorisation_purpose(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_purpose_has_its_own_end),
		cmocka_unit_test(a_document_without_purposes_permits_the_first_diagnosis_alone),
		cmocka_unit_test(a_run_without_a_purpose_of_its_own_gets_the_first_that_holds),
		cmocka_unit_test(purposes_are_written_and_read_back_with_that_of_the_run),
		cmocka_unit_test(a_damaged_purpose_is_named),
		cmocka_unit_test(what_people_call_a_target_and_by_what_they_permit_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
