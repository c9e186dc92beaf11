/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tls_wire.h"

#include <string.h>

#include "net/tls_cipher.h"

enum {
	RECORD_ALERT = 21,
	RECORD_HANDSHAKE = 22,
	RECORD_MAX = 16384 + 2048,
	MESSAGE_CLIENT_HELLO = 1,
	MESSAGE_SERVER_HELLO = 2,
	EXTENSION_SUPPORTED_VERSIONS = 43,
	SIGNALLING_RENEGOTIATION = 0x00ff, /* TLS_EMPTY_RENEGOTIATION_INFO_SCSV, RFC 5746 */
	RANDOM_SIZE = 32,
	SERVER_HELLO_MAX = 4096,
};

const char *tls_wire_version_name(enum tls_version version)
{
	switch (version) {
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

static void put_ciphers(struct buf *out, enum tls_version version)
{
	size_t begin = length_begin(out, 2);
	size_t offered = 1;

	for (size_t i = 0; i < tls_cipher_count && offered < TLS_CIPHER_OFFER_MAX; i++) {
		bool is_tls13 = tls_cipher_table[i].since == TLS_VERSION_1_3;

		if (tls_cipher_table[i].since > version || is_tls13 != (version == TLS_VERSION_1_3))
			continue;
		put_u16(out, tls_cipher_table[i].code);
		offered++;
	}
	put_u16(out, SIGNALLING_RENEGOTIATION);
	length_end(out, begin, 2);
}

static void put_list(struct buf *out, unsigned extension, const uint16_t *numbers, size_t count)
{
	put_u16(out, extension);
	put_u16(out, (unsigned)(2 + 2 * count));
	put_u16(out, (unsigned)(2 * count));
	for (size_t i = 0; i < count; i++)
		put_u16(out, numbers[i]);
}

static void put_server_name(struct buf *out, const char *server_name)
{
	size_t extension, list, name;

	put_u16(out, 0);
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
static void put_tls13(struct buf *out, const unsigned char *key_share)
{
	buf_add(out, str_of("\x00\x2b\x00\x03\x02\x03\x04", 7));              /* supported_versions: 1.3 */
	buf_add(out, str_of("\x00\x33\x00\x26\x00\x24\x00\x1d\x00\x20", 10)); /* key_share: x25519 */
	buf_add(out, str_of(key_share, RANDOM_SIZE));
}

static void put_extensions(struct buf *out, enum tls_version version, const char *server_name,
			   const unsigned char *key_share)
{
	static const uint16_t groups[] = {0x001d, 0x0017, 0x0018, 0x0019, 0x0100};
	static const uint16_t signatures[] = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806,
					      0x0601, 0x0807, 0x0203, 0x0201, 0x0402, 0x0202};
	size_t begin = length_begin(out, 2);

	if (server_name)
		put_server_name(out, server_name);
	put_list(out, 10, groups, COUNT(groups));
	buf_add(out, str_of("\x00\x0b\x00\x02\x01\x00", 6)); /* ec_point_formats: uncompressed */
	if (version >= TLS_VERSION_1_2)
		put_list(out, 13, signatures, COUNT(signatures));
	if (version == TLS_VERSION_1_3)
		put_tls13(out, key_share);
	length_end(out, begin, 2);
}

void tls_wire_client_hello(enum tls_version version, const char *server_name,
			   const unsigned char random[TLS_WIRE_RANDOM_SIZE], struct buf *out)
{
	/* TLS 1.3 claims to be 1.2 here and asks in an extension; old servers want a record version of at most 1.0. */
	unsigned in_hello = version == TLS_VERSION_1_3 ? TLS_VERSION_1_2 : version;
	unsigned in_record = version == TLS_VERSION_SSL3 ? TLS_VERSION_SSL3 : TLS_VERSION_1_0;
	size_t record, message;

	buf_add_byte(out, RECORD_HANDSHAKE);
	put_u16(out, in_record);
	record = length_begin(out, 2);
	buf_add_byte(out, MESSAGE_CLIENT_HELLO);
	message = length_begin(out, 3);
	put_u16(out, in_hello);
	buf_add(out, str_of(random, RANDOM_SIZE));
	buf_add_byte(out, 0); /* no session to resume */
	put_ciphers(out, version);
	buf_add(out, str_of("\x01\x00", 2)); /* no compression */
	if (version != TLS_VERSION_SSL3)
		put_extensions(out, version, server_name, random + RANDOM_SIZE);
	length_end(out, message, 3);
	length_end(out, record, 2);
}

static unsigned byte_at(struct str s, size_t i)
{
	return (unsigned char)s.p[i];
}

static unsigned u16_at(struct str s, size_t i)
{
	return byte_at(s, i) << 8 | byte_at(s, i + 1);
}

/* TLS 1.3 is named only in an extension. */
static uint16_t chosen_version(struct str extensions, uint16_t otherwise)
{
	while (extensions.n >= 4) {
		unsigned type = u16_at(extensions, 0), size = u16_at(extensions, 2);

		extensions = str_skip(extensions, 4);
		if (size > extensions.n)
			break;
		if (type == EXTENSION_SUPPORTED_VERSIONS && size == 2)
			return (uint16_t)u16_at(extensions, 0);
		extensions = str_skip(extensions, size);
	}
	return otherwise;
}

/* message: the whole ServerHello behind its type and length. */
static enum tls_reply read_server_hello(struct str message, struct tls_answer *ret_answer)
{
	struct tls_answer answer = {0};
	size_t session, at;

	if (message.n < 2 + RANDOM_SIZE + 1)
		return TLS_REPLY_OTHER;
	session = byte_at(message, 2 + RANDOM_SIZE);
	at = 2 + RANDOM_SIZE + 1 + session;
	if (session > RANDOM_SIZE || message.n < at + 3)
		return TLS_REPLY_OTHER;
	answer.cipher = (uint16_t)u16_at(message, at);
	answer.version = chosen_version(str_skip(message, at + 5), (uint16_t)u16_at(message, 0));
	*ret_answer = answer;
	return TLS_REPLY_HELLO;
}

/* A message may be cut into several records: `whole` collects it. */
static enum tls_reply read_message(struct str collected, struct tls_answer *ret_answer)
{
	size_t length;

	if (collected.n >= 1 && byte_at(collected, 0) != MESSAGE_SERVER_HELLO)
		return TLS_REPLY_OTHER;
	if (collected.n < 4)
		return TLS_REPLY_UNFINISHED;
	length = (size_t)byte_at(collected, 1) << 16 | u16_at(collected, 2);
	if (length > SERVER_HELLO_MAX - 4)
		return TLS_REPLY_OTHER;
	if (collected.n < 4 + length)
		return TLS_REPLY_UNFINISHED;
	return read_server_hello(str_head(str_skip(collected, 4), length), ret_answer);
}

enum tls_reply tls_wire_read_answer(struct str bytes, struct tls_answer *ret_answer)
{
	char message[SERVER_HELLO_MAX];
	size_t used = 0;

	while (bytes.n) {
		unsigned type = byte_at(bytes, 0);
		enum tls_reply reply;
		size_t size, take;

		if ((type != RECORD_ALERT && type != RECORD_HANDSHAKE) || (bytes.n > 1 && byte_at(bytes, 1) != 3))
			return TLS_REPLY_OTHER;
		if (bytes.n < 5)
			return TLS_REPLY_UNFINISHED;
		size = u16_at(bytes, 3);
		if (size == 0 || size > RECORD_MAX)
			return TLS_REPLY_OTHER;
		bytes = str_skip(bytes, 5);
		if (type == RECORD_ALERT) {
			if (size != 2 || bytes.n < 2)
				return size != 2 ? TLS_REPLY_OTHER : TLS_REPLY_UNFINISHED;
			*ret_answer = (struct tls_answer){.alert = (unsigned char)bytes.p[1]};
			return TLS_REPLY_ALERT;
		}
		take = size < bytes.n ? size : bytes.n;
		if (take > sizeof(message) - used)
			take = sizeof(message) - used;
		memcpy(message + used, bytes.p, take);
		used += take;
		reply = read_message(str_of(message, used), ret_answer);
		if (reply != TLS_REPLY_UNFINISHED)
			return reply;
		bytes = str_skip(bytes, size);
	}
	return TLS_REPLY_UNFINISHED;
}
