/* SPDX-License-Identifier: Apache-2.0 */
/* The real tenken-witness before a log that grows, and before one that does anything else. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "watching.h"

/* ---- a log that grows ---- */

static void the_first_head_is_kept_and_cosigned(void **state)
{
	struct watching *given = *state;
	struct stat file;

	assert_int_equal(watching_look(given), GOOD);
	assert_string_equal(given->out, "The first head is kept and co-signed: " LOG_PEER_NAME
					", 12 entries. Later ones are compared with it.\n");
	assert_string_equal(given->err, "");
	watching_demand_cosigned(given);
	assert_int_equal(stat(given->state, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
}

static void a_log_that_grew_is_cosigned(void **state)
{
	struct watching *given = *state;

	given->office.size = 33;
	assert_int_equal(watching_look(given), GOOD);
	assert_non_null(strstr(given->out, "from 12 to 33 entries"));
	watching_demand_cosigned(given);
	given->office.size = 34;
	assert_int_equal(watching_look(given), GOOD);
	assert_non_null(strstr(given->out, "from 33 to 34 entries"));
	watching_demand_cosigned(given);
}

static void a_log_that_rested_is_cosigned_again(void **state)
{
	struct watching *given = *state;

	assert_int_equal(watching_look(given), GOOD);
	assert_non_null(strstr(given->out, "as it was"));
	assert_int_equal(given->office.cosignatures, 2);
	watching_demand_cosigned(given);
}

static void an_empty_log_grows_too(void **state)
{
	struct watching *given = *state;

	given->office.size = 0;
	assert_int_equal(watching_look(given), GOOD);
	given->office.size = 3;
	assert_int_equal(watching_look(given), GOOD);
	assert_non_null(strstr(given->out, "from 0 to 3 entries"));
}

static void cosignatures_of_others_are_passed_over(void **state)
{
	struct watching *given = *state;
	struct note_signer other;
	struct note note;
	BUF_SCOPED text;

	buf_init(&text, NOTE_BYTES_MAX);
	buf_add(&text, log_peer_head(&given->office));
	assert_int_equal(note_read(&given->arena, log_peer_head(&given->office), &note, NULL), ERR_OK);
	for (int i = 0; i < NOTE_SIGNATURES_MAX - 1; i++) {
		assert_int_equal(note_signer_new(STR("other"), NOTE_COSIGNATURE, NULL, &other, NULL), ERR_OK);
		note_sign(&other, note.text, 1, &text);
	}
	given->office.head = buf_str(&text);
	assert_int_equal(watching_look(given), GOOD);
	watching_demand_cosigned(given);
	assert_int_equal(watching_look(given), GOOD);
	given->office.head = (struct str){NULL, 0};
}

static void code_that_is_not_ours_finds_the_cosignature_good(void **state)
{
	struct watching *given = *state;
	BUF_SCOPED key;

	if (!*COSIGNED)
		skip();
	buf_init(&key, 1000);
	note_key_write(&given->witness, &key);
	assert_int_equal(
		watching_command(given, COSIGNED, arena_printf(&given->arena, "%s <%s", buf_text(&key), given->state)),
		0);
	assert_int_equal(strncmp(given->out, LOG_PEER_NAME " 12 ", strlen(LOG_PEER_NAME " 12 ")), 0);
	assert_in_range(atoll(given->out + strlen(LOG_PEER_NAME " 12 ")), time(NULL) - 60, time(NULL));
	buf_clear(&key);
	note_key_write(&given->office.signer.key, &key);
	assert_int_equal(
		watching_command(given, COSIGNED, arena_printf(&given->arena, "%s <%s", buf_text(&key), given->state)),
		1);
}

/* ---- a log that does anything else ---- */

static void another_log_of_the_same_size_is_shouted_at(void **state)
{
	struct watching *given = *state;

	given->office.is_forked = true;
	watching_demand_shout(given, "THE LOG WAS REWRITTEN. It has 12 entries as before");
}

static void a_longer_log_that_begins_differently_is_shouted_at(void **state)
{
	struct watching *given = *state;

	given->office.is_forked = true;
	given->office.size = 33;
	watching_demand_shout(given, "CANNOT SHOW that the 12 entries");
}

static void a_log_that_shrank_is_shouted_at(void **state)
{
	struct watching *given = *state;

	given->office.size = given->office.known = 11;
	watching_demand_shout(given, "THE LOG SHRANK. It had 12 entries and has 11");
	assert_non_null(strstr(given->err, "/log/consistency?from=11&to=12: the office answers with status 404"));
	given->office.known = LOG_PEER_ENTRIES;
	given->office.is_forked = true;
	watching_demand_shout(given, "THE LOG SHRANK");
}

static void a_log_that_was_emptied_is_shouted_at(void **state)
{
	struct watching *given = *state;

	given->office.size = 0;
	watching_demand_shout(given, "THE LOG SHRANK");
}

static void a_proof_that_is_none_is_shouted_at(void **state)
{
	static const char *const proofs[] = {"", "<!DOCTYPE html>\n", "AAAA\n",
					     "AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"};
	struct watching *given = *state;

	given->office.size = 33;
	for (size_t i = 0; i < COUNT(proofs); i++) {
		given->office.proof = proofs[i];
		watching_demand_shout(given, "CANNOT SHOW");
	}
	assert_null(strstr(given->err, "Reason"));
	given->office.proof = proofs[1];
	watching_demand_shout(given, "Reason: line 1 of the proof is not the base64 of 32 bytes");
}

static void an_older_head_is_neither_cosigned_nor_shouted_at(void **state)
{
	struct watching *given = *state;

	given->office.size = 11;
	watching_demand_untouched(given, watching_look, UNDECIDED,
				  "a head (11 entries) that is older than the one kept (12)");
}

static void show_head_signed_by(struct watching *given, const char *origin, const struct note_signer *signer)
{
	struct note_signer named = *signer;
	BUF_SCOPED text;

	snprintf(named.key.name, sizeof(named.key.name), "%s", origin);
	buf_init(&text, NOTE_BYTES_MAX);
	checkpoint_write_signed(&named, 12, &(struct merkle_hash){{1}}, &text);
	given->office.head = str_of(str_dup(&given->arena, buf_str(&text)), text.size);
}

static void a_forged_head_is_shouted_at(void **state)
{
	struct watching *given = *state;
	struct str head = log_peer_head(&given->office);
	char *changed = str_dup(&given->arena, head);
	struct note_signer other;

	changed[strlen(LOG_PEER_NAME "\n")] = '9'; /* 92 entries */
	given->office.head = str_from(changed);
	watching_demand_untouched(given, watching_look, NOT_GROWN, "A FORGED HEAD");
	assert_non_null(strstr(given->err, "Reason: the signature of the head of " LOG_PEER_NAME));
	assert_non_null(strstr(given->err, changed));
	assert_int_equal(note_signer_new(STR(LOG_PEER_NAME), NOTE_SIGNATURE, NULL, &other, NULL), ERR_OK);
	show_head_signed_by(given, LOG_PEER_NAME, &other);
	watching_demand_untouched(given, watching_look, NOT_GROWN, "A FORGED HEAD");
	show_head_signed_by(given, "other.example.jp/log", &given->office.signer);
	watching_demand_untouched(given, watching_look, NOT_GROWN, "this is a head of other.example.jp/log");
}

/* ---- handing back ---- */

static void a_cosignature_that_is_not_taken_is_said_and_the_head_kept(void **state)
{
	static const int statuses[] = {400, 403, 409, 500};
	struct watching *given = *state;

	for (size_t i = 0; i < COUNT(statuses); i++) {
		given->office.size = 20 + i;
		given->office.cosignature_status = statuses[i];
		assert_int_equal(watching_look(given), UNDECIDED);
		assert_non_null(strstr(given->err, arena_printf(&given->arena, "answers with status %d", statuses[i])));
		assert_non_null(strstr(given->err, "could not be handed over"));
		assert_int_equal(strstr(given->err, WATCHING_NAME "+") != NULL, statuses[i] == 403);
		watching_demand_cosigned(given);
	}
	given->office.cosignature_status = 0;
	assert_int_equal(watching_look(given), GOOD);
}

static void a_japanese_reader_is_spoken_to_in_japanese(void **state)
{
	struct watching *given = *state;

	given->locale = "ja_JP.UTF-8";
	given->office.is_forked = true;
	watching_demand_shout(given, "警告：記録が書き換えられました。件数は前回と同じ12件ですが、中身が違います。");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIRST(the_first_head_is_kept_and_cosigned),
		LATER(a_log_that_grew_is_cosigned),
		LATER(a_log_that_rested_is_cosigned_again),
		FIRST(an_empty_log_grows_too),
		LATER(code_that_is_not_ours_finds_the_cosignature_good),
		FIRST(cosignatures_of_others_are_passed_over),
		LATER(another_log_of_the_same_size_is_shouted_at),
		LATER(a_longer_log_that_begins_differently_is_shouted_at),
		LATER(a_log_that_shrank_is_shouted_at),
		LATER(a_log_that_was_emptied_is_shouted_at),
		LATER(a_proof_that_is_none_is_shouted_at),
		LATER(an_older_head_is_neither_cosigned_nor_shouted_at),
		FIRST(a_forged_head_is_shouted_at),
		LATER(a_forged_head_is_shouted_at),
		LATER(a_cosignature_that_is_not_taken_is_said_and_the_head_kept),
		LATER(a_japanese_reader_is_spoken_to_in_japanese),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
