/* SPDX-License-Identifier: Apache-2.0 */
#include "base/count.h"
#include "net/tls_cipher.h"
#include "net/tls_hello.h"
#include "net/tls_number.h"
#include "test.h"

static const unsigned char fixed_random[TLS_HELLO_RANDOM_SIZE] = {1, 2, 3};
static const uint16_t suites[] = {0xc02f, 0x009c, 0x002f, 0x1301};
static const uint16_t groups[] = {0x001d, 0x0017};

static unsigned u16_of(const struct buf *buf, size_t at)
{
	return (unsigned)(unsigned char)buf->bytes[at] << 8 | (unsigned char)buf->bytes[at + 1];
}

static struct tls_hello hello_of(enum tls_version version)
{
	return (struct tls_hello){
		.version = version,
		.server_name = "www.example.jp",
		.random = fixed_random,
		.suites = {suites, COUNT(suites)},
		.groups = {groups, COUNT(groups)},
		.signatures = {suites, 1},
	};
}

static void a_client_hello_says_how_long_it_is(void **state)
{
	static const enum tls_version versions[] = {TLS_VERSION_SSL3, TLS_VERSION_1_0, TLS_VERSION_1_1, TLS_VERSION_1_2,
						    TLS_VERSION_1_3};

	for (size_t i = 0; i < COUNT(versions); i++) {
		const struct tls_hello hello = hello_of(versions[i]);
		BUF_SCOPED out;

		buf_init(&out, TLS_HELLO_BYTES_MAX);
		tls_hello_write(&hello, &out);
		assert_false(out.full);
		assert_int_equal(out.bytes[0], 22);
		assert_int_equal(u16_of(&out, 3) + 5, out.size);
		assert_int_equal(u16_of(&out, 7) + 9, out.size);
		assert_int_equal(u16_of(&out, 9), versions[i] == TLS_VERSION_1_3 ? TLS_VERSION_1_2 : versions[i]);
		assert_int_equal(u16_of(&out, 9 + 2 + 32 + 1), 2 * COUNT(suites));
		/* SSL 3.0 ends with its compression methods and knows no extension, so no name either. */
		assert_int_equal(out.size == 9 + 2 + 32 + 1 + 2 + 2 * COUNT(suites) + 2,
				 versions[i] == TLS_VERSION_SSL3);
		assert_int_equal(str_find(buf_str(&out), "www.example.jp") < out.size, versions[i] != TLS_VERSION_SSL3);
	}
}

static void no_name_is_asked_for_when_the_target_is_an_address(void **state)
{
	struct tls_hello hello = hello_of(TLS_VERSION_1_2);
	BUF_SCOPED with, without;

	buf_init(&with, TLS_HELLO_BYTES_MAX);
	buf_init(&without, TLS_HELLO_BYTES_MAX);
	hello.server_name = "a";
	tls_hello_write(&hello, &with);
	hello.server_name = NULL;
	tls_hello_write(&hello, &without);
	assert_int_equal(with.size, without.size + 4 + 2 + 3 + 1);
}

/* The largest that the tables allow; also the sizes that some servers hang on are never written (RFC 7685). */
static void each_number_of_suites_fits_and_no_size_is_one_to_hang_on(void **state)
{
	uint16_t many[TLS_CIPHER_OFFER_MAX], all_groups[64], all_signatures[64];
	struct tls_hello hello = hello_of(TLS_VERSION_1_2);

	for (size_t i = 0; i < COUNT(many); i++)
		many[i] = tls_cipher_table[i].code;
	for (size_t i = 0; i < tls_number_group_count; i++)
		all_groups[i] = tls_number_groups[i].code;
	for (size_t i = 0; i < tls_number_signature_count; i++)
		all_signatures[i] = tls_number_signatures[i].code;
	hello.groups = (struct tls_numbers){all_groups, tls_number_group_count};
	hello.signatures = (struct tls_numbers){all_signatures, tls_number_signature_count};
	hello.wants_extras = hello.offers_http2 = true;
	for (size_t count = 1; count <= COUNT(many); count++) {
		BUF_SCOPED out;

		buf_init(&out, TLS_HELLO_BYTES_MAX);
		hello.suites = (struct tls_numbers){many, count};
		tls_hello_write(&hello, &out);
		assert_false(out.full);
		assert_int_equal(u16_of(&out, 7) + 9, out.size);
		assert_false(out.size - 5 >= 256 && out.size - 5 < 512);
	}
}

static void tls13_asks_for_a_group_without_a_key(void **state)
{
	struct tls_hello hello = hello_of(TLS_VERSION_1_3);
	BUF_SCOPED with, without;

	buf_init(&with, TLS_HELLO_BYTES_MAX);
	buf_init(&without, TLS_HELLO_BYTES_MAX);
	hello.has_key_share = true;
	tls_hello_write(&hello, &with);
	hello.has_key_share = false;
	tls_hello_write(&hello, &without);
	assert_int_equal(with.size, without.size + 4 + 32);
}

static void the_hello_of_ssl2_offers_seven_kinds(void **state)
{
	BUF_SCOPED out;

	buf_init(&out, TLS_HELLO_BYTES_MAX);
	tls_hello_write_ssl2(fixed_random, &out);
	assert_int_equal(u16_of(&out, 0) & 0x7fff, out.size - 2);
	assert_int_equal(u16_of(&out, 0) & 0x8000, 0x8000);
	assert_int_equal(u16_of(&out, 3), 2);
	assert_int_equal(u16_of(&out, 5), 21);
	assert_int_equal(out.size, 2 + 9 + 21 + 16);
}

int test_tls_hello(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_client_hello_says_how_long_it_is),
		cmocka_unit_test(no_name_is_asked_for_when_the_target_is_an_address),
		cmocka_unit_test(each_number_of_suites_fits_and_no_size_is_one_to_hang_on),
		cmocka_unit_test(tls13_asks_for_a_group_without_a_key),
		cmocka_unit_test(the_hello_of_ssl2_offers_seven_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
