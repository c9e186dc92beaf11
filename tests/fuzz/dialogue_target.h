/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every fuzz target of a dialogue's reader does: hostile bytes are read to the same end twice, and what is told of
 * them is UTF-8 within its bounds.
 */
#ifndef TENKEN_FUZZ_DIALOGUE_TARGET_H
#define TENKEN_FUZZ_DIALOGUE_TARGET_H

#include <stdint.h>
#include <stdlib.h>

#include "codec/utf8.h"
#include "diagnosis/dialogue/dialogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void dialogue_target_text(const struct value *text, size_t most)
{
	if (text && (text->kind != VALUE_TEXT || text->text.n > most || !utf8_is_valid(text->text)))
		abort();
}

static void dialogue_target_read(dialogue_reader *read, const uint8_t *data, size_t size)
{
	struct str bytes = str_of(data, size);
	struct value *told;
	const struct value *names;
	enum dialogue_reading reading;
	ARENA_SCOPED arena;

	arena_init(&arena);
	told = value_map(&arena);
	reading = read(&arena, bytes, told);
	if (reading != read(&arena, bytes, value_map(&arena)))
		abort();
	if (!size && reading != DIALOGUE_MORE)
		abort();
	dialogue_target_text(value_get(told, "version"), DIALOGUE_NAME_BYTES);
	dialogue_target_text(value_get(told, "text"), 2 * SINK_TEXT_MAX);
	names = value_get(told, "names");
	if (value_count(names) > DIALOGUE_NAMES_MAX)
		abort();
	for (size_t i = 0; i < value_count(names); i++)
		dialogue_target_text(value_at(names, i), DIALOGUE_NAME_BYTES);
}

/* All of one line: the row whose reader it is. */
#define DIALOGUE_TARGET(row)                                                                                           \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)                                                   \
	{                                                                                                              \
		dialogue_target_read((row).read, data, size);                                                          \
		return 0;                                                                                              \
	}

#endif
