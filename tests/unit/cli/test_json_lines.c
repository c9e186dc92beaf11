/* SPDX-License-Identifier: Apache-2.0 */
/* Questions in, answers out, in a process of its own: standard input and output are the subject. */
#include <stdio.h>
#include <string.h>

#include "test.h"
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/json_lines.h"

#define OUT_MAX (8 << 20)

/* Answers {"n":N} with N + 1, or with as many bytes as "long" says. */
static enum err answer(void *context, struct arena *arena, const struct value *question, struct value **ret_answer,
		       struct fault *why)
{
	size_t length = (size_t)value_get_int(question, "long", 0);
	struct value *value = value_map(arena);

	if (value_get_int(question, "n", -1) < 0)
		return fault_set(why, ERR_INVALID, "no number");
	value_set_int(arena, value, "n", value_get_int(question, "n", 0) + 1);
	if (length) {
		char *text = arena_alloc(arena, length + 1);
		memset(text, 'x', length);
		value_set_text(arena, value, "text", text);
	}
	*ret_answer = value;
	return ERR_OK;
}

/* A stream for the child's input that holds the text. */
static FILE *input_of(struct str text)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	assert_int_equal(fwrite(text.p, 1, text.n, file), text.n);
	rewind(file);
	return file;
}

/* Everything that the questions are answered with, in the buffer. */
static void run(struct str questions, struct buf *ret_out)
{
	FILE *in = input_of(questions), *out = tmpfile();
	char chunk[4096];
	int status = -1;
	size_t got;
	pid_t pid;

	assert_non_null(out);
	pid = fork();
	if (pid == 0) {
		dup2(fileno(in), STDIN_FILENO);
		dup2(fileno(out), STDOUT_FILENO);
		_exit(json_lines_run(answer, NULL));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	rewind(out);
	buf_init(ret_out, OUT_MAX);
	while ((got = fread(chunk, 1, sizeof(chunk), out)) > 0)
		buf_add(ret_out, str_of(chunk, got));
	fclose(in);
	fclose(out);
}

static void each_line_is_answered_with_a_line(void **state)
{
	BUF_SCOPED out;

	run(STR("{\"n\":1}\n{\"n\":2}\r\n{\"n\":3}"), &out);
	assert_string_equal(buf_text(&out), "{\"n\":2}\n{\"n\":3}\n{\"n\":4}\n");
}

static void a_bad_line_is_named_and_the_next_one_answered(void **state)
{
	struct str out_left;
	BUF_SCOPED out;

	run(STR("{\"n\":1\n\n{\"m\":1}\n\xff\n{\"n\":1,\"n\":2}\n{\"n\":5}\n"), &out);
	out_left = buf_str(&out);
	assert_true(str_starts(str_cut(&out_left, '\n'), "{\"error\":\"line 1: "));
	assert_true(str_starts(str_cut(&out_left, '\n'), "{\"error\":\"line 2: "));
	assert_true(str_is(str_cut(&out_left, '\n'), "{\"error\":\"line 3: no number\"}"));
	assert_true(str_starts(str_cut(&out_left, '\n'), "{\"error\":\"line 4: "));
	assert_true(str_starts(str_cut(&out_left, '\n'), "{\"error\":\"line 5: "));
	assert_true(str_is(str_cut(&out_left, '\n'), "{\"n\":6}"));
}

static void no_line_and_no_answer_is_larger_than_its_cap(void **state)
{
	struct str out_left;
	BUF_SCOPED questions;
	BUF_SCOPED out;

	buf_init(&questions, 4 * JSON_QUESTION_MAX);
	buf_add_text(&questions, "{\"n\":1,\"x\":\"");
	for (size_t i = 0; i < 2 * JSON_QUESTION_MAX; i++)
		buf_add_byte(&questions, 'x');
	buf_printf(&questions, "\"}\n{\"n\":2,\"long\":%u}\n{\"n\":3}\n", JSON_ANSWER_MAX);
	run(buf_str(&questions), &out);
	out_left = buf_str(&out);
	assert_true(str_starts(str_cut(&out_left, '\n'), "{\"error\":\"line 1: the question"));
	assert_true(str_starts(str_cut(&out_left, '\n'), "{\"error\":\"line 2: the answer"));
	assert_true(str_is(str_cut(&out_left, '\n'), "{\"n\":4}"));
}

static void nothing_is_answered_with_nothing(void **state)
{
	BUF_SCOPED out;

	run(STR(""), &out);
	assert_int_equal(buf_str(&out).n, 0);
}

int test_json_lines(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_is_answered_with_a_line),
		cmocka_unit_test(a_bad_line_is_named_and_the_next_one_answered),
		cmocka_unit_test(no_line_and_no_answer_is_larger_than_its_cap),
		cmocka_unit_test(nothing_is_answered_with_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
