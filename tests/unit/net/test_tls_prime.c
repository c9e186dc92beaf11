/* SPDX-License-Identifier: Apache-2.0 */
#include <openssl/bn.h>
#include <string.h>

#include "net/tls_prime.h"
#include "test.h"

struct prime {
	unsigned char bytes[512];
	size_t size;
};

static struct prime take(BIGNUM *number)
{
	struct prime prime = {.size = (size_t)BN_num_bytes(number)};

	assert_true(prime.size <= sizeof(prime.bytes));
	BN_bn2bin(number, prime.bytes);
	BN_free(number);
	return prime;
}

static void groups_that_everybody_shares_have_names(void **state)
{
	struct prime oakley = take(BN_get_rfc2409_prime_1024(NULL)), modp = take(BN_get_rfc3526_prime_2048(NULL));

	assert_string_equal(tls_prime_name(str_of(oakley.bytes, oakley.size)), "modp_1024");
	assert_int_equal(tls_prime_bits(str_of(oakley.bytes, oakley.size)), 1024);
	assert_string_equal(tls_prime_name(str_of(modp.bytes, modp.size)), "modp_2048");
	modp.bytes[100] ^= 1;
	assert_string_equal(tls_prime_name(str_of(modp.bytes, modp.size)), "");
	assert_string_equal(tls_prime_name(str_of(NULL, 0)), "");
}

/* 2^20+7 = 1048583 is prime and (p-1)/2 = 524291 = 13 * 31 * 1301 is not; 1187 and 593 both are. */
static void a_safe_prime_is_told_from_others(void **state)
{
	struct prime oakley = take(BN_get_rfc2409_prime_1024(NULL));

	assert_int_equal(tls_prime_safety(str_of(oakley.bytes, oakley.size)), TLS_PRIME_SAFE);
	oakley.bytes[60] ^= 4;
	assert_int_equal(tls_prime_safety(str_of(oakley.bytes, oakley.size)), TLS_PRIME_NOT_SAFE);
	assert_int_equal(tls_prime_safety(STR("\x04\xa3")), TLS_PRIME_SAFE);
	assert_int_equal(tls_prime_safety(STR("\x10\x00\x07")), TLS_PRIME_NOT_SAFE);
	assert_int_equal(tls_prime_safety(STR("\x10\x00")), TLS_PRIME_NOT_SAFE);
	assert_int_equal(tls_prime_safety(str_of(NULL, 0)), TLS_PRIME_UNTRIED);
}

/* Against OpenSSL's own test of primes, for every number of two bytes. */
static void each_number_of_two_bytes_is_judged_as_by_trial_division(void **state)
{
	for (unsigned number = 257; number < 65536; number += 2) {
		const unsigned char bytes[2] = {(unsigned char)(number >> 8), (unsigned char)number};
		unsigned half = (number - 1) / 2;
		bool is_safe = half % 2 == 1;

		for (unsigned d = 3; is_safe && d * d <= number; d += 2)
			is_safe = number % d != 0 && (half % d != 0 || half == d);
		assert_int_equal(tls_prime_safety(str_of(bytes, 2)), is_safe ? TLS_PRIME_SAFE : TLS_PRIME_NOT_SAFE);
	}
}

static void one_that_is_too_large_is_not_tried(void **state)
{
	unsigned char bytes[513];

	memset(bytes, 0xff, sizeof(bytes));
	assert_int_equal(tls_prime_safety(str_of(bytes, sizeof(bytes))), TLS_PRIME_UNTRIED);
}

int test_tls_prime(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_that_everybody_shares_have_names),
		cmocka_unit_test(a_safe_prime_is_told_from_others),
		cmocka_unit_test(each_number_of_two_bytes_is_judged_as_by_trial_division),
		cmocka_unit_test(one_that_is_too_large_is_not_tried),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
