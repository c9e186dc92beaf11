/* SPDX-License-Identifier: Apache-2.0 */
/* The real tenken-witness before an office that is rude or not there, with damaged files, and with wrong words. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "disk/lock.h"
#include "watching.h"

/* ---- an office that says nothing of use ---- */

static void what_is_no_head_decides_nothing(void **state)
{
	static const char *const heads[] = {"", "<!DOCTYPE html>\n<p>maintenance</p>\n", "check.example.jp/log\n12\n",
					    "\x1b[31m\n\n"};
	struct watching *given = *state;

	for (size_t i = 0; i < COUNT(heads); i++) {
		given->office.head = str_from(heads[i]);
		watching_demand_untouched(given, watching_look, UNDECIDED, "nothing could be decided");
	}
}

static void a_head_without_end_decides_nothing(void **state)
{
	struct watching *given = *state;
	char *bytes = arena_alloc(&given->arena, 2 * NOTE_BYTES_MAX);

	memset(bytes, 'a', 2 * NOTE_BYTES_MAX);
	given->office.head = str_of(bytes, 2 * NOTE_BYTES_MAX);
	watching_demand_untouched(given, watching_look, UNDECIDED, "the answer has more than 65536 bytes");
}

static void another_status_decides_nothing(void **state)
{
	static const int statuses[] = {301, 302, 404, 429, 500, 503};
	struct watching *given = *state;

	for (size_t i = 0; i < COUNT(statuses); i++) {
		given->office.head_status = statuses[i];
		watching_demand_untouched(
			given, watching_look, UNDECIDED,
			arena_printf(&given->arena, "the office answers with status %d", statuses[i]));
	}
	given->office.head_status = 0;
	given->office.size = 33;
	given->office.consistency_status = 503;
	watching_demand_untouched(given, watching_look, UNDECIDED, "to=33: the office answers with status 503");
}

static void half_an_answer_decides_nothing(void **state)
{
	struct watching *given = *state;

	given->timeout_s = 2;
	given->office.is_stalling = true;
	watching_demand_untouched(given, watching_look, UNDECIDED, "nothing could be decided");
}

/* The port of the rude one stands in its url. */
static const char *rude_url;

static int look_at_rude(struct watching *given)
{
	return watching_run(given, watching_words(given, rude_url, ""));
}

static void a_rude_or_absent_office_decides_nothing_and_costs_no_time(void **state)
{
	static void (*const manners[])(struct peer *, int) = {
		peer_is_silent,         peer_hangs_up, peer_resets, peer_drips, peer_sends_endless_headers,
		peer_sends_endless_body};
	struct watching *given = *state;
	time_t begun = time(NULL);

	given->timeout_s = 2;
	for (size_t i = 0; i < COUNT(manners); i++) {
		struct peer peer = {0};

		peer_start(&peer, "127.0.0.1", 1, manners[i]);
		rude_url = arena_printf(&given->arena, "http://127.0.0.1:%u/", peer.ports[0]);
		watching_demand_untouched(given, look_at_rude, UNDECIDED, "nothing could be decided");
		peer_stop(&peer);
	}
	watching_demand_untouched(given, look_at_rude, UNDECIDED, "127.0.0.1"); /* nobody listens there any more */
	assert_in_range(time(NULL) - begun, 0, 7 * 10);
}

static void only_who_can_be_trusted_is_asked(void **state)
{
	static const char *const urls[] = {"http://192.0.2.1",
					   "http://127.0.0.1@192.0.2.1",
					   "http://127.0.0.1.192.0.2.1",
					   "http://0.0.0.0:1",
					   "ftp://127.0.0.1",
					   "file:///etc/passwd",
					   "nonsense"};
	struct watching *given = *state;

	for (size_t i = 0; i < COUNT(urls); i++) {
		rude_url = urls[i];
		watching_demand_untouched(given, look_at_rude, UNDECIDED,
					  "neither an HTTPS address nor one of this machine");
	}
	rude_url = given->office.url; /* whose certificate nobody vouches for */
	watching_demand_untouched(given, look_at_rude, UNDECIDED, "certificate");
	assert_int_equal(given->office.cosignatures, 1);
}

/* ---- its own files ---- */

static void a_damaged_state_is_refused_and_left(void **state)
{
	struct watching *given = *state;
	const char *good = watching_content(given, given->state);
	/* Which key of the log has signed may have changed, so the id in front of its signature says nothing. */
	const size_t id = (size_t)(strstr(good, LOG_PEER_NAME " ") + strlen(LOG_PEER_NAME " ") - good), id_size = 6;

	for (size_t at = 0; at + 1 < strlen(good); at += 7) {
		char *changed = arena_strdup(&given->arena, good);
		if (at >= id && at < id + id_size)
			continue;
		changed[at] ^= 1;
		watching_write(given->state, changed);
		watching_demand_untouched(given, watching_look, UNDECIDED, given->state);
	}
	watching_write(given->state, "");
	watching_demand_untouched(given, watching_look, UNDECIDED, given->state);
	watching_write(given->state, arena_strndup(&given->arena, good, strlen(good) / 2));
	watching_demand_untouched(given, watching_look, UNDECIDED, given->state);
	watching_write(given->state, good);
	assert_int_equal(watching_look(given), GOOD);
}

static void a_state_of_another_witness_or_log_is_refused(void **state)
{
	struct watching *given = *state;
	const char *key = given->key, *name = "other.example.jp/log";
	BUF_SCOPED text;

	given->key = arena_printf(&given->arena, "%s/other.key", given->folder);
	assert_int_equal(
		watching_run(given, arena_printf(&given->arena, "--new-key " WATCHING_NAME " --key %s", given->key)),
		GOOD);
	watching_demand_untouched(given, watching_look, UNDECIDED, "not written with this witness's key");
	given->key = key;
	assert_int_equal(note_signer_new(str_from(name), NOTE_SIGNATURE, NULL, &given->office.signer, NULL), ERR_OK);
	buf_init(&text, 1000);
	note_key_write(&given->office.signer.key, &text);
	watching_write(given->office.key_path, buf_text(&text));
	watching_demand_untouched(given, watching_look, UNDECIDED, "it is of the log " LOG_PEER_NAME);
}

/* The office may take a new key for its log; what was kept stays comparable. */
static void a_new_key_of_the_log_keeps_the_state(void **state)
{
	struct watching *given = *state;
	BUF_SCOPED text;

	assert_int_equal(note_signer_new(STR(LOG_PEER_NAME), NOTE_SIGNATURE, NULL, &given->office.signer, NULL),
			 ERR_OK);
	watching_demand_untouched(given, watching_look, NOT_GROWN, "A FORGED HEAD");
	buf_init(&text, 1000);
	note_key_write(&given->office.signer.key, &text);
	watching_write(given->office.key_path, buf_text(&text));
	given->office.size = 33;
	assert_int_equal(watching_look(given), GOOD);
	assert_non_null(strstr(given->out, "from 12 to 33"));
}

static void two_runs_do_not_meet(void **state)
{
	struct watching *given = *state;
	int fd;

	assert_int_equal(lock_take(arena_printf(&given->arena, "%s.lock", given->state), &fd, NULL), ERR_OK);
	watching_demand_untouched(given, watching_look, UNDECIDED, ".lock");
	lock_release(fd);
}

static void a_state_that_cannot_be_written_is_said_before_anything_is_cosigned(void **state)
{
	struct watching *given = *state;

	given->state = "/dev/null/state";
	watching_demand_untouched(given, watching_look, UNDECIDED, "/dev/null/state");
}

static void a_new_key_is_secret_and_overwrites_nothing(void **state)
{
	struct watching *given = *state;
	const char *before = watching_content(given, given->key);
	struct stat file;

	assert_int_equal(stat(given->key, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_int_equal(strncmp(before, "PRIVATE+KEY+" WATCHING_NAME "+", strlen("PRIVATE+KEY+" WATCHING_NAME "+")),
			 0);
	assert_string_equal(given->witness.name, WATCHING_NAME);
	assert_int_equal(given->witness.type, NOTE_COSIGNATURE);
	assert_int_equal(
		watching_run(given, arena_printf(&given->arena, "--new-key " WATCHING_NAME " --key %s", given->key)),
		UNDECIDED);
	assert_string_equal(watching_content(given, given->key), before);
	assert_int_equal(
		watching_run(given, arena_printf(&given->arena, "--new-key 'two words' --key %s/k", given->folder)),
		UNDECIDED);
	assert_null(watching_content(given, arena_printf(&given->arena, "%s/k", given->folder)));
}

static void the_two_keys_are_not_mixed_up(void **state)
{
	struct watching *given = *state;
	const char *log_key = watching_content(given, given->office.key_path), *key = given->key;
	BUF_SCOPED text;

	buf_init(&text, 1000);
	note_signer_write(&given->office.signer, &text);
	given->key = arena_printf(&given->arena, "%s/log.secret", given->folder);
	watching_write(given->key, buf_text(&text));
	watching_demand_untouched(given, watching_look, UNDECIDED, "is no witness's key");
	given->key = given->office.key_path;
	watching_demand_untouched(given, watching_look, UNDECIDED, "PRIVATE+KEY+");
	given->key = key;
	buf_clear(&text);
	note_key_write(&given->witness, &text);
	watching_write(given->office.key_path, buf_text(&text));
	watching_demand_untouched(given, watching_look, UNDECIDED, "is not the public key of a log");
	watching_write(given->office.key_path, log_key);
}

/* ---- words ---- */

static void wrong_words_are_refused(void **state)
{
	static const char *const wrong[] = {"",      "--url https://check.example.jp", "--key", "--no-such-option",
					    "stray", "--new-key " WATCHING_NAME};
	struct watching *given = *state;

	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(watching_run(given, wrong[i]), UNDECIDED);
		assert_string_equal(given->out, "");
		assert_non_null(strstr(given->err, "tenken-witness: "));
	}
	assert_int_equal(watching_run(given, watching_words(given, given->office.url, "--timeout 0")), UNDECIDED);
	assert_int_equal(watching_run(given, watching_words(given, given->office.url, "--timeout 601")), UNDECIDED);
	assert_int_equal(watching_run(given, "--help"), GOOD);
	assert_non_null(strstr(given->out, "--log-key FILE"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIRST(what_is_no_head_decides_nothing),
		LATER(a_head_without_end_decides_nothing),
		LATER(another_status_decides_nothing),
		LATER(half_an_answer_decides_nothing),
		LATER(a_rude_or_absent_office_decides_nothing_and_costs_no_time),
		LATER(only_who_can_be_trusted_is_asked),
		LATER(a_damaged_state_is_refused_and_left),
		LATER(a_state_of_another_witness_or_log_is_refused),
		LATER(a_new_key_of_the_log_keeps_the_state),
		LATER(two_runs_do_not_meet),
		FIRST(a_state_that_cannot_be_written_is_said_before_anything_is_cosigned),
		FIRST(a_new_key_is_secret_and_overwrites_nothing),
		FIRST(the_two_keys_are_not_mixed_up),
		FIRST(wrong_words_are_refused),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
