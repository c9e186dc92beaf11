/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "net/tls_answer.h"
#include "net/tls_cipher.h"
#include "net/tls_hello.h"
#include "test.h"

/* A TLS 1.2 ServerHello with an empty session and suite 0xc02f. */
static const char hello_12[] = "\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03"
			       "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
			       "\x00\xc0\x2f\x00";

static enum tls_reply read_answer(const char *bytes, size_t size, struct tls_answer *answer)
{
	return tls_answer_read(str_of(bytes, size), answer);
}

static void a_server_hello_tells_version_and_suite(void **state)
{
	struct tls_answer answer = {0};

	assert_int_equal(read_answer(hello_12, sizeof(hello_12) - 1, &answer), TLS_REPLY_BEGUN);
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
	assert_int_equal(read_answer(cut, used, &answer), TLS_REPLY_BEGUN);
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

/* The hello of hello_12, then messages of the same record layer: a certificate, the key exchange. */
static size_t put_message(char *out, unsigned type, const char *body, size_t size)
{
	const char head[] = {
		0x16, 3, 3, (char)((size + 4) >> 8), (char)(size + 4), (char)type, 0, (char)(size >> 8), (char)size};

	memcpy(out, head, sizeof(head));
	memcpy(out + sizeof(head), body, size);
	return sizeof(head) + size;
}

static void the_key_exchange_tells_curve_and_signature(void **state)
{
	static const char curve[] = "\x03\x00\x17\x02pp\x08\x04\x00\x01s";
	struct tls_answer answer = {0};
	char bytes[512];
	size_t used = sizeof(hello_12) - 1;

	memcpy(bytes, hello_12, used);
	assert_int_equal(read_answer(bytes, used, &answer), TLS_REPLY_BEGUN);
	assert_int_equal(answer.cipher, 0xc02f);
	used += put_message(bytes + used, 11, "\x00\x00\x00", 3);
	used += put_message(bytes + used, 12, curve, sizeof(curve) - 1);
	for (size_t size = sizeof(hello_12) - 1; size < used; size++)
		assert_int_equal(read_answer(bytes, size, &answer), TLS_REPLY_BEGUN);
	assert_int_equal(read_answer(bytes, used, &answer), TLS_REPLY_HELLO);
	assert_int_equal(answer.group, 23);
	assert_int_equal(answer.signature, 0x0804);
}

static void a_modulus_is_kept_without_leading_zeros(void **state)
{
	static const char finite[] = "\x00\x04\x00\x00\xab\xcd\x00\x01\x02\x00\x01y\x04\x01\x00\x00";
	struct tls_answer answer = {0};
	char bytes[512];
	size_t used = sizeof(hello_12) - 1;

	memcpy(bytes, hello_12, used);
	memcpy(bytes + used - 3, "\x00\x9e", 2); /* a suite of DHE */
	used += put_message(bytes + used, 12, finite, sizeof(finite) - 1);
	assert_int_equal(read_answer(bytes, used, &answer), TLS_REPLY_HELLO);
	assert_int_equal(answer.prime_size, 2);
	assert_memory_equal(answer.prime, "\xab\xcd", 2);
	assert_int_equal(answer.signature, 0x0401);
}

static void lengths_that_lie_in_a_key_exchange_tell_nothing(void **state)
{
	static const struct {
		const char *body;
		size_t size;
	} rows[] = {{"\xff\xff\x01", 3}, {"\x00\x01p\x00\x09g", 6}, {"", 0}, {"\x00\x00\x00\x00\x00\x00", 6}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct tls_answer answer = {0};
		char bytes[512];
		size_t used = sizeof(hello_12) - 1;

		memcpy(bytes, hello_12, used);
		memcpy(bytes + used - 3, "\x00\x9e", 2);
		used += put_message(bytes + used, 12, rows[i].body, rows[i].size);
		assert_int_equal(read_answer(bytes, used, &answer), TLS_REPLY_HELLO);
		assert_int_equal(answer.prime_size, 0);
		assert_int_equal(answer.signature, 0);
	}
}

static void a_request_for_another_group_names_it(void **state)
{
	static const char hello[] = "\x16\x03\x03\x00\x38\x02\x00\x00\x34\x03\x03"
				    "\xcf\x21\xad\x74\xe5\x9a\x61\x11\xbe\x1d\x8c\x02\x1e\x65\xb8\x91"
				    "\xc2\xa2\x11\x16\x7a\xbb\x8c\x5e\x07\x9e\x09\xe2\xc8\xa8\x33\x9c"
				    "\x00\x13\x02\x00\x00\x0c\x00\x2b\x00\x02\x03\x04\x00\x33\x00\x02\x00\x1e";
	struct tls_answer answer = {0};

	assert_int_equal(read_answer(hello, sizeof(hello) - 1, &answer), TLS_REPLY_HELLO);
	assert_true(answer.is_retry);
	assert_int_equal(answer.version, TLS_VERSION_1_3);
	assert_int_equal(answer.group, 0x001e);
}

static void extensions_and_compression_are_told(void **state)
{
	static const char hello[] = "\x16\x03\x03\x00\x49\x02\x00\x00\x45\x03\x03"
				    "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
				    "\x00\x00\x2f\x01\x00\x1d\xff\x01\x00\x01\x00\x00\x17\x00\x00\x00\x0f\x00\x01\x01"
				    "\x00\x23\x00\x00\x00\x10\x00\x05\x00\x03\x02h2\x00\x16";
	struct tls_answer answer = {0};

	assert_int_equal(read_answer(hello, sizeof(hello) - 1, &answer), TLS_REPLY_HELLO);
	assert_true(answer.has_renegotiation && answer.has_master_secret && answer.has_heartbeat && answer.has_ticket);
	assert_true(answer.is_compressed);
	assert_false(answer.has_encrypt_then_mac); /* cut in its middle */
	assert_string_equal(answer.protocol, "h2");
}

/* unrecognized_name comes as a warning before the hello of some servers (RFC 6066, 3). */
static void a_warning_before_the_hello_is_passed(void **state)
{
	struct tls_answer answer = {0};
	char bytes[128] = "\x15\x03\x03\x00\x02\x01\x70";

	memcpy(bytes + 7, hello_12, sizeof(hello_12) - 1);
	assert_int_equal(read_answer(bytes, 7 + sizeof(hello_12) - 1, &answer), TLS_REPLY_BEGUN);
	assert_int_equal(read_answer("\x15\x03\x03\x00\x02\x01\x00", 7, &answer), TLS_REPLY_ALERT);
}

static void ssl2_names_its_ciphers(void **state)
{
	static const char hello[] = "\x80\x17\x04\x00\x01\x00\x02\x00\x02\x00\x06\x00\x04"
				    "CC\x01\x00\x80\x07\x00\xc0"
				    "idid";
	struct tls_ssl2_answer answer = {0};

	for (size_t size = 0; size + 1 < sizeof(hello); size++)
		assert_int_equal(tls_answer_read_ssl2(str_of(hello, size), &answer), TLS_REPLY_UNFINISHED);
	assert_int_equal(tls_answer_read_ssl2(str_of(hello, sizeof(hello) - 1), &answer), TLS_REPLY_HELLO);
	assert_int_equal(answer.kind_count, 2);
	assert_string_equal(tls_answer_ssl2_name(answer.kinds[0]), "SSL_CK_RC4_128_WITH_MD5");
	assert_string_equal(tls_answer_ssl2_name(answer.kinds[1]), "SSL_CK_DES_192_EDE3_CBC_WITH_MD5");
	assert_int_equal(tls_answer_read_ssl2(STR("\x15\x03\x01\x00\x02\x02\x46"), &answer), TLS_REPLY_ALERT);
	assert_int_equal(tls_answer_read_ssl2(STR("HTTP/1.1 400"), &answer), TLS_REPLY_OTHER);
}

/* All of one, two and three bytes: under the sanitizers nothing is read behind them. */
static void each_input_up_to_three_bytes_is_survived(void **state)
{
	struct tls_answer answer;
	struct tls_ssl2_answer ssl2;

	for (unsigned size = 1; size <= 3; size++)
		for (unsigned number = 0; number < 1u << (8 * size); number++) {
			unsigned char *bytes = malloc(size);

			for (unsigned i = 0; i < size; i++)
				bytes[i] = (unsigned char)(number >> (8 * i));
			assert_int_not_equal(tls_answer_read(str_of(bytes, size), &answer), TLS_REPLY_HELLO);
			assert_int_not_equal(tls_answer_read_ssl2(str_of(bytes, size), &ssl2), TLS_REPLY_HELLO);
			free(bytes);
			number += size == 3 ? 6 : 0; /* a seventh of those of three */
		}
}

static void each_suite_stands_once(void **state)
{
	for (size_t i = 0; i < tls_cipher_count; i++)
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(tls_cipher_table[i].code, tls_cipher_table[k].code);
	assert_null(tls_cipher_name(0xfefe));
}

int test_tls_answer(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_hello_tells_version_and_suite),
		cmocka_unit_test(each_prefix_of_an_answer_asks_for_more),
		cmocka_unit_test(tls13_names_itself_in_an_extension),
		cmocka_unit_test(a_hello_cut_into_records_is_joined),
		cmocka_unit_test(an_alert_is_a_refusal),
		cmocka_unit_test(what_is_not_tls_is_known_at_once),
		cmocka_unit_test(the_key_exchange_tells_curve_and_signature),
		cmocka_unit_test(a_modulus_is_kept_without_leading_zeros),
		cmocka_unit_test(lengths_that_lie_in_a_key_exchange_tell_nothing),
		cmocka_unit_test(a_request_for_another_group_names_it),
		cmocka_unit_test(extensions_and_compression_are_told),
		cmocka_unit_test(a_warning_before_the_hello_is_passed),
		cmocka_unit_test(ssl2_names_its_ciphers),
		cmocka_unit_test(each_input_up_to_three_bytes_is_survived),
		cmocka_unit_test(each_suite_stands_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
