/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "test.h"
#include "usecases/alone/judge_stream.h"

/* Says of each piece how many observations it had. */
static void count_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	const struct finding finding = {.check = "count",
					.verdict = VERDICT_GOOD,
					.target = input->observations[0].target,
					.port = (int)input->count};

	finding_list_add(findings, &finding);
}

static const struct check table[] = {{"count", "", count_judge, NULL, NULL}, {"", "", NULL, NULL, NULL}};

struct pieces {
	int sizes[8];
	size_t count;
};

static void take(void *context, const struct finding_list *findings)
{
	struct pieces *pieces = context;

	assert_int_equal(findings->count, 1);
	assert_true(pieces->count < 8);
	pieces->sizes[pieces->count++] = findings->items[0].port;
}

static struct judge_stream begin(struct pieces *pieces)
{
	struct judge_stream stream = {.checks = table, .take = take, .context = pieces};

	judge_stream_init(&stream);
	return stream;
}

static void add(struct judge_stream *stream, const char *kind, const char *target)
{
	char line[200];

	snprintf(line, sizeof(line), "{\"at_ms\":1,\"kind\":\"%s\",\"target\":\"%s\"}", kind, target);
	assert_int_equal(judge_stream_add(stream, str_from(line), NULL), ERR_OK);
}

static void a_diagnosis_begins_with_its_begin(void **state)
{
	struct pieces pieces = {.count = 0};
	struct judge_stream stream = begin(&pieces);

	add(&stream, "probe.begin", "");
	add(&stream, "port.open", "a.example.jp");
	add(&stream, "port.open", "b.example.jp");
	add(&stream, "probe.begin", "");
	add(&stream, "port.open", "a.example.jp");
	judge_stream_finish(&stream);
	judge_stream_release(&stream);
	assert_int_equal(pieces.count, 2);
	assert_int_equal(pieces.sizes[0], 3);
	assert_int_equal(pieces.sizes[1], 2);
}

static void without_begins_a_long_stream_is_cut_between_targets(void **state)
{
	struct pieces pieces = {.count = 0};
	struct judge_stream stream = begin(&pieces);

	for (int i = 0; i < JUDGE_STREAM_LINES + 5; i++)
		add(&stream, "port.open", i < 10 ? "a.example.jp" : "b.example.jp");
	add(&stream, "port.open", "c.example.jp");
	judge_stream_finish(&stream);
	judge_stream_release(&stream);
	assert_int_equal(pieces.count, 2);
	assert_int_equal(pieces.sizes[0], JUDGE_STREAM_LINES + 5);
	assert_int_equal(pieces.sizes[1], 1);
}

static void a_wrong_line_is_refused_and_the_stream_goes_on(void **state)
{
	struct pieces pieces = {.count = 0};
	struct judge_stream stream = begin(&pieces);
	struct fault why = {ERR_OK, ""};

	add(&stream, "port.open", "a.example.jp");
	assert_int_equal(judge_stream_add(&stream, STR("{\"kind\":\"port.open\"}"), &why), ERR_INVALID);
	assert_non_null(strstr(why.text, "at_ms"));
	add(&stream, "port.open", "a.example.jp");
	judge_stream_finish(&stream);
	judge_stream_release(&stream);
	assert_int_equal(pieces.sizes[0], 2);
}

int test_judge_stream(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_diagnosis_begins_with_its_begin),
		cmocka_unit_test(without_begins_a_long_stream_is_cut_between_targets),
		cmocka_unit_test(a_wrong_line_is_refused_and_the_stream_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
