/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "mail/imap_answer_priv.h"
#include "test.h"

/* A server whose bytes come so many at a time; then the connection ends. */
struct server {
	struct str unsent;
	size_t at_once;
};

static enum err give(void *context, char *bytes, size_t room, size_t *ret_size, struct fault *why)
{
	struct server *server = context;
	struct str piece = str_head(server->unsent, server->at_once < room ? server->at_once : room);

	if (!piece.n)
		return fault_set(why, ERR_IO, "the end");
	memcpy(bytes, piece.p, piece.n);
	server->unsent = str_skip(server->unsent, piece.n);
	*ret_size = piece.n;
	return ERR_OK;
}

struct reader {
	struct server server;
	struct imap_input input;
	struct buf literal;
};

static void begin(struct reader *reader, struct str answers, size_t at_once)
{
	reader->server = (struct server){answers, at_once};
	reader->input = (struct imap_input){.fill = give, .context = &reader->server};
	buf_init(&reader->literal, IMAP_LITERAL_MAX);
}

static struct imap_answer next(struct reader *reader)
{
	struct imap_answer answer = {.kind = IMAP_ANSWER_REFUSED};

	assert_int_equal(imap_answer_read(&reader->input, 2, &reader->literal, 100, &answer, NULL), ERR_OK);
	return answer;
}

static void bytes_of_a_mail_are_no_answer(void **state)
{
	static const char answers[] =
		"* 1 FETCH (UID 7 BODY[]<0> {25}\r\nt2 OK done\r\n* 2 FETCH (\r\n)\r\nt2 OK fetched\r\n";

	for (size_t at_once = 1; at_once < sizeof(answers); at_once++) {
		struct reader reader;
		struct imap_answer answer;

		begin(&reader, STR(answers), at_once);
		answer = next(&reader);
		assert_int_equal(answer.kind, IMAP_ANSWER_UNTAGGED);
		assert_true(str_is(answer.literal, "t2 OK done\r\n* 2 FETCH (\r\n"));
		assert_true(str_is(answer.line, "* 1 FETCH (UID 7 BODY[]<0> {25})"));
		assert_int_equal(next(&reader).kind, IMAP_ANSWER_DONE);
		buf_release(&reader.literal);
	}
}

static void only_the_commands_own_tag_ends_it(void **state)
{
	struct reader reader;

	begin(&reader, STR("t1 OK late\r\n+ go on\r\nt22 OK no\nt2 no such mailbox\r\n"), 1000);
	assert_int_equal(next(&reader).kind, IMAP_ANSWER_UNTAGGED);
	assert_int_equal(next(&reader).kind, IMAP_ANSWER_UNTAGGED);
	assert_int_equal(next(&reader).kind, IMAP_ANSWER_UNTAGGED);
	assert_int_equal(next(&reader).kind, IMAP_ANSWER_REFUSED);
	buf_release(&reader.literal);
}

static enum err read_of(struct str answers)
{
	struct imap_answer answer;
	struct reader reader;
	enum err err;

	begin(&reader, answers, 5000);
	err = imap_answer_read(&reader.input, 2, &reader.literal, 100, &answer, NULL);
	buf_release(&reader.literal);
	return err;
}

static void more_than_was_asked_for_is_refused(void **state)
{
	static char line[IMAP_LINE_MAX + 10];

	memset(line, 'x', sizeof(line));
	assert_int_equal(read_of(str_of(line, sizeof(line))), ERR_TOO_LARGE);
	assert_int_equal(read_of(STR("* 1 FETCH (BODY[] {101}\r\n")), ERR_TOO_LARGE);
	assert_int_equal(read_of(STR("* 1 FETCH (BODY[] {18446744073709551615}\r\n")), ERR_TOO_LARGE);
}

static void an_answer_that_breaks_off_is_an_error(void **state)
{
	assert_int_equal(read_of(STR("* OK")), ERR_IO);
	assert_int_equal(read_of(STR("* 1 FETCH (BODY[] {9}\r\nabc")), ERR_IO);
	assert_int_equal(read_of(STR("")), ERR_IO);
}

static void the_uid_stands_anywhere_in_a_fetch(void **state)
{
	assert_int_equal(imap_answer_uid(STR("* 12 FETCH (UID 34)")), 34);
	assert_int_equal(imap_answer_uid(STR("* 12 fetch (FLAGS (\\Seen) uid 4294967295)")), 4294967295);
	assert_int_equal(imap_answer_uid(STR("* 12 FETCH (FLAGS (\\Seen))")), 0);
	assert_int_equal(imap_answer_uid(STR("* 12 EXPUNGE (UID 34)")), 0);
	assert_int_equal(imap_answer_uid(STR("* FETCH (UID 34)")), 0);
	assert_int_equal(imap_answer_uid(STR("* 12 FETCH (XUID 34)")), 0);
	assert_int_equal(imap_answer_uid(STR("* 12 FETCH (UID 99999999999999999999)")), 0);
	assert_int_equal(imap_answer_uid(STR("")), 0);
}

static void a_code_is_heard_in_a_good_answer_alone(void **state)
{
	int64_t number = 5;

	imap_answer_code(STR("* NO [UIDNEXT 1] x"), "[UIDNEXT ", &number);
	imap_answer_code(STR("* OK [UIDNEXT x]"), "[UIDNEXT ", &number);
	imap_answer_code(STR("* OK"), "[UIDNEXT ", &number);
	assert_int_equal(number, 5);
	imap_answer_code(STR("* ok [uidnext 4392] Predicted"), "[UIDNEXT ", &number);
	assert_int_equal(number, 4392);
}

int test_imap_answer(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_of_a_mail_are_no_answer),
		cmocka_unit_test(only_the_commands_own_tag_ends_it),
		cmocka_unit_test(more_than_was_asked_for_is_refused),
		cmocka_unit_test(an_answer_that_breaks_off_is_an_error),
		cmocka_unit_test(the_uid_stands_anywhere_in_a_fetch),
		cmocka_unit_test(a_code_is_heard_in_a_good_answer_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
