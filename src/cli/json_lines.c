/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/json_lines.h"

#include <stdio.h>

#include "base/buf.h"
#include "cli/command.h"
#include "cli/line_reader.h"
#include "codec/json.h"

static enum err answer_line(json_lines_answer *answer, void *context, struct arena *arena, const struct buf *line,
			    struct value **ret_answer, struct fault *why)
{
	struct value *question = NULL;
	enum err err;

	err = buf_finish(line, "the question", why);
	if (!err)
		err = json_decode(arena, buf_str(line), &question, why);
	return err ? err : answer(context, arena, question, ret_answer, why);
}

static struct value *error_value(struct arena *arena, uint64_t line, const struct fault *why)
{
	struct value *value = value_map(arena);

	value_set_text(arena, value, "error",
		       arena_printf(arena, "line %llu: %s", (unsigned long long)line, why->text));
	return value;
}

static void write_value(struct arena *arena, uint64_t line, const struct value *value, struct buf *out)
{
	struct fault why;

	buf_clear(out);
	json_encode(out, value);
	if (buf_finish(out, "the answer", &why)) {
		buf_clear(out);
		json_encode(out, error_value(arena, line, &why));
	}
	fwrite(buf_text(out), 1, buf_str(out).n, stdout);
	putchar('\n');
}

int json_lines_run(json_lines_answer *answer, void *context)
{
	ARENA_SCOPED whole;
	struct line_reader *input;
	struct fault why = {.text = ""};
	BUF_SCOPED line;
	BUF_SCOPED out;

	buf_init(&line, JSON_QUESTION_MAX);
	buf_init(&out, JSON_ANSWER_MAX);
	arena_init(&whole);
	input = arena_alloc(&whole, sizeof(*input));
	while (!ferror(stdout) && line_reader_next(input, &line)) {
		struct value *value = NULL;
		ARENA_SCOPED arena;
		arena_init(&arena);
		if (answer_line(answer, context, &arena, &line, &value, &why))
			value = error_value(&arena, input->line, &why);
		write_value(&arena, input->line, value, &out);
	}
	return fflush(stdout) == 0 && !ferror(stdout) ? COMMAND_DONE : COMMAND_FAILED;
}
