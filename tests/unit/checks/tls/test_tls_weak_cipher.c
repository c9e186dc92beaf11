/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_weak_cipher.h"
#include "test.h"

#include "unit/checks/judge.h"

#define YES(suite)                                                                                                     \
	{                                                                                                              \
		443, "tls.cipher", "{\"version\":\"TLSv1.2\",\"suite\":\"" suite "\",\"accepted\":true}"               \
	}
#define NO(suite)                                                                                                      \
	{                                                                                                              \
		443, "tls.cipher", "{\"version\":\"TLSv1.2\",\"suite\":\"" suite "\",\"accepted\":false}"              \
	}

static void the_worst_suite_decides_and_all_are_named(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-weak-cipher", YES("TLS_RSA_WITH_3DES_EDE_CBC_SHA"), YES("TLS_RSA_WITH_RC4_128_SHA"),
		  YES("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_string_equal(f.variant, "broken");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_int_equal(value_count(value_get(f.details, "suites")), 2);
	assert_string_equal(f.evidence, "accepted: TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_RSA_WITH_RC4_128_SHA");
}

static void no_encryption_no_partner_and_export_are_urgent(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-weak-cipher", YES("TLS_RSA_WITH_NULL_SHA")).priority, PRIORITY_P2);
	assert_string_equal(JUDGE("tls-weak-cipher", YES("TLS_DH_anon_WITH_AES_128_CBC_SHA")).variant, "open");
	assert_int_equal(JUDGE("tls-weak-cipher", YES("TLS_RSA_EXPORT_WITH_RC4_40_MD5")).priority, PRIORITY_P2);
}

static void three_des_alone_is_for_later(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-weak-cipher", YES("TLS_RSA_WITH_3DES_EDE_CBC_SHA"), NO("TLS_RSA_WITH_RC4_128_SHA"));
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_string_equal(f.variant, "small_block");
}

static void the_suite_that_was_chosen_counts_too(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("tls-weak-cipher", {443, "tls.version",
						      "{\"version\":\"TLSv1.0\",\"accepted\":true,"
						      "\"cipher\":\"TLS_RSA_WITH_RC4_128_MD5\"}"})
				    .variant,
			    "broken");
}

static void all_classes_refused_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-weak-cipher", NO("TLS_RSA_WITH_NULL_SHA"), NO("TLS_RSA_EXPORT_WITH_RC4_40_MD5"),
			       NO("TLS_RSA_WITH_RC4_128_SHA"), NO("TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
			       YES("TLS_RSA_WITH_AES_128_CBC_SHA"))
				 .verdict,
			 VERDICT_GOOD);
}

static void a_class_that_was_not_offered_is_not_called_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-weak-cipher", NO("TLS_RSA_WITH_RC4_128_SHA"), YES("0x1305")).verdict,
			 VERDICT_UNTESTABLE);
}

static void a_port_at_which_no_suite_was_offered_is_passed_over(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("tls-weak-cipher", {22, "port.open", "{}"},
				   {443, "tls.version",
				    "{\"accepted\":true,"
				    "\"cipher\":\"TLS_AES_128_GCM_SHA256\"}"})
				 .count,
			 0);
}

#define CHOICE(members)                                                                                                \
	{                                                                                                              \
		443, "tls.choice", "{\"version\":\"TLSv1.2\"," members "}"                                             \
	}
#define EACH_CLASS                                                                                                     \
	"\"suites_refused\":[\"TLS_RSA_WITH_NULL_SHA\",\"TLS_RSA_EXPORT_WITH_RC4_40_MD5\",\"TLS_RSA_WITH_RC4_128_"     \
	"SHA\","                                                                                                       \
	"\"TLS_RSA_WITH_3DES_EDE_CBC_SHA\"]"

static void a_choice_tells_as_much_as_suites_one_by_one(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-weak-cipher",
		  CHOICE("\"suites\":[\"TLS_RSA_WITH_AES_128_CBC_SHA\",\"TLS_RSA_WITH_RC4_128_SHA\"]," EACH_CLASS));
	assert_string_equal(f.variant, "broken");
	assert_string_equal(f.evidence, "accepted: TLS_RSA_WITH_RC4_128_SHA");
	assert_int_equal(
		JUDGE("tls-weak-cipher", CHOICE("\"suites\":[\"TLS_RSA_WITH_AES_128_CBC_SHA\"]," EACH_CLASS)).verdict,
		VERDICT_GOOD);
	assert_int_equal(JUDGE("tls-weak-cipher",
			       CHOICE("\"suites\":[],\"suites_untried\":[\"TLS_RSA_WITH_RC4_128_MD5\"]," EACH_CLASS))
				 .verdict,
			 VERDICT_UNTESTABLE);
}

static void where_tls_13_is_spoken_alone_older_suites_cannot_be(void **state)
{
	static const char *const refused = "{\"version\":\"TLSv1.2\",\"accepted\":false,\"cipher\":\"\"}";
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("tls-weak-cipher",
		      CHOICE("\"suites\":[\"TLS_AES_128_GCM_SHA256\"],\"suites_refused\":[\"TLS_SHA256_SHA256\"]"),
		      {443, "tls.version", refused})
			.verdict,
		VERDICT_GOOD);
	assert_int_equal(
		JUDGE("tls-weak-cipher",
		      CHOICE("\"suites\":[\"TLS_AES_128_GCM_SHA256\"],\"suites_refused\":[\"TLS_SHA256_SHA256\"]"),
		      {443, "tls.version", "{\"version\":\"TLSv1.2\",\"accepted\":true,\"cipher\":\"\"}"})
			.verdict,
		VERDICT_UNTESTABLE);
}

int test_tls_weak_cipher(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worst_suite_decides_and_all_are_named),
		cmocka_unit_test(no_encryption_no_partner_and_export_are_urgent),
		cmocka_unit_test(three_des_alone_is_for_later),
		cmocka_unit_test(the_suite_that_was_chosen_counts_too),
		cmocka_unit_test(all_classes_refused_is_good),
		cmocka_unit_test(a_class_that_was_not_offered_is_not_called_good),
		cmocka_unit_test(a_port_at_which_no_suite_was_offered_is_passed_over),
		cmocka_unit_test(a_choice_tells_as_much_as_suites_one_by_one),
		cmocka_unit_test(where_tls_13_is_spoken_alone_older_suites_cannot_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
