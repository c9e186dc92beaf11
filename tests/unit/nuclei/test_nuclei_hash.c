/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include <string.h>

#include "codec/digest.h"
#include "nuclei/nuclei_hash.h"

struct vector {
	const char *text, *digest;
};

static void assert_digest(void (*digest)(struct str, unsigned char *), size_t size, const struct vector *vector)
{
	unsigned char out[NUCLEI_SHA1_SIZE];
	char hex[2 * NUCLEI_SHA1_SIZE + 1];

	digest(str_from(vector->text), out);
	digest_hex(str_of(out, size), hex);
	assert_string_equal(hex, vector->digest);
}

/* RFC 1321, appendix A.5. */
static void md5_gives_the_digests_of_its_rfc(void **state)
{
	static const struct vector vectors[] = {
		{"", "d41d8cd98f00b204e9800998ecf8427e"},
		{"a", "0cc175b9c0f1b6a831c399e269772661"},
		{"abc", "900150983cd24fb0d6963f7d28e17f72"},
		{"message digest", "f96b697d7cb7938d525a2f31aaf161d0"},
		{"abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"},
		{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"},
		{"12345678901234567890123456789012345678901234567890123456789012345678901234567890",
		 "57edf4a22be3c955ac49da2e2107b67a"},
	};

	for (size_t i = 0; i < COUNT(vectors); i++)
		assert_digest(nuclei_hash_md5, NUCLEI_MD5_SIZE, &vectors[i]);
}

/* RFC 3174, section 7.3 (TEST1, TEST2, TEST4 once), and nothing at all. */
static void sha1_gives_the_digests_of_its_rfc(void **state)
{
	static const struct vector vectors[] = {
		{"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
		{"abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		 "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
		{"0123456701234567012345670123456701234567012345670123456701234567",
		 "e0c094e867ef46c350ef54a7f59dd60bed92ae83"},
	};

	for (size_t i = 0; i < COUNT(vectors); i++)
		assert_digest(nuclei_hash_sha1, NUCLEI_SHA1_SIZE, &vectors[i]);
}

static void a_block_may_end_at_any_byte(void **state)
{
	static const struct vector vectors[] = {
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ef1772b6dff9a122358552954ad0df65"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "3b0c8ac703f828b04c6c197006d17218"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "b06521f39153d618550606be297466d5"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		 "014842d480b571495a4a0363793f7367"},
	};

	for (size_t i = 0; i < COUNT(vectors); i++)
		assert_digest(nuclei_hash_md5, NUCLEI_MD5_SIZE, &vectors[i]);
}

static void murmur_gives_the_numbers_of_its_reference(void **state)
{
	assert_int_equal(nuclei_hash_mmh3(STR("")), 0);
	assert_int_equal(nuclei_hash_mmh3(STR("test")), 0xba6bd213);
	assert_int_equal(nuclei_hash_mmh3(STR("hello")), 0x248bfa47);
	assert_int_equal(nuclei_hash_mmh3(STR("Hello, world!")), 0xc0363e43);
	assert_int_equal(nuclei_hash_mmh3(STR("The quick brown fox jumps over the lazy dog")), 0x2e4ff723);
}

int test_nuclei_hash(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(md5_gives_the_digests_of_its_rfc),
		cmocka_unit_test(sha1_gives_the_digests_of_its_rfc),
		cmocka_unit_test(a_block_may_end_at_any_byte),
		cmocka_unit_test(murmur_gives_the_numbers_of_its_reference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
