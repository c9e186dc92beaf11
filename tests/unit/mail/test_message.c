/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include <gmime/gmime.h>

#include "mail/message.h"
#include "test.h"

/* 2025-06-02T01:00:00Z */
#define DATE_MS INT64_C(1748826000000)

static struct message ordinary(void)
{
	return (struct message){
		.from_name = "東京都 セキュリティ対策点検 事務局",
		.from = "desk@tenken.example.jp",
		.to = "hanako@example.co.jp",
		.subject = "【対策点検】お申し込みを受け付けました",
		.body = "佐藤 花子 様\n\n受付番号は R7-17 です。\n",
		.message_id = "m.4711@tenken.example.jp",
		.date_ms = DATE_MS,
	};
}

static GMimeMessage *read_back(struct str bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.p, bytes.n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *mime = g_mime_parser_construct_message(parser, NULL);

	g_object_unref(parser);
	g_object_unref(stream);
	assert_non_null(mime);
	return mime;
}

/* 7-bit, CRLF only, no line above 78 bytes but for the headers that are set raw. */
static void assert_fit_for_the_wire(struct str bytes)
{
	assert_true(str_ends(bytes, "\r\n"));
	while (bytes.n) {
		struct str line = str_cut(&bytes, '\n');

		if (!bytes.p && line.n == 0)
			break;
		assert_true(line.n > 0 && line.p[line.n - 1] == '\r');
		assert_true(line.n <= 79);
		for (size_t i = 0; i + 1 < line.n; i++)
			assert_true((line.p[i] >= ' ' && line.p[i] <= '~') || line.p[i] == '\t');
	}
}

/* Decodes the words of a header one by one: GMime's reader stops at the padding of the first. Asserts that each is
 * whole characters and at most 75 long (RFC 2047 section 2). */
static void decode_header(struct str bytes, const char *name, struct buf *out)
{
	struct str value = str_skip(bytes, str_find(bytes, name));

	assert_true(value.n > 0);
	value = str_skip(value, strlen(name));
	if (!str_starts(value, "=?")) {
		buf_add(out, str_cut(&value, '\r'));
		return;
	}
	while (str_starts(value, "=?UTF-8?B?")) {
		struct str word = str_head(value, str_find(value, "?=\r\n") + 2);
		char base64[76];
		guchar *text;
		gsize size = 0;

		assert_true(word.n <= 75);
		g_strlcpy(base64, word.p + strlen("=?UTF-8?B?"), word.n - 11);
		text = g_base64_decode(base64, &size);
		assert_true(g_utf8_validate((char *)text, (gssize)size, NULL));
		buf_add(out, str_of(text, size));
		g_free(text);
		value = str_skip(value, word.n + strlen("\r\n "));
	}
}

static char *without_cr(char *text)
{
	char *out = text;

	for (const char *p = text; *p; p++)
		if (*p != '\r')
			*out++ = *p;
	*out = '\0';
	return text;
}

static void assert_reads_back(const char *subject, const char *body, const char *expected_body)
{
	struct message message = ordinary();
	BUF_SCOPED out;
	BUF_SCOPED decoded;
	GMimeMessage *mime;
	char *text;

	buf_init(&out, MESSAGE_BYTES_MAX);
	buf_init(&decoded, MESSAGE_BYTES_MAX);
	message.subject = subject;
	message.body = body;
	assert_int_equal(message_format(&message, &out, NULL), ERR_OK);
	assert_fit_for_the_wire(buf_str(&out));
	mime = read_back(buf_str(&out));
	decode_header(buf_str(&out), "\r\nSubject: ", &decoded);
	assert_string_equal(buf_text(&decoded), subject);
	text = without_cr(g_mime_text_part_get_text(GMIME_TEXT_PART(g_mime_message_get_mime_part(mime))));
	assert_string_equal(text, expected_body);
	g_free(text);
	g_object_unref(mime);
}

static void a_mail_has_the_headers_that_it_needs(void **state)
{
	struct message message = ordinary();
	BUF_SCOPED out;
	struct str text;

	buf_init(&out, MESSAGE_BYTES_MAX);
	message.reply_to = "ask@tenken.example.jp";
	assert_int_equal(message_format(&message, &out, NULL), ERR_OK);
	text = buf_str(&out);
	assert_true(str_find(text, "Date: Mon, 02 Jun 2025 10:00:00 +0900\r\n") < text.n);
	assert_true(str_find(text, "To: hanako@example.co.jp\r\n") < text.n);
	assert_true(str_find(text, "<desk@tenken.example.jp>\r\n") < text.n);
	assert_true(str_find(text, "Reply-To: ask@tenken.example.jp\r\n") < text.n);
	assert_true(str_find(text, "Message-Id: <m.4711@tenken.example.jp>\r\n") < text.n);
	assert_true(str_find(text, "Auto-Submitted: auto-generated\r\n") < text.n);
	assert_true(str_find(text, "MIME-Version: 1.0\r\n") < text.n);
	assert_true(str_find(text, "Content-Type: text/plain; charset=utf-8\r\n") < text.n);
	assert_true(str_find(text, "List-Unsubscribe") == text.n);
}

static void subject_and_body_read_back_as_they_were(void **state)
{
	assert_reads_back("Receipt", "Dear applicant,\n\nthank you.\n", "Dear applicant,\n\nthank you.\n");
	assert_reads_back("お申し込み", "ありがとうございます。\n", "ありがとうございます。\n");
	assert_reads_back("a =?utf-8?B?44GC?= b", "x\n", "x\n");
	assert_reads_back("", "", "");
}

static void a_long_japanese_subject_is_cut_between_characters(void **state)
{
	char subject[MESSAGE_SUBJECT_MAX + 1] = "";

	for (size_t i = 0; i < 80; i++)
		strcat(subject, i % 7 == 6 ? " a" : "点検");
	assert_reads_back(subject, "x\n", "x\n");
	assert_reads_back("点検点検点検点検点検点検点検点検点検点検点検点検点検点検点検点検点検点検a点検点検", "x\n",
			  "x\n");
}

static void long_lines_dots_and_trailing_spaces_survive(void **state)
{
	char body[3100] = "";

	memset(body, 'x', 3000);
	strcat(body, " \n.\n..\nFrom here\nlast\n");
	assert_reads_back("Receipt", body, body);
	assert_reads_back("Receipt", "a\r\nb\rc\n", "a\nb\nc\n");
}

static void each_encoded_word_stands_alone(void **state)
{
	static const char text[] = "令和7年度 中小企業サイバーセキュリティ対策点検 a 事務局からの𠮷田様へのご案内";

	for (size_t skip = 0; skip < 3; skip++) {
		char subject[sizeof(text) + 3] = "xxx";

		strcpy(subject + skip, text);
		assert_reads_back(subject, "x\n", "x\n");
	}
}

static void the_senders_name_reads_back(void **state)
{
	static const char *const names[] = {"東京都 セキュリティ対策点検 事務局",
					    "Desk (Tokyo), \"a\" <b@c.jp>, and a name that is long", "Tenken Desk"};

	for (size_t i = 0; i < 3; i++) {
		struct message message = ordinary();
		BUF_SCOPED out;
		BUF_SCOPED decoded;

		buf_init(&out, MESSAGE_BYTES_MAX);
		buf_init(&decoded, MESSAGE_BYTES_MAX);
		message.from_name = names[i];
		assert_int_equal(message_format(&message, &out, NULL), ERR_OK);
		assert_fit_for_the_wire(buf_str(&out));
		decode_header(buf_str(&out), "\r\nFrom: ", &decoded);
		assert_string_equal(buf_text(&decoded), names[i]);
	}
}

static void nothing_in_a_header_can_add_a_header(void **state)
{
	static const char *const bad[] = {"a\r\nBcc: x@y.jp", "a\nb", "a\rb", "a\x7f", "a\tb", "a\xc2\x85 b", "\xff"};
	struct fault why;

	for (size_t i = 0; i < COUNT(bad); i++) {
		for (int field = 0; field < 7; field++) {
			struct message message = ordinary();
			const char **fields[] = {&message.from_name,       &message.from,    &message.to,
						 &message.reply_to,        &message.subject, &message.message_id,
						 &message.list_unsubscribe};
			BUF_SCOPED out;

			buf_init(&out, MESSAGE_BYTES_MAX);
			*fields[field] = bad[i];
			assert_int_equal(message_format(&message, &out, &why), ERR_INVALID);
			assert_int_equal(buf_str(&out).n, 0);
		}
	}
}

static void a_body_that_is_no_text_or_too_long_is_refused(void **state)
{
	struct message message = ordinary();
	char *endless = calloc(1, MESSAGE_BODY_MAX + 2);
	BUF_SCOPED out;

	buf_init(&out, MESSAGE_BYTES_MAX);
	message.body = "\xe3\x81";
	assert_int_equal(message_format(&message, &out, NULL), ERR_INVALID);
	assert_non_null(endless);
	memset(endless, 'x', MESSAGE_BODY_MAX + 1);
	message.body = endless;
	assert_int_equal(message_format(&message, &out, NULL), ERR_TOO_LARGE);
	endless[MESSAGE_BODY_MAX] = '\0';
	assert_int_equal(message_format(&message, &out, NULL), ERR_OK);
	free(endless);
}

static void a_long_list_unsubscribe_stays_one_plain_address(void **state)
{
	static const char url[] = "https://tenken.example.jp/unsubscribe?token="
				  "0123456789012345678901234567890123456789012345678901234567890123456789"
				  "0123456789012345678901234567890123456789012345678901234567890123456789";
	struct message message = ordinary();
	BUF_SCOPED out;
	struct str text;

	buf_init(&out, MESSAGE_BYTES_MAX);
	message.list_unsubscribe = url;
	assert_int_equal(message_format(&message, &out, NULL), ERR_OK);
	text = buf_str(&out);
	text = str_skip(text, str_find(text, "List-Unsubscribe: <"));
	assert_true(text.n > 0);
	text = str_skip(text, strlen("List-Unsubscribe: <"));
	assert_true(str_is(str_cut(&text, '>'), url));
	assert_true(str_starts(text, "\r\n"));
}

int test_message(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mail_has_the_headers_that_it_needs),
		cmocka_unit_test(subject_and_body_read_back_as_they_were),
		cmocka_unit_test(a_long_japanese_subject_is_cut_between_characters),
		cmocka_unit_test(long_lines_dots_and_trailing_spaces_survive),
		cmocka_unit_test(each_encoded_word_stands_alone),
		cmocka_unit_test(the_senders_name_reads_back),
		cmocka_unit_test(nothing_in_a_header_can_add_a_header),
		cmocka_unit_test(a_body_that_is_no_text_or_too_long_is_refused),
		cmocka_unit_test(a_long_list_unsubscribe_stays_one_plain_address),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
