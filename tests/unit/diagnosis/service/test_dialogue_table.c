/* SPDX-License-Identifier: Apache-2.0 */
/* What the dialogues read out of answers, byte for byte; of a part of them; and of every short one. */
#include <string.h>

#include "codec/json.h"
#include "diagnosis/service/dialogue_table.h"
#include "test.h"

struct sample {
	int port; /* of UDP when it is negative */
	struct str answer;
	const char *told; /* NULL: another service answered */
};
#define BYTES(literal) DIALOGUE_BYTES(literal)

static const struct sample samples[] = {
	{6379, BYTES("+PONG\r\n$38\r\n# Server\r\nredis_version:7.0.15\r\nos:x\r\n\r\n"),
	 "{\"authentication\":\"none\",\"version\":\"7.0.15\"}"},
	{6379, BYTES("+PONG\r\n-NOPERM this user has no permissions\r\n"), "{\"authentication\":\"none\"}"},
	{6379, BYTES("-NOAUTH Authentication required.\r\n"),
	 "{\"text\":\"-NOAUTH Authentication required.\",\"authentication\":\"required\"}"},
	{6379, BYTES("+PONG\r\n$43\r\nredis_version:7.2.4\r\nvalkey_version:8.0.1\r\n\r\n"),
	 "{\"authentication\":\"none\"}"},
	{6379, BYTES("SSH-2.0-OpenSSH_9.2p1\r\n"), NULL},
	{11211, BYTES("VERSION 1.6.18\r\n"), "{\"authentication\":\"none\",\"version\":\"1.6.18\"}"},
	{11211, BYTES("CLIENT_ERROR unauthenticated\r\n"),
	 "{\"text\":\"CLIENT_ERROR unauthenticated\",\"authentication\":\"required\"}"},
	{11211, BYTES("HTTP/1.1 400 Bad Request\r\n"), NULL},
	{5432, BYTES("S"), "{}"},
	{5432, BYTES("HTTP/1.1 400 Bad Request\r\n"), NULL},
	{1433,
	 BYTES("\x04\x01\0\x2b\0\0\x01\0\0\0\x1a\0\x06\x01\0\x20\0\x01\x02\0\x21\0\x01\x03\0\x22\0\0"
	       "\x04\0\x22\0\x01\xff\x0f\0\x07\xd0\0\0\x02\0\0"),
	 "{\"version\":\"15.0.2000\",\"authentication\":\"required\"}"},
	{1433, BYTES("\x04\x01\0\x08\0\0\x01\0"), NULL},
	{1521, BYTES("\0\x3c\0\0\x04\0\0\0\x22\0\0\x30(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=1189))"),
	 "{\"text\":\"(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=1189))\",\"version\":\"19.0\"}"},
	{27017,
	 BYTES("\x3a\0\0\0\0\0\0\0\x01\0\0\0\xdd\x07\0\0\0\0\0\0\0\x25\0\0\0"
	       "\x02version\0\x07\0\0\0"
	       "6.0.14\0\x01ok\0\0\0\0\0\0\0\xf0\x3f\0"
	       "\x49\0\0\0\0\0\0\0\x02\0\0\0\xdd\x07\0\0\0\0\0\0\0\x34\0\0\0\x04"
	       "databases\0\x1d\0\0\0\x03"
	       "0\0\x15\0\0\0\x02name\0\x06\0\0\0admin\0\0\0"
	       "\x08more\0\0\0"),
	 "{\"version\":\"6.0.14\",\"authentication\":\"none\",\"names\":[\"admin\"]}"},
	{1883, BYTES("\x20\x02\0\0\x90\x03\0\x01\0\x30\x2d\0\x13$SYS/broker/versionmosquitto version 2.0.11"),
	 "{\"authentication\":\"none\",\"text\":\"mosquitto version 2.0.11\",\"version\":\"2.0.11\"}"},
	{27017, BYTES("\x61\xea\0\0\0\0\0\0\x02\0\0\0\xdd\x07\0\0"), "{}"}, /* a list longer than we read */
	{27017, BYTES("\xff\xff\xff\xff\0\0\0\0\x02\0\0\0\xdd\x07\0\0"), NULL},
	{1883, BYTES("\x20\x02\0\x05"), "{\"authentication\":\"required\"}"},
	{1883, BYTES("\x20\x02\0\x84"), "{}"}, /* it speaks MQTT 5 alone */
	{1883, BYTES("\x20\x03\0\x84\0"), "{}"},
	{1883, BYTES("\x20\x03\x84\0\0"), NULL},
	{5672,
	 BYTES("\x01\0\0\0\0\0\x3f\0\x0a\0\x0a\0\x09\0\0\0\x28\x07product"
	       "S\0\0\0\x08RabbitMQ\x07version"
	       "S\0\0\0\x06"
	       "3.10.8\0\0\0\x05PLAIN\0\0\0\0\xce"),
	 "{\"text\":\"RabbitMQ\",\"version\":\"3.10.8\",\"authentication\":\"required\"}"},
	{5672, BYTES("AMQP\0\x01\0\0"), "{\"text\":\"AMQP 1.0\"}"},
	{389,
	 BYTES("\x30\x28\x02\x01\x01\x64\x23\x04\0\x30\x1f\x30\x1d\x04\x0enamingContexts\x31\x0b\x04\x09o=example"
	       "\x30\x0c\x02\x01\x01\x65\x07\x0a\x01\0\x04\0\x04\0"),
	 "{\"names\":[\"o=example\"],\"authentication\":\"none\"}"},
	{389, BYTES("\x30\x0c\x02\x01\x01\x65\x07\x0a\x01\x01\x04\0\x04\0"), "{\"authentication\":\"required\"}"},
	{2049, BYTES("\x80\0\0\x18tenk\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "{}"},
	{111,
	 BYTES("\x80\0\0\x30tenk\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"
	       "\0\x01\x86\xa3\0\0\0\x04\0\0\0\x06\0\0\x08\x01\0\0\0\0"),
	 "{\"names\":[\"100003 v4 tcp 2049\"]}"},
	{20048,
	 BYTES("\x80\0\0\x44tenk\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"
	       "\0\0\0\x05/data\0\0\0\0\0\0\x01\0\0\0\x0b"
	       "192.0.2.0/8\0\0\0\0\0\0\0\0\0"),
	 "{\"names\":[\"/data\"],\"authentication\":\"required\"}"},
	{20048,
	 BYTES("\x80\0\0\x30tenk\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"
	       "\0\0\0\x05/data\0\0\0\0\0\0\0\0\0\0\0"),
	 "{\"names\":[\"/data\"],\"authentication\":\"none\"}"},
	{20048, /* a list that breaks off */
	 BYTES("\x80\0\0\x40tenk\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"
	       "\0\0\0\x05/data\0\0\0\0\0\0\x01\0\0\0\x0b"
	       "192.0.2.0/8\0\0\0\0\0"),
	 "{\"names\":[\"/data\"]}"},
	{20048, BYTES("\x80\x01\0\0tenk\0\0\0\x01"), "{}"}, /* a list longer than we read */
	{111, BYTES("\0\0\0\x20tenk\0\0\0\x01"), "{}"},     /* in pieces */
	{3389, BYTES("\x03\0\0\x13\x0e\xd0\0\0\x12\x34\0\x02\x1f\x08\0\x02\0\0\0"), "{\"selected\":2}"},
	{3389, BYTES("\x03\0\0\x13\x0e\xd0\0\0\x12\x34\0\x03\0\x08\0\x05\0\0\0"), "{}"},
	{3389, BYTES("\x03\0\0\x0b\x06\xd0\0\0\x12\x34\0"), "{\"selected\":0}"},
	{3389, BYTES("HTTP/1.1 400 Bad Request\r\n"), NULL},
	{445,
	 BYTES("\0\0\0\x46\xfeSMB\x40\0\0\0\0\0\0\0\0\0\x01\0\x01\0\0\0"
	       "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	       "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x41\0\x03\0\x11\x03"),
	 "{\"dialect\":785,\"signing\":\"required\"}"},
	{445,
	 BYTES("\0\0\0\x26\xffSMB\x72\0\0\0\0\x98\x01\x28\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x11\0\0\x03\0\0"),
	 "{\"dialect\":1,\"signing\":\"disabled\"}"},
	{445,
	 BYTES("\0\0\0\x25\xffSMB\x72\0\0\0\0\x98\x01\x28\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\xff\xff\0\0"),
	 "{}"},
	{5555,
	 BYTES("CNXN\0\0\0\x01\0\x10\0\0\x0a\0\0\0\x0f\x03\0\0\xbc\xb1\xa7\xb1"
	       "device::x\0"),
	 "{\"authentication\":\"none\",\"text\":\"device::x\"}"},
	{5555, BYTES("AUTH\x01\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\xbe\xaa\xab\xb7x"),
	 "{\"authentication\":\"required\"}"},
	{5060, BYTES("SIP/2.0 200 OK\r\nServer: Asterisk PBX 18.10.0\r\n\r\n"), "{\"text\":\"Asterisk PBX 18.10.0\"}"},
	{5060, BYTES("SIP/2.0 403 Forbidden\r\n\r\n"),
	 "{\"text\":\"SIP/2.0 403 Forbidden\",\"authentication\":\"required\"}"},
	{6667,
	 BYTES(":irc.example.jp 001 tenkenprb :Welcome\r\n"
	       ":irc.example.jp 002 tenkenprb :Your host is irc.example.jp, running version ngircd-26.1 (x)\r\n"),
	 "{\"authentication\":\"none\",\"version\":\"ngircd-26.1\",\"text\":\":irc.example.jp 002 tenkenprb :Your host "
	 "is "
	 "irc.example.jp, running version ngircd-26.1 (x)\"}"},
	{6667, BYTES("220 mail.example.jp ESMTP\r\n"), NULL},
	{6000, BYTES("\x01\0\x0b\0\0\0\x10\0"), "{\"authentication\":\"none\"}"},
	{6000, BYTES("\0\x10\x0b\0\0\0\x04\0"), "{\"authentication\":\"required\"}"},
	{2375,
	 BYTES("HTTP/1.1 200 OK\r\nContent-Length: 45\r\n\r\n{\"Version\":\"24.0.5\",\"ApiVersion\":\"1.43\",\"a\":1"),
	 "{\"authentication\":\"none\",\"version\":\"24.0.5\"}"},
	{9200, BYTES("HTTP/1.1 401 Unauthorized\r\nContent-Length: 20\r\n\r\n\"security_exception\""),
	 "{\"authentication\":\"required\"}"},
	{5984, BYTES("HTTP/1.1 200 OK\r\nServer: CouchDB/3.3.3 (Erlang OTP/24)\r\nContent-Length: 2\r\n\r\n[]"),
	 "{\"version\":\"3.3.3\",\"authentication\":\"none\"}"},
	{2379, BYTES("HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{\"etcdserver\":\"3.5.9\"} "),
	 "{\"authentication\":\"unknown\",\"version\":\"3.5.9\"}"},
	{10250, BYTES("HTTP/1.1 401 Unauthorized\r\nContent-Length: 12\r\n\r\nUnauthorized"),
	 "{\"authentication\":\"required\"}"},
	{6443, BYTES("HTTP/1.1 403 Forbidden\r\nContent-Length: 17\r\n\r\n{\"kind\":\"Status\"}"),
	 "{\"authentication\":\"required\"}"},
	{5985, BYTES("HTTP/1.1 401 \r\nServer: Microsoft-HTTPAPI/2.0\r\nContent-Length: 0\r\n\r\n"),
	 "{\"authentication\":\"required\"}"},
	{631,
	 BYTES("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 37\r\n\r\n"
	       "\x01\x01\0\0\0\0\0\x01\x41\0\x16printer-make-and-model\0\x02"
	       "X1"),
	 "{\"text\":\"X1\",\"authentication\":\"none\"}"},
	{53,
	 BYTES("\0\x2f"
	       "tk\x84\0\0\x01\0\x01\0\0\0\0\x07version\x04"
	       "bind\0\0\x10\0\x03\xc0\x0c\0\x10\0\x03\0\0\0\0\0\x05\x04"
	       "9.18"),
	 "{\"text\":\"9.18\"}"},
	{-53,
	 BYTES("tk\x84\x05\0\x01\0\0\0\0\0\0\x07version\x04"
	       "bind\0\0\x10\0\x03"),
	 "{}"},
	{-53,
	 BYTES("tk\x04\x05\0\x01\0\0\0\0\0\0\x07version\x04"
	       "bind\0\0\x10\0\x03"),
	 NULL},
	{-123, BYTES("\x97\0\x03\x2a\x40\0\0\0"), "{}"},
	{-123, BYTES("\x24\x01\0\0\0\0\0\0"), NULL},
	{-11211, BYTES("tk\0\0\0\x01\0\0VERSION 1.6.18\r\n"), "{\"authentication\":\"none\",\"version\":\"1.6.18\"}"},
	{-1900, BYTES("HTTP/1.1 200 OK\r\nSERVER: Linux UPnP/1.0 miniupnpd/2.1\r\n\r\n"),
	 "{\"text\":\"Linux UPnP/1.0 miniupnpd/2.1\"}"},
	{-137,
	 BYTES("tk\x84\0\0\0\0\x01\0\0\0\0\x20"
	       "CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0\0\x21\0\x01\0\0\0\0\0\x25\x02"
	       "SERVER         \0\x04\0WORKGROUP      \0\x84\0"),
	 "{\"names\":[\"SERVER\"]}"},
	{-389, BYTES("\x30\x0c\x02\x01\x01\x65\x07\x0a\x01\0\x04\0\x04\0"), "{\"authentication\":\"none\"}"},
	{-5683, BYTES("\x70\0tk"), "{}"},
	{-5353, BYTES("\0\0\x84\0\0\0\0\0\0\0\0\0"), "{}"},
	{-3702, BYTES("<s:Body><d:ProbeMatches/></s:Body>"), "{}"},
	{-500, BYTES("tenkenpbabcdefgh\x0b\x10\x05\0\0\0\0\0\0\0\0\x1c"), "{\"text\":\"IKEv1\"}"},
	{-1194,
	 BYTES("\x40"
	       "abcdefgh\x01\0\0\0\0tenkenpb\0\0\0\0"),
	 "{}"},
	{-623, BYTES("\x06\0\xff\x07\0\0\0\0\0\0\0\0\0\x10\x81\x1c\x63\x20\0\x38\0\x01\x97\x05\x02\0\0\0\0\0"),
	 "{\"authentication\":\"none\"}"},
	{-161,
	 BYTES("\x30\x2b\x02\x01\0\x04\x06public\xa2\x1e\x02\x01\x01\x02\x01\0\x02\x01\0\x30\x13\x30\x11\x06\x08\x2b"
	       "\x06\x01"
	       "\x02\x01\x01\x01\0\x04\x05Linux"),
	 "{\"text\":\"Linux\",\"authentication\":\"none\"}"},
	{-111, BYTES("tenk\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "{}"},
};

static enum dialogue_reading read_of(struct arena *arena, const struct sample *sample, size_t size,
				     struct value **ret_data)
{
	*ret_data = value_map(arena);
	const struct dialogue *row = sample->port < 0 ? dialogue_table_udp_at((uint16_t)-sample->port)
						      : dialogue_table_at((uint16_t)sample->port);

	return row->read(arena, str_head(sample->answer, size), *ret_data);
}

static void an_answer_is_read(void **state)
{
	for (size_t i = 0; i < COUNT(samples); i++) {
		struct value *data;
		enum dialogue_reading reading;
		ARENA_SCOPED arena;
		BUF_SCOPED told;

		arena_init(&arena);
		buf_init(&told, 4096);
		reading = read_of(&arena, &samples[i], samples[i].answer.n, &data);
		json_encode(&told, data);
		if (samples[i].told) {
			assert_string_equal(buf_text(&told), samples[i].told);
			assert_true(reading == DIALOGUE_ANSWER || reading == DIALOGUE_ENOUGH);
		} else {
			assert_int_equal(reading, DIALOGUE_OTHER);
		}
	}
}

static void a_part_of_an_answer_is_not_taken_for_another_service(void **state)
{
	for (size_t i = 0; i < COUNT(samples); i++)
		for (size_t size = 0; samples[i].port > 0 && samples[i].told && size < samples[i].answer.n; size++) {
			struct value *data;
			ARENA_SCOPED arena;

			arena_init(&arena);
			if (read_of(&arena, &samples[i], size, &data) >= DIALOGUE_ANSWER)
				fail_msg("port %d, %zu bytes", samples[i].port, size);
		}
}

/* All of two bytes and fewer, under the sanitizers; none is an answer but PostgreSQL's one letter. */
static void every_answer_of_two_bytes_is_read(void **state)
{
	for (const struct dialogue *const *row = dialogue_table; *row; row++)
		for (uint32_t i = 0; (*row)->read && i < 65536 + 256; i++) {
			const unsigned char bytes[] = {(unsigned char)i, (unsigned char)(i >> 8)};
			struct str answer = str_of(bytes, i < 65536 ? 2 : 1);
			enum dialogue_reading reading;
			ARENA_SCOPED arena;

			arena_init(&arena);
			reading = (*row)->read(&arena, answer, value_map(&arena));
			if (reading == DIALOGUE_ANSWER)
				assert_true(answer.n == 1 && (bytes[0] == 'S' || bytes[0] == 'N'));
		}
}

static void a_port_has_one_dialogue_and_a_name_one_that_greets(void **state)
{
	for (const struct dialogue *const *row = dialogue_table; *row; row++) {
		assert_true(((*row)->manner == DIALOGUE_GREETS) == ((*row)->read == NULL));
		assert_true((*row)->manner != DIALOGUE_GREETS || (*row)->go_on);
		for (const uint16_t *port = (*row)->ports; *port; port++)
			assert_ptr_equal(dialogue_table_at(*port), *row);
		if ((*row)->manner == DIALOGUE_GREETS)
			assert_ptr_equal(dialogue_table_named((*row)->service), *row);
	}
}

/* Each datagram is whole: what is cut is another's, or tells less. */
static void every_datagram_of_two_bytes_is_read(void **state)
{
	for (const struct dialogue *const *row = dialogue_table_udp; *row; row++)
		for (uint32_t i = 0; i < 65536 + 256; i++) {
			const unsigned char bytes[] = {(unsigned char)i, (unsigned char)(i >> 8)};
			ARENA_SCOPED arena;

			arena_init(&arena);
			(void)(*row)->read(&arena, str_of(bytes, i < 65536 ? 2 : 1), value_map(&arena));
		}
}

int test_dialogue_table(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_is_read),
		cmocka_unit_test(a_part_of_an_answer_is_not_taken_for_another_service),
		cmocka_unit_test(every_answer_of_two_bytes_is_read),
		cmocka_unit_test(every_datagram_of_two_bytes_is_read),
		cmocka_unit_test(a_port_has_one_dialogue_and_a_name_one_that_greets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
