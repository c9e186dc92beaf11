/* SPDX-License-Identifier: Apache-2.0 */
#include "watching.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#define BYTES_MAX (128 * 1024)

char *watching_content(struct watching *given, const char *path)
{
	char *bytes = arena_alloc(&given->arena, BYTES_MAX);
	FILE *file = fopen(path, "r");

	if (!file)
		return NULL;
	bytes[fread(bytes, 1, BYTES_MAX - 1, file)] = 0;
	fclose(file);
	return bytes;
}

void watching_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

int watching_command(struct watching *given, const char *program, const char *words)
{
	const char *out = arena_printf(&given->arena, "%s/out", given->folder),
		   *err = arena_printf(&given->arena, "%s/err", given->folder);
	int status = system(arena_printf(&given->arena, "LC_ALL=%s %s >%s 2>%s </dev/null %s",
					 given->locale ? given->locale : "C", program, out, err, words));

	given->out = watching_content(given, out);
	given->err = watching_content(given, err);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

int watching_run(struct watching *given, const char *words)
{
	return watching_command(given, TENKEN_WITNESS, words);
}

const char *watching_words(struct watching *given, const char *url, const char *more)
{
	return arena_printf(&given->arena, "--url %s --key %s --log-key %s --state=%s --timeout %d %s", url, given->key,
			    given->office.key_path, given->state, given->timeout_s ? given->timeout_s : 60, more);
}

static const char *trusting(struct watching *given)
{
	return arena_printf(&given->arena, "--ca %s", given->office.https.ca_path);
}

int watching_look(struct watching *given)
{
	return watching_run(given, watching_words(given, given->office.url, trusting(given)));
}

int watching_begin(void **state)
{
	struct watching *given = calloc(1, sizeof(*given));

	arena_init(&given->arena);
	log_peer_start(&given->office);
	given->folder = given->office.https.folder;
	given->key = arena_printf(&given->arena, "%s/witness.key", given->folder);
	given->state = arena_printf(&given->arena, "%s/state", given->folder);
	assert_int_equal(
		watching_run(given, arena_printf(&given->arena, "--new-key " WATCHING_NAME " --key %s", given->key)),
		GOOD);
	assert_int_equal(note_key_read(str_from(given->out), &given->witness, NULL), ERR_OK);
	*state = given;
	return 0;
}

int watching_begin_later(void **state)
{
	watching_begin(state);
	assert_int_equal(watching_look(*state), GOOD);
	return 0;
}

int watching_end(void **state)
{
	struct watching *given = *state;

	log_peer_stop(&given->office);
	arena_release(&given->arena);
	free(given);
	return 0;
}

void watching_demand_untouched(struct watching *given, int (*look)(struct watching *), int status, const char *said)
{
	const char *before = watching_content(given, given->state);
	int cosignatures = given->office.cosignatures, found = look(given);
	const char *after = watching_content(given, given->state);

	if (found != status || !strstr(given->err, said))
		fail_msg("status %d, not %d with \"%s\": %s", found, status, said, given->err);
	assert_string_equal(given->out, "");
	assert_int_equal(given->office.cosignatures, cosignatures);
	assert_int_equal(before != NULL, after != NULL);
	if (before)
		assert_string_equal(after, before);
}

void watching_demand_shout(struct watching *given, const char *said)
{
	watching_demand_untouched(given, watching_look, NOT_GROWN, said);
	assert_non_null(strstr(given->err, str_dup(&given->arena, log_peer_head(&given->office))));
	assert_non_null(strstr(given->err, watching_content(given, given->state)));
}

void watching_demand_cosigned(struct watching *given)
{
	struct str head = log_peer_head(&given->office);
	struct note note, shown;
	int64_t at_s;

	assert_string_equal(str_dup(&given->arena, given->office.cosigned), watching_content(given, given->state));
	assert_int_equal(note_read(&given->arena, given->office.cosigned, &note, NULL), ERR_OK);
	assert_int_equal(note_read(&given->arena, head, &shown, NULL), ERR_OK);
	assert_true(str_eq(note.text, shown.text));
	assert_int_equal(note_check(&note, &given->witness, &at_s), NOTE_SIGNED);
	assert_in_range(at_s, time(NULL) - 60, time(NULL));
	assert_int_equal(note_check(&note, &given->office.signer.key, NULL), NOTE_SIGNED);
}
