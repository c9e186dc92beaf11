/* SPDX-License-Identifier: Apache-2.0 */
/* An edition's folder: any bytes may stand in its files, which the input holds one after the other, each behind a line
 * "%% NAME". What loads must be whole, what does not must say where. The same bytes as a packed edition must come back
 * unchanged or be refused. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "programme/edition_find.h"
#include "programme/eligibility.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look_at_all(const struct edition *edition)
{
	static const char *const questions[] = {EDITION_QUESTIONS};
	static const char *const messages[] = {EDITION_MESSAGES};
	struct eligibility_result result;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(questions); i++)
		if (!edition_find_question(edition, questions[i]))
			abort();
	for (size_t i = 0; i < COUNT(messages); i++)
		if (!edition_find_message(edition, messages[i]) ||
		    !edition_find_message(edition, messages[i])->body.ja[0])
			abort();
	eligibility_judge(&arena, edition, NULL, NULL, &result);
	if (edition->opens_ms >= edition->closes_ms || strlen(edition->hash) != 64 || edition->course_count == 0)
		abort();
}

static void unpack(struct arena *arena, struct str bytes)
{
	struct edition_parts parts = {.folder = "f"};
	BUF_SCOPED again;

	buf_init(&again, EDITION_PACKED_MAX);
	if (edition_parts_unpack(arena, bytes, &parts, NULL))
		return;
	if (edition_parts_pack(&parts, &again, NULL) || !str_eq(buf_str(&again), bytes))
		abort();
}

/* False when the files cannot be those of one folder. */
static bool split(struct arena *arena, struct str rest, struct edition_parts *parts)
{
	while (rest.n) {
		size_t end = str_find(rest, "\n%% ");
		struct str file = str_head(rest, end), first = str_cut(&file, '\n');
		rest = str_skip(rest, end + 1);
		if (!str_starts(first, "%% "))
			return false;
		if (edition_parts_add(parts, str_dup(arena, str_skip(first, 3)), file, NULL))
			return false;
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct edition_parts parts = {.folder = "f"};
	struct edition *edition = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;
	BUF_SCOPED problems;
	enum err err;

	arena_init(&arena);
	buf_init(&problems, 65536);
	unpack(&arena, str_of(data, size));
	if (!split(&arena, str_of(data, size), &parts))
		return 0;
	err = edition_parse(&parts, &problems, &edition, &why);
	if ((err == ERR_OK) != (edition != NULL) || (err == ERR_OK) != (problems.size == 0))
		abort();
	if (err)
		return strncmp(why.text, "f/", 2) == 0 ? 0 : (abort(), 0);
	look_at_all(edition);
	edition_free(edition);
	return 0;
}
