/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/line_reader.h"
#include "codec/text/search_key.h"

#define NAME_MAX_BYTES (64 * 1024)

static enum err write_key(const struct buf *line, uint64_t number, struct fault *why)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (line->full)
		return fault_set(why, ERR_INVALID, "line %llu: longer than %d bytes", (unsigned long long)number,
				 NAME_MAX_BYTES);
	puts(search_key_of(&arena, buf_str(line)));
	return ERR_OK;
}

enum err cmd_key(struct command_call *call, struct fault *why)
{
	struct line_reader *input = arena_alloc(call->arena, sizeof(*input));
	enum err err = ERR_OK;
	BUF_SCOPED line;

	buf_init(&line, NAME_MAX_BYTES);
	while (!err && !ferror(stdout) && line_reader_next(input, &line))
		err = write_key(&line, input->line, why);
	if (!err)
		command_end_output(call);
	return err;
}
