/* SPDX-License-Identifier: Apache-2.0 */
/* From a deed's transaction over the outbox and its job to the server, and back when the server is away. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "codec/digest.h"
#include "fixture.h"
#include "mail/spool.h"
#include "store/application/draft_store.h"
#include "store/post/mail_hold_store.h"
#include "store/seal/log_store.h"
#include "test.h"
#include "usecases/application/draft_saving.h"
#include "usecases/message_queue.h"

static void queue(struct fixture *fixture, const char *occasion)
{
	struct fault why = {ERR_OK, ""};

	if (fixture_queue(fixture, occasion, &why))
		fail_msg("%s", why.text);
}

static void a_queued_mail_is_sent_and_marked(void **state)
{
	struct fixture *fixture = *state;
	struct message_row row;
	ARENA_SCOPED arena;
	char accepted[400];

	arena_init(&arena);
	fixture_start_peer(fixture, "polite");
	fixture_open_office(fixture);
	queue(fixture, "");
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_QUEUED);
	assert_string_equal(row.subject, "受付のお知らせ R7-1");
	assert_string_equal(row.body, "佐藤 花子 様\n\n受付番号は R7-1 です。\n");
	fixture_work_until_quiet(fixture);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_SENT);
	assert_int_equal(row.attempts, 1);
	assert_true(row.done_ms >= row.queued_ms);
	assert_string_equal(row.last_reply, "250 2.0.0 taken");
	snprintf(accepted, sizeof(accepted), "m.%lld@tenken.example.jp bounce+%lld@tenken.example.jp %s\n",
		 (long long)row.id, (long long)row.id, "hanako@example.co.jp");
	assert_string_equal(fixture_read(fixture, &arena, "accepted"), accepted);
	assert_int_equal(fixture_job_runs_at(fixture), 0);
}

static enum err write_entry(struct tx *tx, void *context, struct fault *why)
{
	const struct log_entry entry = {.edition = ""};
	struct merkle_edge *edge = context;
	enum err err = log_store_append(tx, edge, &entry, STR("an entry"), why);

	return err ? err : log_store_save_edge(tx, edge, "a head", why);
}

/* The text of a mail whose body is base64. */
static const char *text_of(struct arena *arena, const char *mail)
{
	const char *body = strstr(mail, "\r\n\r\n");
	struct str text;
	BUF_SCOPED line;

	assert_non_null(strstr(mail, "Content-Transfer-Encoding: base64"));
	buf_init(&line, 1 << 20);
	for (body += 4; *body; body++)
		if (*body > ' ')
			buf_add_byte(&line, *body);
	assert_true(digest_base64_decode(arena, buf_str(&line), &text));
	return str_dup(arena, text);
}

static void a_sent_mail_ends_with_the_head_of_the_log(void **state)
{
	struct fixture *fixture = *state;
	struct merkle_edge edge = {0};
	struct fault why;
	const char *text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "polite");
	fixture_open_office(fixture);
	assert_int_equal(db_write(fixture->office.db, write_entry, &edge, &why), ERR_OK);
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	text = text_of(&arena, fixture_read(fixture, &arena, "latest.eml"));
	if (!strstr(text, "記録簿の要約：1件 g/jjpc4q6P6Y"))
		fail_msg("%s", text);
}

static void a_personal_link_is_in_the_mail_and_not_in_the_store(void **state)
{
	static struct edition_message asking[] = {
		{.id = "receipt", .subject = {"お願い", ""}, .body = {"開く: {{link}}\n", ""}}};
	struct fixture *fixture = *state;
	struct message_row row;
	const char *text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "polite");
	fixture_open_office(fixture);
	fixture->edition.messages = asking;
	fixture->office.base_url = "https://check.example.jp";
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_SENT);
	assert_string_equal(row.body, "開く: {{link}}\n");
	text = text_of(&arena, fixture_read(fixture, &arena, "latest.eml"));
	if (!strstr(text, "開く: https://check.example.jp/enter/"))
		fail_msg("%s", text);
}

static enum err begin_draft(struct tx *tx, void *context, struct fault *why)
{
	const struct token_hash *hash = context;
	const struct draft_key key = {token_hash_str(hash), "tokyo_r7", "a"};

	return draft_store_save(tx, &key, &(struct draft_row){.address = "", .answers = "{}"}, INT64_MAX, 1, why);
}

static void the_link_of_a_draft_is_in_its_mail_and_not_in_the_store(void **state)
{
	struct fixture *fixture = *state;
	struct apply_draft draft = {.name = "a", .client = ""};
	const struct token token = token_new();
	struct draft_saving_result result;
	struct token_hash hash;
	struct call call;
	struct fault why;
	const char *text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "polite");
	fixture_open_office(fixture);
	fixture->office.base_url = "https://check.example.jp";
	draft.call = &call;
	draft.token = str_from(token.text);
	assert_true(token_hash(draft.token, &hash));
	assert_int_equal(db_write(fixture->office.db, fixture_add_case, NULL, &why), ERR_OK);
	assert_int_equal(call_find(&fixture->office, "tokyo_r7", &call, &why), ERR_OK);
	assert_int_equal(db_write(fixture->office.db, begin_draft, &hash, &why), ERR_OK);
	assert_int_equal(
		draft_saving_ask(&fixture->office, &arena, &draft, STR("hanako@example.co.jp"), LANG_JA, &result, &why),
		ERR_OK);
	assert_false(result.is_wrong || result.is_lost);
	fixture_work_until_quiet(fixture);
	assert_int_equal(fixture_accepted(fixture, ""), 1);
	text = text_of(&arena, fixture_read(fixture, &arena, "latest.eml"));
	if (!strstr(text, arena_printf(&arena, "https://check.example.jp/resume/%s", result.link)))
		fail_msg("%s", text);
}

static void one_intent_is_one_mail(void **state)
{
	struct fixture *fixture = *state;

	fixture_start_peer(fixture, "polite");
	fixture_open_office(fixture);
	queue(fixture, "");
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	assert_int_equal(fixture_accepted(fixture, ""), 1);
	queue(fixture, "2");
	fixture_work_until_quiet(fixture);
	assert_int_equal(fixture_accepted(fixture, ""), 2);
}

static enum err queue_and_fail(struct tx *tx, void *context, struct fault *why)
{
	struct fixture *fixture = context;
	enum err err = fixture_add_case(tx, NULL, why);

	if (!err)
		err = message_queue(tx, &fixture->office, &fixture->edition, 1, "receipt", "", LANG_JA, "a@b.jp", NULL,
				    why);
	return err ? err : fault_set(why, ERR_CONFLICT, "the deed failed");
}

static void a_deed_that_fails_sends_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "polite");
	fixture_open_office(fixture);
	assert_int_equal(db_write(fixture->office.db, queue_and_fail, fixture, NULL), ERR_CONFLICT);
	assert_false(fixture_find_newest(fixture, &arena, &row));
	assert_int_equal(fixture_job_runs_at(fixture), 0);
}

static enum err queue_unknown(struct tx *tx, void *context, struct fault *why)
{
	const struct fixture *fixture = context;

	return message_queue(tx, &fixture->office, &fixture->edition, 1, "no-such-template", "", LANG_JA, "a@b.jp",
			     NULL, why);
}

static void a_message_that_the_edition_lacks_is_named(void **state)
{
	struct fixture *fixture = *state;
	struct fault why = {ERR_OK, ""};

	fixture_open_office(fixture);
	assert_int_equal(db_write(fixture->office.db, queue_unknown, fixture, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, "no-such-template"));
}

/* With a server that is away the mail waits, longer each time, and is sent when the server is back. */
static void a_server_that_is_away_is_tried_again_with_growing_rests(void **state)
{
	struct fixture *fixture = *state;
	struct message_row row;
	ARENA_SCOPED arena;
	int64_t rest_before = 0;

	arena_init(&arena);
	fixture_start_peer(fixture, "polite");
	fixture_stop_peer(fixture);
	fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	fixture_open_office(fixture);
	queue(fixture, "");
	for (int trial = 1; trial <= 4; trial++) {
		int64_t rest;

		fixture_work_until_quiet(fixture);
		row = fixture_newest(fixture, &arena);
		assert_int_equal(row.state, MESSAGE_STATE_QUEUED);
		assert_int_equal(row.attempts, trial);
		rest = fixture_job_runs_at(fixture) - fixture->office.clock.fixed_ms;
		assert_true(rest > rest_before);
		rest_before = rest;
		fixture->office.clock.fixed_ms += rest;
	}
	fixture_start_peer(fixture, "polite");
	fixture_work_until_quiet(fixture);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_SENT);
	assert_int_equal(row.attempts, 5);
	assert_int_equal(fixture_accepted(fixture, ""), 1);
}

static void a_mail_that_nobody_takes_for_five_days_has_failed(void **state)
{
	struct fixture *fixture = *state;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "full");
	fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	fixture_open_office(fixture);
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	fixture->office.clock.fixed_ms += SPOOL_GIVE_UP_MS;
	fixture_work_until_quiet(fixture);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_FAILED);
	assert_string_equal(row.last_reply, "452 4.3.1 disk full");
	assert_int_equal(fixture_job_runs_at(fixture), 0);
}

#define HELD_MS (INT64_C(6) * 24 * 3600 * 1000)

static enum err hold(struct tx *tx, void *context, struct fault *why)
{
	const int64_t *now_ms = context;
	const struct mail_hold_row row = {1, MAIL_HOLD_ADDRESS, *now_ms, *now_ms + HELD_MS};
	enum err err = fixture_add_case(tx, NULL, why);

	return err ? err : mail_hold_store_insert(tx, &row, why);
}

static void the_five_days_of_a_mail_that_was_held_begin_when_it_was_let_go(void **state)
{
	struct fixture *fixture = *state;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "full");
	fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	fixture_open_office(fixture);
	assert_int_equal(db_write(fixture->office.db, hold, &fixture->office.clock.fixed_ms, &why), ERR_OK);
	queue(fixture, "");
	fixture->office.clock.fixed_ms += HELD_MS;
	fixture_work_until_quiet(fixture);
	assert_int_equal(fixture_newest(fixture, &arena).state, MESSAGE_STATE_QUEUED);
	assert_int_equal(fixture_newest(fixture, &arena).attempts, 1);
	fixture->office.clock.fixed_ms += SPOOL_GIVE_UP_MS;
	fixture_work_until_quiet(fixture);
	assert_int_equal(fixture_newest(fixture, &arena).state, MESSAGE_STATE_FAILED);
}

static enum err correct_address(struct tx *tx, void *context, struct fault *why)
{
	(void)context;
	return message_store_readdress(tx, 1, "hanako@example.jp", why);
}

/* As soon as the server has the mail, which it says five seconds later. */
static void *correct_while_it_is_taken(void *context)
{
	struct fixture *fixture = context;
	static enum err result;

	for (int i = 0; i < 1000 && !fixture_accepted(fixture, ""); i++)
		nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
	result = db_write(fixture->office.db, correct_address, NULL, NULL);
	return &result;
}

static void an_address_that_is_corrected_while_the_server_has_the_mail_gets_it_too(void **state)
{
	struct fixture *fixture = *state;
	struct message_row row;
	ARENA_SCOPED arena;
	pthread_t thread;
	void *result;

	arena_init(&arena);
	fixture_start_peer(fixture, "slow-taker");
	fixture_open_office(fixture);
	queue(fixture, "");
	assert_int_equal(pthread_create(&thread, NULL, correct_while_it_is_taken, fixture), 0);
	fixture_work_until_quiet(fixture);
	assert_int_equal(pthread_join(thread, &result), 0);
	assert_int_equal(*(enum err *)result, ERR_OK);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_SENT);
	assert_int_equal(fixture_accepted(fixture, ""), 2);
	assert_non_null(strstr(fixture_read(fixture, &arena, "accepted"), " hanako@example.co.jp\n"));
	assert_non_null(strstr(fixture_read(fixture, &arena, "accepted"), " hanako@example.jp\n"));
}

static void a_mail_that_is_refused_has_failed_and_is_not_tried_again(void **state)
{
	struct fixture *fixture = *state;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "unknown-user");
	fixture_open_office(fixture);
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_FAILED);
	assert_int_equal(row.attempts, 1);
	assert_true(row.done_ms > 0);
	assert_int_equal(fixture_job_runs_at(fixture), 0);
}

static void a_grey_list_is_waited_out(void **state)
{
	struct fixture *fixture = *state;

	fixture_start_peer(fixture, "grey");
	fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	fixture_open_office(fixture);
	queue(fixture, "");
	for (int i = 0; i < 3; i++) {
		assert_int_equal(fixture_accepted(fixture, ""), 0);
		fixture_work_until_quiet(fixture);
		fixture->office.clock.fixed_ms += 3600 * 1000;
	}
	assert_int_equal(fixture_accepted(fixture, ""), 1);
}

/* The server took it and the word of that was lost on the way: the one case in which it comes twice. */
static void a_lost_250_doubles_the_mail_under_one_message_id(void **state)
{
	struct fixture *fixture = *state;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "take-and-drop");
	fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	fixture_open_office(fixture);
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	fixture_stop_peer(fixture);
	fixture_start_peer(fixture, "polite");
	fixture->office.clock.fixed_ms += 3600 * 1000;
	fixture_work_until_quiet(fixture);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_SENT);
	assert_int_equal(fixture_accepted(fixture, row.message_id), 2);
	assert_int_equal(fixture_accepted(fixture, ""), 2);
}

static void a_rehearsal_sends_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "polite");
	fixture_open_office(fixture);
	fixture->office.rehearsal = true;
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_CAPTURED);
	assert_true(str_starts(str_from(row.subject), "【練習】受付"));
	assert_true(str_starts(str_from(row.body), "※ これは練習（リハーサル）"));
	assert_true(row.done_ms > 0);
	assert_int_equal(row.attempts, 0);
	assert_int_equal(fixture_accepted(fixture, ""), 0);
}

static void no_server_captures_the_mail(void **state)
{
	struct fixture *fixture = *state;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_open_office(fixture);
	queue(fixture, "");
	fixture_work_until_quiet(fixture);
	assert_int_equal(fixture_newest(fixture, &arena).state, MESSAGE_STATE_CAPTURED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_queued_mail_is_sent_and_marked, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_sent_mail_ends_with_the_head_of_the_log, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_personal_link_is_in_the_mail_and_not_in_the_store, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(the_link_of_a_draft_is_in_its_mail_and_not_in_the_store, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(one_intent_is_one_mail, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_deed_that_fails_sends_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_message_that_the_edition_lacks_is_named, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_server_that_is_away_is_tried_again_with_growing_rests, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_mail_that_nobody_takes_for_five_days_has_failed, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(the_five_days_of_a_mail_that_was_held_begin_when_it_was_let_go,
						fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_address_that_is_corrected_while_the_server_has_the_mail_gets_it_too,
						fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_mail_that_is_refused_has_failed_and_is_not_tried_again, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_grey_list_is_waited_out, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_lost_250_doubles_the_mail_under_one_message_id, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(a_rehearsal_sends_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_server_captures_the_mail, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
