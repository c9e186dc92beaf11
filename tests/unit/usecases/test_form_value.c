/* SPDX-License-Identifier: Apache-2.0 */
/* A form as a page shows it: a refused host is told by its line. */
#include "usecases/form_value.h"

#include <string.h>

#include "test.h"

static void a_refused_host_names_its_line(void **state)
{
	static const struct {
		const char *typed, *problem, *text;
		int64_t line;
	} rows[] = {
		{"www.example.jp\r\n 192.168.0.1\r\n", "not_public", "192.168.0.1", 2},
		{"www.example.jp\n\n社内のサーバー\n10.0.0.1", "not_hosts", "社内のサーバー", 3},
		{"127.0.0.1\nwww.example.jp", "loopback_only", "www.example.jp", 2},
		{"www.example.jp\nmail.gmail.com 会社のメール", "shared_host", "mail.gmail.com 会社のメール", 2},
		{"https://", "not_hosts", "https://", 1},
		{"", "missing", "", 0},
	};
	struct question question = {
		.id = "targets", .kind = QUESTION_HOSTS, .label = {"対象", "Targets"}, .required = true};
	const struct edition_form form = {"f", {"", ""}, {NULL, NULL}, &question, 1};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct value *typed = value_map(&arena), *problems = value_map(&arena);
		const struct value *field;
		value_set_text(&arena, typed, "targets", rows[i].typed);
		value_set_text(&arena, problems, "targets", rows[i].problem);
		field = value_at(value_get(form_value(&arena, &form, LANG_JA, NULL, typed, problems), "problems"), 0);
		assert_int_equal(value_get_int(field, "wrong_line", -1), rows[i].line);
		assert_string_equal(value_get_text(field, "wrong_text"), rows[i].text);
	}
}

int test_form_value(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refused_host_names_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
