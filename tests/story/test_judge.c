/* SPDX-License-Identifier: Apache-2.0 */
/* tenken judge, as a person or another program meets it: observations in, findings out. */
#include "process.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

#define NOW "2025-06-02T10:00:00+09:00"

#define BANNER(target, port, service, text)                                                                            \
	"{\"at_ms\":1748826000000,\"kind\":\"service.banner\",\"target\":\"" target                                    \
	"\",\"address\":\"192.0.2.1\",\"port\":" port ",\"data\":{\"service\":\"" service "\",\"text\":\"" text        \
	"\"}}\n"

static int judge(struct scene *scene, const char *options, const char *observations, struct process *ret_process)
{
	const char *path = arena_printf(&scene->arena, "%s/observations", scene->dir);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(observations, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return RUN(scene, ret_process, "/bin/sh", "-c",
		   arena_printf(&scene->arena, "exec %s judge --now %s %s <%s", TENKEN, NOW, options, path));
}

/* The first line of the findings that holds both texts. */
static const char *line_with(struct scene *scene, const struct process *process, const char *one, const char *other)
{
	struct str rest = str_from(process_out(scene, process));

	while (rest.n) {
		const char *line = str_dup(&scene->arena, str_cut(&rest, '\n'));
		if (strstr(line, one) && strstr(line, other))
			return line;
	}
	fail_msg("no finding with %s and %s", one, other);
	return NULL;
}

static void many_targets_are_judged_in_one_stream(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(judge(scene, "",
			       BANNER("a.example.jp", "23", "telnet", "login:")
				       BANNER("b.example.jp", "23", "telnet", "login:"),
			       &process),
			 0);
	assert_non_null(strstr(line_with(scene, &process, "cleartext-login", "a.example.jp"), "\"priority\":\"P1\""));
	assert_non_null(strstr(line_with(scene, &process, "cleartext-login", "b.example.jp"), "\"knowledge\":\"own."));
}

static void a_wrong_line_is_named_and_the_others_are_judged(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(
		judge(scene, "", "nonsense\n" BANNER("a.example.jp", "23", "telnet", "login:") "{}\n", &process), 2);
	assert_non_null(strstr(process_err(scene, &process), "line 1: "));
	assert_non_null(strstr(process_err(scene, &process), "line 3: "));
	line_with(scene, &process, "cleartext-login", "a.example.jp");
}

static void nothing_seen_is_nothing_found(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(judge(scene, "", "", &process), 0);
	assert_string_equal(process_out(scene, &process), "");
}

static void a_check_explains_itself(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "judge", "--explain"), 0);
	assert_non_null(strstr(process_out(scene, &process), "cleartext-login\n"));
	assert_int_equal(RUN(scene, &process, TENKEN, "judge", "--explain", "cleartext-login"), 0);
	assert_non_null(strstr(process_out(scene, &process), "Reads: port.open"));
	assert_non_null(strstr(process_out(scene, &process), "[telnet] "));
	assert_int_equal(RUN(scene, &process, TENKEN, "judge", "--explain", "no-such-check"), 2);
	assert_non_null(strstr(process_err(scene, &process), "no-such-check"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(many_targets_are_judged_in_one_stream),
		SCENE(a_wrong_line_is_named_and_the_others_are_judged),
		SCENE(nothing_seen_is_nothing_found),
		SCENE(a_check_explains_itself),
	};

	return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
