/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "checks/web/exposed_file.h"
#include "test.h"
#include "unit/checks/judge.h"
#include "unit/checks/page_seen.h"

static void a_repository_is_known_by_its_content(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("exposed-repository", GOT("/.git/HEAD", 200, ",\"body\":\"ref: refs/heads/main\\n\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(value_get_text(f.details, "path"), "/.git/HEAD");
}

static void a_page_that_answers_everything_with_200_is_no_repository(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("exposed-repository", GOT("/.git/HEAD", 200, ",\"body\":\"<!doctype html><p>not found\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void settings_are_told_without_their_content(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("exposed-environment", GOT("/.env", 200, ",\"body\":\"# app\\nAPP_KEY=...\\nDB_PASSWORD=...\\n\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_null(strstr(f.evidence, "APP_KEY"));
	f = JUDGE("exposed-environment", GOT("/.env", 404, ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_packed_copy_and_a_dump_are_backups(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("exposed-backup", GOT("/backup.zip", 200, ",\"body\":\"PK\\u0003\\u0004\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P2);
	f = JUDGE("exposed-backup", GOT("/site.tar.gz", 200, ",\"body_b64\":\"H4sIAAAAAAAA\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	f = JUDGE("exposed-backup", GOT("/db.sql", 200, ",\"body\":\"-- MySQL dump 10.13\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	f = JUDGE("exposed-backup", GOT("/db.sql", 200, ",\"body\":\"<html>hello\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void pages_about_the_inside_are_told_wherever_they_are(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("server-status-exposed", GOT("/test.php", 200, ",\"title\":\"phpinfo()\""));
	assert_string_equal(f.variant, "phpinfo");
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("server-status-exposed", GOT("/server-status", 200, ",\"title\":\"Apache Status\""));
	assert_string_equal(f.variant, "status");
	f = JUDGE("server-status-exposed", GOT("/server-status", 403, ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_list_of_files_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("directory-listing", GOT("/uploads/", 200, ",\"title\":\"Index of /uploads\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("directory-listing", GOT("/uploads/", 403, ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE_ALL("directory-listing", GOT("/", 200, ",\"title\":\"Welcome\"")).count, 0);
}

static void a_server_that_fails_or_is_busy_leaves_it_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("exposed-repository", GOT("/.git/HEAD", 503, ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("exposed-environment", GOT("/.env", 429, ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

static void what_was_not_asked_for_is_not_said(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("exposed-environment", GOT("/", 200, ",\"body\":\"A=1\\nB=2\\n\"")).count, 0);
}

int test_exposed_file(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_repository_is_known_by_its_content),
		cmocka_unit_test(a_page_that_answers_everything_with_200_is_no_repository),
		cmocka_unit_test(settings_are_told_without_their_content),
		cmocka_unit_test(a_packed_copy_and_a_dump_are_backups),
		cmocka_unit_test(pages_about_the_inside_are_told_wherever_they_are),
		cmocka_unit_test(a_list_of_files_is_told),
		cmocka_unit_test(a_server_that_fails_or_is_busy_leaves_it_open),
		cmocka_unit_test(what_was_not_asked_for_is_not_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
