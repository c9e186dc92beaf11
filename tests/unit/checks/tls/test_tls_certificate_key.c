/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_key.h"
#include "test.h"

#include "unit/checks/judge.h"

#define LEAF(key, signature)                                                                                           \
	{                                                                                                              \
		443, "tls.certificate", "{\"position\":0,\"key\":\"" key "\",\"signature\":\"" signature "\"}"         \
	}
#define SHA256 "sha256WithRSAEncryption"

static void a_short_key_is_bad_and_a_very_short_one_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-key", LEAF("RSA 1024", SHA256));
	assert_string_equal(f.variant, "short");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.evidence, "key RSA 1024, signature sha256WithRSAEncryption");
	assert_int_equal(JUDGE("tls-certificate-key", LEAF("RSA 512", SHA256)).priority, PRIORITY_P2);
	assert_string_equal(JUDGE("tls-certificate-key", LEAF("EC 192", "ecdsa-with-SHA256")).variant, "short");
}

static void a_forgeable_signature_is_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("tls-certificate-key", LEAF("RSA 2048", "sha1WithRSAEncryption")).variant,
			    "signature");
	assert_string_equal(JUDGE("tls-certificate-key", LEAF("EC 256", "ecdsa-with-SHA1")).variant, "signature");
	assert_string_equal(JUDGE("tls-certificate-key", LEAF("EC 256", SHA256),
				  {443, "tls.certificate",
				   "{\"position\":1,\"key\":\"RSA 1024\",\"signature\":\"md5WithRSAEncryption\"}"})
				    .variant,
			    "signature");
}

static void who_signed_itself_is_not_trusted_for_the_signature(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-key", {443, "tls.certificate",
						       "{\"position\":0,\"self_signed\":true,"
						       "\"key\":\"RSA 2048\",\"signature\":\"sha1WithRSAEncryption\"}"})
				 .verdict,
			 VERDICT_GOOD);
}

static void the_keys_of_today_are_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-key", LEAF("EC 256", "ecdsa-with-SHA384")).verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE("tls-certificate-key", LEAF("ED25519 253", "ED25519")).verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE("tls-certificate-key", LEAF("RSASSA-PSS 2048", SHA256)).verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE("tls-certificate-key", LEAF("RSASSA-PSS 1024", SHA256)).verdict, VERDICT_BAD);
}

static void a_key_that_cannot_be_read_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-key", LEAF("unknown", SHA256)).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("tls-certificate-key", LEAF("RSA -1", SHA256)).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("tls-certificate-key", LEAF("DSA 2048", SHA256)).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("tls-certificate-key", {443, "port.open", "{}"}).count, 0);
}

int test_tls_certificate_key(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_short_key_is_bad_and_a_very_short_one_urgent),
		cmocka_unit_test(a_forgeable_signature_is_bad),
		cmocka_unit_test(who_signed_itself_is_not_trusted_for_the_signature),
		cmocka_unit_test(the_keys_of_today_are_good),
		cmocka_unit_test(a_key_that_cannot_be_read_is_untestable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
