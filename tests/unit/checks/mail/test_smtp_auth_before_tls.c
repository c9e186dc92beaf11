/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/smtp_auth_before_tls.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/mail_seen.h"

static void a_server_that_asks_after_tls_only_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smtp-auth-before-tls", SERVER(587, ",\"extensions\":[\"STARTTLS\"]"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_password_without_any_encryption_is_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smtp-auth-before-tls", SERVER(587, ",\"extensions\":[\"AUTH PLAIN LOGIN\"]"));
	assert_string_equal(f.variant, "only");
	assert_int_equal(f.priority, PRIORITY_P2);
}

static void a_password_before_encryption_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smtp-auth-before-tls", SERVER(587, ",\"extensions\":[\"AUTH=LOGIN\",\"STARTTLS\"]"));
	assert_string_equal(f.variant, "optional");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void tls_from_the_first_byte_is_no_question_and_silence_no_answer(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	assert_int_equal(
		JUDGE_ALL("smtp-auth-before-tls", SERVER(465, ",\"implicit_tls\":true,\"extensions\":[\"AUTH PLAIN\"]"))
			.count,
		0);
	f = JUDGE("smtp-auth-before-tls", SILENT_SERVER);
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

static void of_a_list_that_was_cut_nothing_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("smtp-auth-before-tls", SERVER(587, ",\"extensions\":[\"STARTTLS\"],\"extensions_cut\":true"))
			.verdict,
		VERDICT_UNTESTABLE);
	assert_string_equal(
		JUDGE("smtp-auth-before-tls", SERVER(587, ",\"extensions\":[\"AUTH LOGIN\"],\"extensions_cut\":true"))
			.variant,
		"optional"); /* STARTTLS may have been named */
}

int test_smtp_auth_before_tls(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_a_list_that_was_cut_nothing_is_good),
		cmocka_unit_test(a_server_that_asks_after_tls_only_is_good),
		cmocka_unit_test(a_password_without_any_encryption_is_urgent),
		cmocka_unit_test(a_password_before_encryption_is_told),
		cmocka_unit_test(tls_from_the_first_byte_is_no_question_and_silence_no_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
