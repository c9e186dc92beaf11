/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/count.h"
#include "net/starttls.h"
#include "test.h"

#define HEARD(literal)                                                                                                 \
	{                                                                                                              \
		literal, sizeof(literal) - 1                                                                           \
	}

static const char *const services[] = {"smtp", "imap", "pop3", "ftp", "ldap", "postgresql", "mysql", "xmpp", "rdp"};

/* What the service says, piece by piece as it answers us; the last event. */
struct talk {
	const char *service;
	struct str says[4];
	enum starttls_event last;
};

static const struct talk talks[] = {
	{"smtp",
	 {HEARD("220-a\r\n220 b ESMTP\r\n"), HEARD("250-b\r\n250 STARTTLS\r\n"), HEARD("220 go\r\n")},
	 STARTTLS_READY},
	{"smtp", {HEARD("220 b\r\n"), HEARD("250 b\r\n"), HEARD("502 no\r\n")}, STARTTLS_REFUSED},
	{"smtp", {HEARD("554 away\r\n")}, STARTTLS_REFUSED},
	{"smtp", {HEARD("SSH-2.0-x\r\n")}, STARTTLS_MORE},
	{"imap", {HEARD("* OK hi\r\n"), HEARD("* CAPABILITY X\r\nt OK begin\r\n")}, STARTTLS_READY},
	{"imap", {HEARD("* OK hi\r\n"), HEARD("t BAD what\r\n")}, STARTTLS_REFUSED},
	{"imap", {HEARD("* BYE\r\n")}, STARTTLS_REFUSED},
	{"pop3", {HEARD("+OK hi\r\n"), HEARD("+OK begin\r\n")}, STARTTLS_READY},
	{"pop3", {HEARD("+OK hi\r\n"), HEARD("-ERR no\r\n")}, STARTTLS_REFUSED},
	{"ftp", {HEARD("220-a\r\n b\r\n220 c\r\n"), HEARD("234 go\r\n")}, STARTTLS_READY},
	{"ftp", {HEARD("220 c\r\n"), HEARD("530 log in\r\n")}, STARTTLS_REFUSED},
	{"ldap", {HEARD("\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00")}, STARTTLS_READY},
	{"ldap", {HEARD("\x30\x84\x00\x00\x00\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00")}, STARTTLS_OTHER},
	{"ldap", {HEARD("\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x02\x04\x00\x04\x00")}, STARTTLS_REFUSED},
	{"ldap", {HEARD("\x30\x03\x02\x7f\x01")}, STARTTLS_OTHER},
	{"postgresql", {HEARD("S")}, STARTTLS_READY},
	{"postgresql", {HEARD("N")}, STARTTLS_REFUSED},
	{"mysql",
	 {HEARD("\x1d\0\0\0\x0a"
		"8.0\0tttt12345678\0\xff\xff\x21\2\0\xff\xc1\x15\0\0\0"),
	  HEARD("")},
	 STARTTLS_READY},
	{"mysql",
	 {HEARD("\x1d\0\0\0\x0a"
		"8.0\0tttt12345678\0\xff\xf7\x21\2\0\xff\xc1\x15\0\0\0")},
	 STARTTLS_REFUSED},
	{"mysql", {HEARD("\x0a\0\0\0\xff\x6a\4Host x")}, STARTTLS_REFUSED},
	{"mysql",
	 {HEARD("\x14\0\0\0\x0a"
		"88888888888888888888")},
	 STARTTLS_OTHER},
	{"xmpp",
	 {HEARD("<?xml?><stream:stream><stream:features><starttls xmlns='x'/>"), HEARD("<proceed xmlns='x'/>")},
	 STARTTLS_READY},
	{"xmpp", {HEARD("<stream:stream><stream:features></stream:features>")}, STARTTLS_REFUSED},
	{"rdp",
	 {HEARD("\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00\x02\x00\x08\x00\x02\x00\x00\x00")},
	 STARTTLS_READY},
	{"rdp",
	 {HEARD("\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00\x03\x00\x08\x00\x02\x00\x00\x00")},
	 STARTTLS_REFUSED},
	{"rdp", {HEARD("\x03\x00\x00\x0b\x06\xd0\x00\x00\x12\x34\x00")}, STARTTLS_REFUSED},
};

static enum starttls_event go_through(const struct talk *talk)
{
	enum starttls_event event = STARTTLS_SAY;
	struct starttls starttls;
	size_t heard = 0;
	BUF_SCOPED say;

	buf_init(&say, STARTTLS_SAID_MAX);
	assert_true(starttls_begin(&starttls, talk->service, "x.example.jp", STR("EHLO a\r\n")));
	if (!starttls.steps) /* never */
		return STARTTLS_OTHER;
	event = starttls_next(&starttls, str_of(NULL, 0), &say);
	while (event == STARTTLS_SAY || (event == STARTTLS_MORE && heard == 0)) {
		if (event == STARTTLS_SAY)
			assert_true(say.size > 0);
		buf_clear(&say);
		event = starttls_next(&starttls, talk->says[heard++], &say);
	}
	return event;
}

static void each_service_is_led_to_tls_in_its_own_words(void **state)
{
	for (size_t i = 0; i < COUNT(talks); i++)
		if (go_through(&talks[i]) != talks[i].last)
			fail_msg("row %zu, %s: %d", i, talks[i].service, (int)go_through(&talks[i]));
}

static void what_is_said_has_the_lengths_that_it_tells(void **state)
{
	static const struct {
		const char *service;
		size_t size, at, told; /* the byte that tells a length, and from where it counts */
	} rows[] = {{"ldap", 31, 1, 2}, {"postgresql", 8, 3, 0}, {"rdp", 19, 3, 0}};
	struct starttls starttls;

	for (size_t i = 0; i < COUNT(rows); i++) {
		BUF_SCOPED say;

		buf_init(&say, STARTTLS_SAID_MAX);
		assert_true(starttls_begin(&starttls, rows[i].service, "", str_of(NULL, 0)));
		assert_int_equal(starttls_next(&starttls, str_of(NULL, 0), &say), STARTTLS_SAY);
		assert_int_equal(say.size, rows[i].size);
		assert_int_equal((unsigned char)say.bytes[rows[i].at] + rows[i].told, rows[i].size);
	}
}

static void the_request_of_mysql_has_32_bytes(void **state)
{
	struct starttls starttls;
	BUF_SCOPED say;

	buf_init(&say, STARTTLS_SAID_MAX);
	assert_true(starttls_begin(&starttls, "mysql", "", str_of(NULL, 0)));
	assert_int_equal(starttls_next(&starttls, talks[17].says[0], &say), STARTTLS_SAY);
	assert_int_equal(say.size, 4 + 32);
	assert_int_equal(say.bytes[0], 32);
	assert_int_equal(say.bytes[3], 1); /* the second packet */
}

static void a_name_cannot_break_out_of_the_stream_of_xmpp(void **state)
{
	struct starttls starttls;
	BUF_SCOPED say;

	buf_init(&say, STARTTLS_SAID_MAX);
	assert_true(starttls_begin(&starttls, "xmpp", "a'/><b", str_of(NULL, 0)));
	assert_int_equal(starttls_next(&starttls, str_of(NULL, 0), &say), STARTTLS_SAY);
	assert_true(str_find(buf_str(&say), "to='ab'") < say.size);
}

static void a_service_without_a_way_to_tls_has_none(void **state)
{
	struct starttls starttls;

	assert_false(starttls_begin(&starttls, "ssh", "", str_of(NULL, 0)));
}

static void endless_words_are_given_up(void **state)
{
	char *bytes = calloc(1, STARTTLS_HEARD_MAX);

	for (size_t i = 0; i < STARTTLS_HEARD_MAX; i++)
		bytes[i] = 'x';
	for (size_t i = 0; i < COUNT(services); i++) {
		struct starttls starttls;
		BUF_SCOPED say;

		buf_init(&say, STARTTLS_SAID_MAX);
		assert_true(starttls_begin(&starttls, services[i], "", STR("EHLO a\r\n")));
		while (starttls_next(&starttls, str_of(NULL, 0), &say) == STARTTLS_SAY)
			buf_clear(&say);
		assert_int_equal(starttls_next(&starttls, str_of(bytes, STARTTLS_HEARD_MAX), &say), STARTTLS_OTHER);
	}
	free(bytes);
}

/* All of up to two bytes, in the first step that reads of each service. */
static void each_input_up_to_two_bytes_is_survived(void **state)
{
	for (size_t i = 0; i < COUNT(services); i++)
		for (unsigned size = 1; size <= 2; size++)
			for (unsigned number = 0; number < 1u << (8 * size); number++) {
				unsigned char *bytes = malloc(size);
				struct starttls starttls;
				BUF_SCOPED say;

				buf_init(&say, STARTTLS_SAID_MAX);
				assert_true(starttls_begin(&starttls, services[i], "", STR("E\r\n")));
				if (starttls_next(&starttls, str_of(NULL, 0), &say) == STARTTLS_SAY)
					buf_clear(&say);
				for (unsigned k = 0; k < size; k++)
					bytes[k] = (unsigned char)(number >> (8 * k));
				(void)starttls_next(&starttls, str_of(bytes, size), &say);
				free(bytes);
			}
}

int test_starttls(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_service_is_led_to_tls_in_its_own_words),
		cmocka_unit_test(what_is_said_has_the_lengths_that_it_tells),
		cmocka_unit_test(the_request_of_mysql_has_32_bytes),
		cmocka_unit_test(a_name_cannot_break_out_of_the_stream_of_xmpp),
		cmocka_unit_test(a_service_without_a_way_to_tls_has_none),
		cmocka_unit_test(endless_words_are_given_up),
		cmocka_unit_test(each_input_up_to_two_bytes_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
