/* SPDX-License-Identifier: Apache-2.0 */
/* What smtp_send makes of servers that are polite, busy, rude or broken. */
#include <stdio.h>
#include <string.h>

#include "fixture.h"
#include "mail/smtp.h"
#include "test.h"

#define MAIL "Message-ID: <m.1@t.jp>\r\nSubject: x\r\n\r\n.leading dot\r\n..\r\nlast\r\n"

static struct smtp_result send_to(struct fixture *fixture, const char *behaviour)
{
	struct smtp_server server = {
		.ca_file = fixture->ca_file, .connect_timeout_ms = 3000, .timeout_ms = 3000, .final_timeout_ms = 3000};
	struct smtp_result result = {.code = -1};
	struct fault why = {ERR_OK, ""};

	fixture_stop_peer(fixture);
	fixture_start_peer(fixture, behaviour);
	server.url = fixture->url;
	if (smtp_send(&server, "bounce+1@t.jp", "a..b@docomo.ne.jp", STR("X-First: 1\r\n" MAIL), &result, &why))
		fail_msg("%s", why.text);
	return result;
}

static void a_mail_is_taken_with_its_bytes_and_envelope(void **state)
{
	struct fixture *fixture = *state;
	struct smtp_result result = send_to(fixture, "polite");
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(result.outcome, SMTP_OUTCOME_SENT);
	assert_int_equal(result.code, 250);
	assert_string_equal(result.reply, "250 2.0.0 taken");
	assert_string_equal(fixture_read(fixture, &arena, "accepted"), "m.1@t.jp bounce+1@t.jp a..b@docomo.ne.jp\n");
	assert_string_equal(fixture_read(fixture, &arena, "latest.eml"), "X-First: 1\r\n" MAIL);
}

static void a_server_that_says_no_for_good_is_believed(void **state)
{
	struct smtp_result result = send_to(*state, "unknown-user");

	assert_int_equal(result.outcome, SMTP_OUTCOME_REFUSED);
	assert_int_equal(result.code, 550);
	assert_string_equal(result.reply, "550 5.1.1 <?[31ma@b?> unknown here");
	result = send_to(*state, "refuse-data");
	assert_int_equal(result.outcome, SMTP_OUTCOME_REFUSED);
	assert_string_equal(result.reply, "554-5.6.0 this mail 5.6.0 is not wanted");
	assert_int_equal(fixture_accepted(*state, ""), 0);
}

static void a_server_that_cannot_now_is_asked_later(void **state)
{
	static const char *const behaviours[] = {
		"grey",          "full",           "greet-554",    "auth-required", "hang-up",        "drop-recipient",
		"drop-data",     "stall-greeting", "stall-data",   "stall-tls",     "no-starttls",    "endless-line",
		"endless-reply", "take-and-drop",  "relay-denied", "mailbox-full",  "sender-refused",
	};

	for (size_t i = 0; i < COUNT(behaviours); i++) {
		struct smtp_result result;

		result = send_to(*state, behaviours[i]);
		if (result.outcome != SMTP_OUTCOME_LATER)
			fail_msg("%s: %d, %s", behaviours[i], result.outcome, result.reply);
		assert_true(result.reply[0] != '\0');
	}
}

static void a_reply_that_grey_lists_is_kept_word_for_word(void **state)
{
	struct smtp_result result = send_to(*state, "grey");

	assert_int_equal(result.code, 451);
	assert_string_equal(result.reply, "451 4.7.1 grey-listed, come back later");
}

static void without_starttls_nothing_is_said_in_clear(void **state)
{
	struct fixture *fixture = *state;
	struct smtp_result result = send_to(fixture, "no-starttls");

	assert_int_equal(result.outcome, SMTP_OUTCOME_LATER);
	assert_int_equal(fixture_accepted(fixture, ""), 0);
}

static void a_server_that_no_authority_vouches_for_gets_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct smtp_server server = {.timeout_ms = 3000};
	struct smtp_result result;
	char other[96];

	fixture_start_peer(fixture, "polite");
	snprintf(other, sizeof(other), "%s/other.pem", fixture->dir);
	server.url = fixture->url;
	server.ca_file = other;
	assert_int_equal(smtp_send(&server, "a@t.jp", "b@t.jp", STR(MAIL), &result, NULL), ERR_OK);
	assert_int_equal(result.outcome, SMTP_OUTCOME_LATER);
	assert_int_equal(fixture_accepted(fixture, ""), 0);
}

static void plain_is_spoken_where_the_address_says_so(void **state)
{
	struct fixture *fixture = *state;
	struct smtp_server server = {.timeout_ms = 3000};
	struct smtp_result result;
	char url[64];

	fixture_start_peer(fixture, "no-starttls");
	snprintf(url, sizeof(url), "smtp+plain://127.0.0.1:%s", fixture->port);
	server.url = url;
	assert_int_equal(smtp_send(&server, "a@t.jp", "b@t.jp", STR(MAIL), &result, NULL), ERR_OK);
	assert_int_equal(result.outcome, SMTP_OUTCOME_SENT);
}

/* The peer answers to the end of the mail after five seconds. */
static void a_server_may_take_its_time_to_take_a_mail(void **state)
{
	struct fixture *fixture = *state;
	struct smtp_server server = {.ca_file = fixture->ca_file, .timeout_ms = 3000};
	struct smtp_result result;

	fixture_start_peer(fixture, "slow-taker");
	server.url = fixture->url;
	assert_int_equal(smtp_send(&server, "a@t.jp", "b@t.jp", STR(MAIL), &result, NULL), ERR_OK);
	assert_int_equal(result.outcome, SMTP_OUTCOME_SENT);
	assert_int_equal(fixture_accepted(fixture, ""), 1);
}

/* The peer never answers QUIT, and the timeout here is longer than the test's own. */
static void the_answer_to_quit_is_not_waited_for(void **state)
{
	struct fixture *fixture = *state;
	struct smtp_server server = {.ca_file = fixture->ca_file, .timeout_ms = 3600 * 1000};
	struct smtp_result result;

	fixture_start_peer(fixture, "stall-quit");
	server.url = fixture->url;
	assert_int_equal(smtp_send(&server, "a@t.jp", "b@t.jp", STR(MAIL), &result, NULL), ERR_OK);
	assert_int_equal(result.outcome, SMTP_OUTCOME_SENT);
}

static void nobody_at_home_is_later(void **state)
{
	struct fixture *fixture = *state;
	struct smtp_server server = {.timeout_ms = 3000};
	struct smtp_result result;

	fixture_start_peer(fixture, "polite");
	fixture_stop_peer(fixture);
	server.url = fixture->url;
	assert_int_equal(smtp_send(&server, "a@t.jp", "b@t.jp", STR(MAIL), &result, NULL), ERR_OK);
	assert_int_equal(result.outcome, SMTP_OUTCOME_LATER);
	assert_int_equal(result.code, 0);
}

static void what_is_no_server_or_no_address_is_said_at_once(void **state)
{
	struct smtp_server server = {.url = "http://127.0.0.1/"};
	struct smtp_result result;

	assert_int_equal(smtp_server_check(&server, NULL), ERR_INVALID);
	server.url = "smtp://";
	assert_int_equal(smtp_server_check(&server, NULL), ERR_INVALID);
	server.url = "smtp://127.0.0.1:99999";
	assert_int_equal(smtp_server_check(&server, NULL), ERR_INVALID);
	server.url = "smtps://user:secret@mail.example.jp:465";
	assert_int_equal(smtp_server_check(&server, NULL), ERR_OK);
	server.url = "smtp+plain://[::1]:25";
	assert_int_equal(smtp_server_check(&server, NULL), ERR_OK);
	assert_int_equal(smtp_send(&server, "a@t.jp", "b@t.jp>\r\nDATA", STR(MAIL), &result, NULL), ERR_INVALID);
	assert_int_equal(smtp_send(&server, "", "b@t.jp", STR(MAIL), &result, NULL), ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_mail_is_taken_with_its_bytes_and_envelope, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_server_that_says_no_for_good_is_believed, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_server_that_cannot_now_is_asked_later, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_reply_that_grey_lists_is_kept_word_for_word, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(without_starttls_nothing_is_said_in_clear, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_server_that_no_authority_vouches_for_gets_nothing, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(plain_is_spoken_where_the_address_says_so, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_server_may_take_its_time_to_take_a_mail, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(the_answer_to_quit_is_not_waited_for, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(nobody_at_home_is_later, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_server_or_no_address_is_said_at_once, fixture_setup,
						fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
