/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tls_answer.h"

#include <string.h>

#include "base/count.h"
#include "net/tls_cipher.h"
#include "net/tls_hello.h"

enum {
	RECORD_HEAD = 5,
	RECORD_ALERT = 21,
	RECORD_HANDSHAKE = 22,
	RECORD_MAX = 16384 + 2048,
	MESSAGE_HEAD = 4,
	MESSAGE_SERVER_HELLO = 2,
	MESSAGE_CERTIFICATE = 11,
	MESSAGE_KEY_EXCHANGE = 12,
	MESSAGE_STATUS = 22,
	ALERT_WARNING = 1,
	ALERT_CLOSE = 0,
	RANDOM_SIZE = 32,
	HELLO_MAX = 4092,
	KEY_EXCHANGE_MAX = 8192,
	CURVE_NAMED = 3,
};

/* Reads the bytes of handshake messages, which may be cut into records anywhere. */
struct stream {
	struct str bytes;
	size_t left; /* of the record at the front */
	unsigned char alert;
};

static unsigned byte_at(struct str s, size_t i)
{
	return (unsigned char)s.p[i];
}

static unsigned u16_at(struct str s, size_t i)
{
	return byte_at(s, i) << 8 | byte_at(s, i + 1);
}

/* Past an alert; warnings are no refusal, but for close_notify. */
static enum tls_reply pass_alert(struct stream *stream, size_t size)
{
	if (size != 2)
		return TLS_REPLY_OTHER;
	if (stream->bytes.n < RECORD_HEAD + 2)
		return TLS_REPLY_UNFINISHED;
	stream->alert = (unsigned char)byte_at(stream->bytes, RECORD_HEAD + 1);
	if (byte_at(stream->bytes, RECORD_HEAD) != ALERT_WARNING || stream->alert == ALERT_CLOSE)
		return TLS_REPLY_ALERT;
	stream->bytes = str_skip(stream->bytes, RECORD_HEAD + 2);
	return TLS_REPLY_HELLO;
}

/* To the next record that holds handshake bytes. HELLO: there it stands. */
static enum tls_reply next_record(struct stream *stream)
{
	for (;;) {
		struct str bytes = stream->bytes;
		enum tls_reply reply;
		unsigned type;
		size_t size;

		if (bytes.n == 0)
			return TLS_REPLY_UNFINISHED;
		type = byte_at(bytes, 0);
		if ((type != RECORD_ALERT && type != RECORD_HANDSHAKE) || (bytes.n > 1 && byte_at(bytes, 1) != 3))
			return TLS_REPLY_OTHER;
		if (bytes.n < RECORD_HEAD)
			return TLS_REPLY_UNFINISHED;
		size = u16_at(bytes, 3);
		if (size == 0 || size > RECORD_MAX)
			return TLS_REPLY_OTHER;
		if (type == RECORD_HANDSHAKE) {
			stream->left = size;
			stream->bytes = str_skip(bytes, RECORD_HEAD);
			return TLS_REPLY_HELLO;
		}
		reply = pass_alert(stream, size);
		if (reply != TLS_REPLY_HELLO)
			return reply;
	}
}

/* Takes that many bytes, to `into` unless it is NULL. HELLO: they are there. */
static enum tls_reply take(struct stream *stream, unsigned char *into, size_t size)
{
	while (size) {
		size_t part;

		if (stream->left == 0) {
			enum tls_reply reply = next_record(stream);
			if (reply != TLS_REPLY_HELLO)
				return reply;
		}
		part = size < stream->left ? size : stream->left;
		part = part < stream->bytes.n ? part : stream->bytes.n;
		if (part == 0)
			return TLS_REPLY_UNFINISHED;
		if (into)
			memcpy(into, stream->bytes.p, part);
		into = into ? into + part : NULL;
		stream->bytes = str_skip(stream->bytes, part);
		stream->left -= part;
		size -= part;
	}
	return TLS_REPLY_HELLO;
}

static enum tls_reply take_head(struct stream *stream, unsigned *ret_type, size_t *ret_size)
{
	unsigned char head[MESSAGE_HEAD];
	enum tls_reply reply = take(stream, head, 1);

	if (reply != TLS_REPLY_HELLO)
		return reply;
	*ret_type = head[0];
	reply = take(stream, head + 1, MESSAGE_HEAD - 1);
	*ret_size = reply == TLS_REPLY_HELLO ? (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3] : 0;
	return reply;
}

/* ALPN's answer is a list of one name (RFC 7301, 3.1). */
static void read_protocol(struct str data, struct tls_answer *answer)
{
	if (data.n < 4 || u16_at(data, 0) != data.n - 2 || byte_at(data, 2) != data.n - 3 ||
	    data.n - 3 >= sizeof(answer->protocol))
		return;
	memcpy(answer->protocol, data.p + 3, data.n - 3);
	answer->protocol[data.n - 3] = '\0';
}

static void read_extension(unsigned type, struct str data, struct tls_answer *answer)
{
	switch (type) {
	case 15: answer->has_heartbeat = true; break;
	case 16: read_protocol(data, answer); break;
	case 22: answer->has_encrypt_then_mac = true; break;
	case 23: answer->has_master_secret = true; break;
	case 35: answer->has_ticket = true; break;
	case 43: /* TLS 1.3 is named here alone */
		if (data.n == 2)
			answer->version = (uint16_t)u16_at(data, 0);
		break;
	case 51: /* key_share: the group and a key, or in a HelloRetryRequest the group alone */
		if (data.n >= 2)
			answer->group = (uint16_t)u16_at(data, 0);
		break;
	case 0xff01: answer->has_renegotiation = true; break;
	default: break;
	}
}

static void read_extensions(struct str extensions, struct tls_answer *answer)
{
	while (extensions.n >= 4) {
		unsigned type = u16_at(extensions, 0), size = u16_at(extensions, 2);

		extensions = str_skip(extensions, 4);
		if (size > extensions.n)
			break;
		read_extension(type, str_head(extensions, size), answer);
		extensions = str_skip(extensions, size);
	}
}

/* message: the whole ServerHello behind its type and length. */
static enum tls_reply read_hello(struct str message, struct tls_answer *ret_answer)
{
	/* SHA-256 of "HelloRetryRequest" stands for the random bytes of one (RFC 8446, 4.1.3). */
	static const unsigned char retry[RANDOM_SIZE] = {
		0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
		0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};
	struct tls_answer answer = {0};
	size_t session, at;

	if (message.n < 2 + RANDOM_SIZE + 1)
		return TLS_REPLY_OTHER;
	session = byte_at(message, 2 + RANDOM_SIZE);
	at = 2 + RANDOM_SIZE + 1 + session;
	if (session > RANDOM_SIZE || message.n < at + 3)
		return TLS_REPLY_OTHER;
	answer.is_retry = memcmp(message.p + 2, retry, RANDOM_SIZE) == 0;
	answer.cipher = (uint16_t)u16_at(message, at);
	answer.is_compressed = byte_at(message, at + 2) != 0;
	answer.version = (uint16_t)u16_at(message, 0);
	read_extensions(str_skip(message, at + 5), &answer);
	*ret_answer = answer;
	return TLS_REPLY_HELLO;
}

/* A length of two bytes and as many bytes; false when they are not all there. */
static bool cut_u16(struct str *bytes, struct str *ret_part)
{
	size_t size = bytes->n >= 2 ? u16_at(*bytes, 0) : 0;

	if (bytes->n < 2 || bytes->n - 2 < size)
		return false;
	*ret_part = str_head(str_skip(*bytes, 2), size);
	*bytes = str_skip(*bytes, 2 + size);
	return true;
}

static void read_prime(struct str *message, struct tls_answer *answer)
{
	struct str prime, generator, key;

	if (!cut_u16(message, &prime) || !cut_u16(message, &generator) || !cut_u16(message, &key)) {
		*message = str_of(NULL, 0);
		return;
	}
	while (prime.n && prime.p[0] == 0)
		prime = str_skip(prime, 1);
	answer->prime_size = prime.n;
	if (prime.n && prime.n <= sizeof(answer->prime))
		memcpy(answer->prime, prime.p, prime.n);
}

static void read_curve(struct str *message, struct tls_answer *answer)
{
	size_t size = message->n >= 4 ? byte_at(*message, 3) : 0;

	if (message->n < 4 + size || byte_at(*message, 0) != CURVE_NAMED) {
		*message = str_of(NULL, 0);
		return;
	}
	answer->group = (uint16_t)u16_at(*message, 1);
	*message = str_skip(*message, 4 + size);
}

static void read_key_exchange(struct str message, struct tls_answer *answer)
{
	enum tls_exchange exchange = tls_cipher_exchange(answer->cipher);
	bool is_signed = exchange == TLS_EXCHANGE_DHE || exchange == TLS_EXCHANGE_ECDHE;

	if (exchange == TLS_EXCHANGE_DHE || exchange == TLS_EXCHANGE_DH_ANON)
		read_prime(&message, answer);
	else
		read_curve(&message, answer);
	if (is_signed && answer->version >= TLS_VERSION_1_2 && message.n >= 2)
		answer->signature = (uint16_t)u16_at(message, 0);
}

/* Behind the hello, up to the key exchange. What is no part of it ends the reading, not the answer. */
static enum tls_reply read_rest(struct stream *stream, struct tls_answer *answer)
{
	unsigned char message[KEY_EXCHANGE_MAX];

	for (;;) {
		unsigned type = 0;
		size_t size = 0;
		enum tls_reply reply = take_head(stream, &type, &size);

		if (reply == TLS_REPLY_UNFINISHED)
			return TLS_REPLY_BEGUN;
		if (reply != TLS_REPLY_HELLO ||
		    (type != MESSAGE_CERTIFICATE && type != MESSAGE_STATUS && type != MESSAGE_KEY_EXCHANGE) ||
		    (type == MESSAGE_KEY_EXCHANGE && size > sizeof(message)))
			return TLS_REPLY_HELLO;
		reply = take(stream, type == MESSAGE_KEY_EXCHANGE ? message : NULL, size);
		if (reply == TLS_REPLY_UNFINISHED)
			return TLS_REPLY_BEGUN;
		if (reply != TLS_REPLY_HELLO)
			return TLS_REPLY_HELLO;
		if (type == MESSAGE_KEY_EXCHANGE) {
			read_key_exchange(str_of(message, size), answer);
			return TLS_REPLY_HELLO;
		}
	}
}

enum tls_reply tls_answer_read(struct str bytes, struct tls_answer *ret_answer)
{
	struct stream stream = {.bytes = bytes};
	unsigned char message[HELLO_MAX];
	unsigned type = MESSAGE_SERVER_HELLO;
	size_t size = 0;
	enum tls_reply reply = take_head(&stream, &type, &size);

	if (reply == TLS_REPLY_ALERT)
		*ret_answer = (struct tls_answer){.alert = stream.alert};
	if (type != MESSAGE_SERVER_HELLO || size > sizeof(message))
		return TLS_REPLY_OTHER;
	if (reply != TLS_REPLY_HELLO)
		return reply;
	reply = take(&stream, message, size);
	if (reply == TLS_REPLY_ALERT)
		*ret_answer = (struct tls_answer){.alert = stream.alert};
	if (reply == TLS_REPLY_HELLO)
		reply = read_hello(str_of(message, size), ret_answer);
	if (reply != TLS_REPLY_HELLO || ret_answer->version >= TLS_VERSION_1_3 ||
	    tls_cipher_exchange(ret_answer->cipher) == TLS_EXCHANGE_OTHER)
		return reply;
	return read_rest(&stream, ret_answer);
}

enum tls_reply tls_answer_read_ssl2(struct str bytes, struct tls_ssl2_answer *ret_answer)
{
	/* Two bytes of length, then type 4, one byte each for a session that was hit and the type of certificate,
	 * version, three lengths. */
	struct tls_ssl2_answer answer = {0};
	size_t length, certificate, kinds;

	if (bytes.n && !(byte_at(bytes, 0) & 0x80))
		return byte_at(bytes, 0) == RECORD_ALERT ? TLS_REPLY_ALERT : TLS_REPLY_OTHER;
	if (bytes.n < 3)
		return TLS_REPLY_UNFINISHED;
	length = u16_at(bytes, 0) & 0x7fff;
	if (byte_at(bytes, 2) == 0)
		return TLS_REPLY_ALERT; /* ERROR */
	if (byte_at(bytes, 2) != 4 || length < 11)
		return TLS_REPLY_OTHER;
	if (bytes.n < 2 + length)
		return TLS_REPLY_UNFINISHED;
	certificate = u16_at(bytes, 7);
	kinds = u16_at(bytes, 9);
	if (u16_at(bytes, 5) != TLS_VERSION_SSL2 || 11 + certificate + kinds > length || kinds % 3)
		return TLS_REPLY_OTHER;
	for (size_t at = 13 + certificate; kinds && answer.kind_count < TLS_ANSWER_KINDS_MAX; at += 3, kinds -= 3)
		answer.kinds[answer.kind_count++] = byte_at(bytes, at) << 16 | u16_at(bytes, at + 1);
	*ret_answer = answer;
	return TLS_REPLY_HELLO;
}

const char *tls_answer_ssl2_name(uint32_t kind)
{
	static const struct {
		uint32_t kind;
		const char *name;
	} names[] = {
		{0x010080, "SSL_CK_RC4_128_WITH_MD5"},          {0x020080, "SSL_CK_RC4_128_EXPORT40_WITH_MD5"},
		{0x030080, "SSL_CK_RC2_128_CBC_WITH_MD5"},      {0x040080, "SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5"},
		{0x050080, "SSL_CK_IDEA_128_CBC_WITH_MD5"},     {0x060040, "SSL_CK_DES_64_CBC_WITH_MD5"},
		{0x0700c0, "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"},
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].kind == kind)
			return names[i].name;
	return NULL;
}
