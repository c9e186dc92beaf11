/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_suite.h"
#include "test.h"

static enum tls_suite_class class_of(const char *name)
{
	return tls_suite_class(str_from(name));
}

static void a_name_tells_how_little_a_suite_protects(void **state)
{
	assert_int_equal(class_of("TLS_RSA_WITH_NULL_SHA256"), TLS_SUITE_OPEN);
	assert_int_equal(class_of("TLS_ECDH_anon_WITH_AES_256_CBC_SHA"), TLS_SUITE_OPEN);
	assert_int_equal(class_of("TLS_SHA256_SHA256"), TLS_SUITE_OPEN);
	assert_int_equal(class_of("TLS_DH_anon_EXPORT_WITH_DES40_CBC_SHA"), TLS_SUITE_EXPORT);
	assert_int_equal(class_of("TLS_RSA_EXPORT1024_WITH_RC4_56_SHA"), TLS_SUITE_EXPORT);
	assert_int_equal(class_of("TLS_ECDHE_RSA_WITH_RC4_128_SHA"), TLS_SUITE_BROKEN);
	assert_int_equal(class_of("TLS_RSA_WITH_DES_CBC_SHA"), TLS_SUITE_BROKEN);
	assert_int_equal(class_of("TLS_RSA_WITH_3DES_EDE_CBC_SHA"), TLS_SUITE_SMALL_BLOCK);
	assert_int_equal(class_of("TLS_RSA_WITH_IDEA_CBC_SHA"), TLS_SUITE_SMALL_BLOCK);
	assert_int_equal(class_of("TLS_RSA_WITH_AES_128_CBC_SHA"), TLS_SUITE_SOUND);
	assert_int_equal(class_of("TLS_AES_256_GCM_SHA384"), TLS_SUITE_SOUND);
}

static void what_is_no_suite_is_unknown(void **state)
{
	assert_int_equal(class_of("0x0005"), TLS_SUITE_UNKNOWN);
	assert_int_equal(class_of("TLS_FALLBACK_SCSV"), TLS_SUITE_UNKNOWN);
	assert_int_equal(class_of("TLS_WITH_RC4"), TLS_SUITE_UNKNOWN);
	assert_int_equal(class_of(""), TLS_SUITE_UNKNOWN);
}

static void only_fresh_keys_keep_the_past_secret(void **state)
{
	assert_true(tls_suite_has_forward_secrecy(STR("TLS_AES_128_GCM_SHA256")));
	assert_true(tls_suite_has_forward_secrecy(STR("TLS_DHE_RSA_WITH_AES_128_CBC_SHA")));
	assert_true(tls_suite_has_forward_secrecy(STR("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256")));
	assert_false(tls_suite_has_forward_secrecy(STR("TLS_RSA_WITH_AES_256_GCM_SHA384")));
	assert_false(tls_suite_has_forward_secrecy(STR("TLS_ECDH_RSA_WITH_AES_128_CBC_SHA")));
	assert_false(tls_suite_has_forward_secrecy(STR("0xc02f")));
}

int test_tls_suite(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_tells_how_little_a_suite_protects),
		cmocka_unit_test(what_is_no_suite_is_unknown),
		cmocka_unit_test(only_fresh_keys_keep_the_past_secret),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
