/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tls_prime.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/dh.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include "base/count.h"

#define ROUNDS 16

static BIGNUM *number_of(struct str prime)
{
	return prime.n && prime.n <= INT32_MAX ? BN_bin2bn((const unsigned char *)prime.p, (int)prime.n, NULL) : NULL;
}

int tls_prime_bits(struct str prime)
{
	BIGNUM *p = number_of(prime);
	int bits = p ? BN_num_bits(p) : 0;

	BN_free(p);
	return bits;
}

/* The modulus of a group that OpenSSL knows by name; NULL when it does not. */
static BIGNUM *modulus_of(const char *type, const char *group)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	EVP_PKEY *key = NULL;
	BIGNUM *p = NULL;

	if (context && EVP_PKEY_paramgen_init(context) > 0 && EVP_PKEY_CTX_set_group_name(context, group) > 0 &&
	    EVP_PKEY_paramgen(context, &key) > 0)
		EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_FFC_P, &p);
	EVP_PKEY_free(key);
	EVP_PKEY_CTX_free(context);
	ERR_clear_error();
	return p;
}

static bool is_group(const BIGNUM *p, const char *type, const char *group)
{
	BIGNUM *known = modulus_of(type, group);
	bool is_same = known && BN_cmp(p, known) == 0;

	BN_free(known);
	return is_same;
}

static const char *oakley_name(const BIGNUM *p)
{
	BIGNUM *first = BN_get_rfc2409_prime_768(NULL), *second = BN_get_rfc2409_prime_1024(NULL);
	const char *name = "";

	if (first && BN_cmp(p, first) == 0)
		name = "modp_768";
	if (second && BN_cmp(p, second) == 0)
		name = "modp_1024";
	BN_free(first);
	BN_free(second);
	return name;
}

const char *tls_prime_name(struct str prime)
{
	static const struct {
		int bits;
		const char *type, *name;
	} groups[] = {
		{1024, "DHX", "dh_1024_160"}, {1536, "DH", "modp_1536"},    {2048, "DH", "ffdhe2048"},
		{2048, "DH", "modp_2048"},    {2048, "DHX", "dh_2048_224"}, {2048, "DHX", "dh_2048_256"},
		{3072, "DH", "ffdhe3072"},    {3072, "DH", "modp_3072"},    {4096, "DH", "ffdhe4096"},
		{4096, "DH", "modp_4096"},    {6144, "DH", "ffdhe6144"},    {6144, "DH", "modp_6144"},
		{8192, "DH", "ffdhe8192"},    {8192, "DH", "modp_8192"},
	};
	BIGNUM *p = number_of(prime);
	const char *name = p ? oakley_name(p) : "";

	for (size_t i = 0; p && !*name && i < COUNT(groups); i++)
		if (BN_num_bits(p) == groups[i].bits && is_group(p, groups[i].type, groups[i].name))
			name = groups[i].name;
	BN_free(p);
	return name;
}

struct test {
	BN_CTX *memory;
	BIGNUM *base, *power, *one, *less; /* less: the number tried, less one */
};

/* One round of Miller and Rabin for an odd n with n-1 = odd * 2^twos. Sets *ret_is_prime to false when n is none. */
static bool try_round(struct test *test, const BIGNUM *n, const BIGNUM *odd, int twos, bool *ret_is_prime)
{
	if (!BN_rand_range(test->base, test->less) || !BN_add_word(test->base, 1) ||
	    !BN_mod_exp(test->power, test->base, odd, n, test->memory))
		return false;
	if (BN_is_one(test->power) || BN_cmp(test->power, test->less) == 0)
		return true;
	for (int i = 1; i < twos; i++) {
		if (!BN_mod_sqr(test->power, test->power, n, test->memory))
			return false;
		if (BN_cmp(test->power, test->less) == 0)
			return true;
	}
	*ret_is_prime = false;
	return true;
}

/* False when OpenSSL has no memory. */
static bool try_prime(struct test *test, const BIGNUM *n, int rounds, bool *ret_is_prime)
{
	BIGNUM *odd = BN_new();
	int twos = 0;
	bool is_done = false;

	*ret_is_prime = true;
	if (!odd || !BN_sub(test->less, n, test->one))
		goto done;
	while (!BN_is_bit_set(test->less, twos))
		twos++;
	if (!BN_rshift(odd, test->less, twos))
		goto done;
	is_done = true;
	for (int i = 0; is_done && *ret_is_prime && i < rounds; i++)
		is_done = try_round(test, n, odd, twos, ret_is_prime);
done:
	BN_free(odd);
	return is_done;
}

/* p = 2q + 1 with a prime q: both by rounds enough, whoever made them. */
static enum tls_prime_safety try_safe(struct test *test, const BIGNUM *p, BIGNUM *q)
{
	bool is_prime = false;

	if (!BN_rshift1(q, p) || !try_prime(test, q, ROUNDS, &is_prime))
		return TLS_PRIME_UNTRIED;
	if (is_prime && !try_prime(test, p, ROUNDS, &is_prime))
		return TLS_PRIME_UNTRIED;
	return is_prime ? TLS_PRIME_SAFE : TLS_PRIME_NOT_SAFE;
}

enum tls_prime_safety tls_prime_safety(struct str prime)
{
	BIGNUM *p = number_of(prime), *q = BN_new();
	struct test test = {BN_CTX_new(), BN_new(), BN_new(), BN_new(), BN_new()};
	enum tls_prime_safety safety = TLS_PRIME_UNTRIED;

	if (p && q && test.memory && test.base && test.power && test.one && test.less && BN_set_word(test.one, 1) &&
	    BN_num_bits(p) > 8 && BN_num_bits(p) <= TLS_PRIME_BITS_TRIED)
		/* q is odd, unless p is 1 modulo 4 or even. */
		safety = BN_is_odd(p) && BN_is_bit_set(p, 1) ? try_safe(&test, p, q) : TLS_PRIME_NOT_SAFE;
	BN_free(test.base);
	BN_free(test.power);
	BN_free(test.one);
	BN_free(test.less);
	BN_CTX_free(test.memory);
	BN_free(q);
	BN_free(p);
	ERR_clear_error();
	return safety;
}
