/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tls_hello.h"

enum {
	RECORD_HANDSHAKE = 22,
	MESSAGE_CLIENT_HELLO = 1,
	RANDOM_SIZE = 32,
	SSL2_CHALLENGE_SIZE = 16,
	EXTENSION_SERVER_NAME = 0,
	EXTENSION_GROUPS = 10,
	EXTENSION_SIGNATURES = 13,
	EXTENSION_PADDING = 21,
	PADDED_FROM = 256, /* RFC 7685: some servers hang on messages of 256 to 511 bytes */
	PADDED_TO = 512,
};

const char *tls_hello_version_name(enum tls_version version)
{
	switch (version) {
	case TLS_VERSION_SSL2: return "SSLv2";
	case TLS_VERSION_SSL3: return "SSLv3";
	case TLS_VERSION_1_0: return "TLSv1.0";
	case TLS_VERSION_1_1: return "TLSv1.1";
	case TLS_VERSION_1_2: return "TLSv1.2";
	case TLS_VERSION_1_3: return "TLSv1.3";
	}
	return "unknown";
}

static void put_u16(struct buf *out, unsigned number)
{
	buf_add_byte(out, (char)(number >> 8));
	buf_add_byte(out, (char)number);
}

/* Leaves room for a length of `width` bytes and says where; length_end() fills it in. */
static size_t length_begin(struct buf *out, unsigned width)
{
	for (unsigned i = 0; i < width; i++)
		buf_add_byte(out, 0);
	return out->size;
}

static void length_end(struct buf *out, size_t begin, unsigned width)
{
	size_t length = out->size - begin;

	for (unsigned i = 0; i < width && !out->full; i++)
		out->bytes[begin - 1 - i] = (char)(length >> (8 * i));
}

static void put_numbers(struct buf *out, const struct tls_numbers *numbers)
{
	size_t begin = length_begin(out, 2);

	for (size_t i = 0; i < numbers->count; i++)
		put_u16(out, numbers->at[i]);
	length_end(out, begin, 2);
}

static void put_list(struct buf *out, unsigned extension, const struct tls_numbers *numbers)
{
	size_t begin;

	put_u16(out, extension);
	begin = length_begin(out, 2);
	put_numbers(out, numbers);
	length_end(out, begin, 2);
}

static void put_server_name(struct buf *out, const char *server_name)
{
	size_t extension, list, name;

	put_u16(out, EXTENSION_SERVER_NAME);
	extension = length_begin(out, 2);
	list = length_begin(out, 2);
	buf_add_byte(out, 0);
	name = length_begin(out, 2);
	buf_add_text(out, server_name);
	length_end(out, name, 2);
	length_end(out, list, 2);
	length_end(out, extension, 2);
}

/* x25519 takes any 32 bytes for a public key. */
static void put_tls13(struct buf *out, const struct tls_hello *hello)
{
	buf_add(out, str_of("\x00\x2b\x00\x03\x02\x03\x04", 7)); /* supported_versions: 1.3 */
	if (hello->has_key_share) {
		buf_add(out, str_of("\x00\x33\x00\x26\x00\x24\x00\x1d\x00\x20", 10)); /* key_share: x25519 */
		buf_add(out, str_of(hello->random + RANDOM_SIZE, RANDOM_SIZE));
	} else {
		buf_add(out, str_of("\x00\x33\x00\x02\x00\x00", 6)); /* key_share: none yet */
	}
}

static void put_extras(struct buf *out)
{
	buf_add(out, str_of("\x00\x0f\x00\x01\x01", 5));                 /* heartbeat: may be sent to us */
	buf_add(out, str_of("\x00\x23\x00\x00", 4));                     /* session_ticket: none yet */
	buf_add(out, str_of("\x00\x05\x00\x05\x01\x00\x00\x00\x00", 9)); /* status_request: OCSP, of anybody */
	buf_add(out, str_of("\x00\x12\x00\x00", 4));                     /* signed_certificate_timestamp */
	buf_add(out, str_of("\x00\x16\x00\x00", 4));                     /* encrypt_then_mac */
}

static void put_extensions(struct buf *out, const struct tls_hello *hello, size_t message)
{
	size_t begin = length_begin(out, 2), size;

	if (hello->server_name)
		put_server_name(out, hello->server_name);
	if (hello->groups.count)
		put_list(out, EXTENSION_GROUPS, &hello->groups);
	buf_add(out, str_of("\x00\x0b\x00\x02\x01\x00", 6)); /* ec_point_formats: uncompressed */
	buf_add(out, str_of("\x00\x17\x00\x00", 4));         /* extended_master_secret */
	if (hello->version >= TLS_VERSION_1_2)
		put_list(out, EXTENSION_SIGNATURES, &hello->signatures);
	if (hello->wants_extras)
		put_extras(out);
	if (hello->offers_http2)
		buf_add(out, str_of("\x00\x10\x00\x0e\x00\x0c\x02h2\x08http/1.1", 18));
	if (hello->version == TLS_VERSION_1_3)
		put_tls13(out, hello);
	size = out->size - message + 4;
	if (size >= PADDED_FROM && size < PADDED_TO) {
		size_t more = size + 4 < PADDED_TO ? PADDED_TO - size - 4 : 0;

		put_u16(out, EXTENSION_PADDING);
		put_u16(out, (unsigned)more);
		while (more--)
			buf_add_byte(out, 0);
	}
	length_end(out, begin, 2);
}

void tls_hello_write(const struct tls_hello *hello, struct buf *out)
{
	/* TLS 1.3 claims to be 1.2 here and asks in an extension; old servers want a record version of at most 1.0. */
	unsigned in_hello = hello->version == TLS_VERSION_1_3 ? TLS_VERSION_1_2 : hello->version;
	unsigned in_record = hello->version == TLS_VERSION_SSL3 ? TLS_VERSION_SSL3 : TLS_VERSION_1_0;
	bool compresses = hello->wants_extras && hello->version != TLS_VERSION_1_3;
	size_t record, message;

	buf_add_byte(out, RECORD_HANDSHAKE);
	put_u16(out, in_record);
	record = length_begin(out, 2);
	buf_add_byte(out, MESSAGE_CLIENT_HELLO);
	message = length_begin(out, 3);
	put_u16(out, in_hello);
	buf_add(out, str_of(hello->random, RANDOM_SIZE));
	buf_add_byte(out, 0); /* no session to resume */
	put_numbers(out, &hello->suites);
	buf_add(out, compresses ? str_of("\x02\x01\x00", 3) : str_of("\x01\x00", 2)); /* DEFLATE (RFC 3749), null */
	if (hello->version != TLS_VERSION_SSL3)
		put_extensions(out, hello, message);
	length_end(out, message, 3);
	length_end(out, record, 2);
}

void tls_hello_write_ssl2(const unsigned char random[TLS_HELLO_RANDOM_SIZE], struct buf *out)
{
	static const char kinds[] =
		"\x01\x00\x80\x02\x00\x80\x03\x00\x80\x04\x00\x80\x05\x00\x80\x06\x00\x40\x07\x00\xc0";
	size_t size = sizeof(kinds) - 1;

	put_u16(out, (unsigned)(0x8000 | (9 + size + SSL2_CHALLENGE_SIZE)));
	buf_add_byte(out, MESSAGE_CLIENT_HELLO);
	put_u16(out, TLS_VERSION_SSL2);
	put_u16(out, (unsigned)size);
	put_u16(out, 0); /* no session to resume */
	put_u16(out, SSL2_CHALLENGE_SIZE);
	buf_add(out, str_of(kinds, size));
	buf_add(out, str_of(random, SSL2_CHALLENGE_SIZE));
}
