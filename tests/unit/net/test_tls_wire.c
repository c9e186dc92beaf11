/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "net/tls_cipher.h"
#include "net/tls_wire.h"
#include "test.h"

static const unsigned char fixed_random[TLS_WIRE_RANDOM_SIZE] = {1, 2, 3};

/* A TLS 1.2 ServerHello with an empty session and suite 0xc02f. */
static const char hello_12[] = "\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03"
			       "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
			       "\x00\xc0\x2f\x00";

static enum tls_reply read_answer(const char *bytes, size_t size, struct tls_answer *answer)
{
	return tls_wire_read_answer(str_of(bytes, size), answer);
}

static void a_server_hello_tells_version_and_suite(void **state)
{
	struct tls_answer answer = {0};

	assert_int_equal(read_answer(hello_12, sizeof(hello_12) - 1, &answer), TLS_REPLY_HELLO);
	assert_int_equal(answer.version, TLS_VERSION_1_2);
	assert_string_equal(tls_cipher_name(answer.cipher), "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
}

static void each_prefix_of_an_answer_asks_for_more(void **state)
{
	struct tls_answer answer = {.version = 7};

	for (size_t size = 0; size + 1 < sizeof(hello_12); size++)
		assert_int_equal(read_answer(hello_12, size, &answer), TLS_REPLY_UNFINISHED);
	assert_int_equal(answer.version, 7);
}

static void tls13_names_itself_in_an_extension(void **state)
{
	static const char hello[] = "\x16\x03\x03\x00\x32\x02\x00\x00\x2e\x03\x03"
				    "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
				    "\x00\x13\x01\x00\x00\x06\x00\x2b\x00\x02\x03\x04";
	struct tls_answer answer = {0};

	assert_int_equal(read_answer(hello, sizeof(hello) - 1, &answer), TLS_REPLY_HELLO);
	assert_int_equal(answer.version, TLS_VERSION_1_3);
	assert_int_equal(answer.cipher, 0x1301);
}

static void a_hello_cut_into_records_is_joined(void **state)
{
	char cut[128];
	size_t used = 0;
	struct tls_answer answer = {0};

	for (size_t i = 5; i < sizeof(hello_12) - 1; i += 21) {
		memcpy(cut + used, "\x16\x03\x03\x00\x15", 5);
		memcpy(cut + used + 5, hello_12 + i, 21);
		used += 26;
	}
	assert_int_equal(used, 52);
	assert_int_equal(read_answer(cut, used, &answer), TLS_REPLY_HELLO);
	assert_int_equal(answer.version, TLS_VERSION_1_2);
}

static void an_alert_is_a_refusal(void **state)
{
	struct tls_answer answer = {0};

	assert_int_equal(read_answer("\x15\x03\x01\x00\x02\x02\x46", 7, &answer), TLS_REPLY_ALERT);
	assert_int_equal(answer.alert, 70); /* protocol_version */
	assert_int_equal(read_answer("\x15\x03\x01\x00\x02\x02", 6, &answer), TLS_REPLY_UNFINISHED);
}

static void what_is_not_tls_is_known_at_once(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
	} rows[] = {
		{"HTTP/1.1 400 Bad Request\r\n", 26},
		{"220 ", 4},
		{"\x16\x02", 2},
		{"\x16\x03\x01\x00\x00", 5},
		{"\x16\x03\x01\xff\xff", 5},
		{"\x16\x03\x01\x00\x01\x01", 6},
		{"\x15\x03\x01\x00\x05\x02", 6},
		{"\x16\x03\x03\x00\x04\x02\xff\xff\xff", 9},          /* a ServerHello of 16 MiB */
		{"\x16\x03\x03\x00\x06\x02\x00\x00\x02\x03\x03", 11}, /* ... of two bytes */
	};
	struct tls_answer answer;

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(read_answer(rows[i].bytes, rows[i].size, &answer), TLS_REPLY_OTHER);
}

static unsigned u16_of(const struct buf *buf, size_t at)
{
	return (unsigned)(unsigned char)buf->bytes[at] << 8 | (unsigned char)buf->bytes[at + 1];
}

static void a_client_hello_says_how_long_it_is(void **state)
{
	static const enum tls_version versions[] = {TLS_VERSION_SSL3, TLS_VERSION_1_0, TLS_VERSION_1_1, TLS_VERSION_1_2,
						    TLS_VERSION_1_3};

	for (size_t i = 0; i < 5; i++) {
		BUF_SCOPED out;
		size_t ciphers;

		buf_init(&out, 4096);
		tls_wire_client_hello(versions[i], "www.example.jp", fixed_random, &out);
		assert_false(out.full);
		assert_int_equal(out.bytes[0], 22);
		assert_int_equal(u16_of(&out, 3) + 5, out.size);
		assert_int_equal(u16_of(&out, 7) + 9, out.size);
		assert_int_equal(u16_of(&out, 9), versions[i] == TLS_VERSION_1_3 ? TLS_VERSION_1_2 : versions[i]);
		ciphers = u16_of(&out, 9 + 2 + 32 + 1) / 2;
		assert_in_range(ciphers, 4, TLS_CIPHER_OFFER_MAX);
		/* SSL 3.0 ends with its compression methods and knows no extension, so no name either. */
		assert_int_equal(out.size == 9 + 2 + 32 + 1 + 2 + 2 * ciphers + 2, versions[i] == TLS_VERSION_SSL3);
		assert_int_equal(str_find(buf_str(&out), "www.example.jp") < out.size, versions[i] != TLS_VERSION_SSL3);
	}
}

static void no_name_is_asked_for_when_the_target_is_an_address(void **state)
{
	BUF_SCOPED with, without;

	buf_init(&with, 4096);
	buf_init(&without, 4096);
	tls_wire_client_hello(TLS_VERSION_1_2, "a", fixed_random, &with);
	tls_wire_client_hello(TLS_VERSION_1_2, NULL, fixed_random, &without);
	assert_int_equal(with.size, without.size + 4 + 2 + 3 + 1);
}

static void each_suite_stands_once(void **state)
{
	for (size_t i = 0; i < tls_cipher_count; i++)
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(tls_cipher_table[i].code, tls_cipher_table[k].code);
	assert_null(tls_cipher_name(0xfefe));
}

int test_tls_wire(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_hello_tells_version_and_suite),
		cmocka_unit_test(each_prefix_of_an_answer_asks_for_more),
		cmocka_unit_test(tls13_names_itself_in_an_extension),
		cmocka_unit_test(a_hello_cut_into_records_is_joined),
		cmocka_unit_test(an_alert_is_a_refusal),
		cmocka_unit_test(what_is_not_tls_is_known_at_once),
		cmocka_unit_test(a_client_hello_says_how_long_it_is),
		cmocka_unit_test(no_name_is_asked_for_when_the_target_is_an_address),
		cmocka_unit_test(each_suite_stands_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
