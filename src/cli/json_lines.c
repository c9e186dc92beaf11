/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/json_lines.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/command.h"
#include "codec/json.h"

struct input {
	char bytes[65536];
	size_t at, size;
	uint64_t line;
};

/* False at the end of input. */
static bool refill(struct input *input)
{
	ssize_t got;

	fflush(stdout);
	do {
		got = read(STDIN_FILENO, input->bytes, sizeof(input->bytes));
	} while (got < 0 && errno == EINTR);
	input->at = 0;
	input->size = got > 0 ? (size_t)got : 0;
	return got > 0;
}

/* The next line without its end; false when there is none. Of a line that is too long the buffer says so. */
static bool read_line(struct input *input, struct buf *ret_line)
{
	bool is_started = false;

	buf_clear(ret_line);
	while (input->at < input->size || refill(input)) {
		struct str ready = str_of(input->bytes + input->at, input->size - input->at);
		size_t length = str_index(ready, '\n');
		buf_add(ret_line, str_head(ready, length));
		input->at += length + (length < ready.n);
		is_started = true;
		if (length < ready.n)
			break;
	}
	input->line += is_started;
	return is_started;
}

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
	struct input *input;
	struct fault why = {.text = ""};
	BUF_SCOPED line;
	BUF_SCOPED out;

	buf_init(&line, JSON_QUESTION_MAX);
	buf_init(&out, JSON_ANSWER_MAX);
	arena_init(&whole);
	input = arena_alloc(&whole, sizeof(*input));
	while (!ferror(stdout) && read_line(input, &line)) {
		struct value *value = NULL;
		ARENA_SCOPED arena;
		arena_init(&arena);
		if (answer_line(answer, context, &arena, &line, &value, &why))
			value = error_value(&arena, input->line, &why);
		write_value(&arena, input->line, value, &out);
	}
	return fflush(stdout) == 0 && !ferror(stdout) ? COMMAND_DONE : COMMAND_FAILED;
}
