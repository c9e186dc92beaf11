/* SPDX-License-Identifier: Apache-2.0 */
/* tenken knowledge match and tenken knowledge status, as a person or another program meets them. */
#include "process.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Writes a file of the scene. */
static const char *write_text(struct scene *scene, const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

/* What the command answers to these lines. */
static const char *ask(struct scene *scene, const char *questions)
{
	const char *path = write_text(scene, arena_printf(&scene->arena, "%s/questions", scene->dir), questions);
	struct process process;

	assert_int_equal(
		RUN(scene, &process, "/bin/sh", "-c",
		    arena_printf(&scene->arena, "exec %s knowledge match --data %s <%s", TENKEN, scene->data, path)),
		0);
	return process_out(scene, &process);
}

#define NGINX "cpe:2.3:a:f5:nginx:1.24.0:*:*:*:*:*:*:*"

static void before_the_first_import_nothing_matches(void **state)
{
	struct scene *scene = *state;

	assert_string_equal(ask(scene, "{\"cpe\":\"" NGINX "\"}\n"), "{\"cpe\":\"" NGINX "\",\"cves\":[]}\n");
}

static void a_wrong_question_is_answered_with_an_error(void **state)
{
	struct scene *scene = *state;

	assert_string_equal(ask(scene, "{}\n{\"cpe\":\"" NGINX "\",\"platforms\":\"x\"}\n"
				       "{\"cpe\":\"" NGINX "\",\"platforms\":[1]}\n"),
			    "{\"error\":\"line 1: \\\"cpe\\\" is missing\"}\n"
			    "{\"error\":\"line 2: \\\"platforms\\\" is not a list\"}\n"
			    "{\"error\":\"line 3: \\\"platforms\\\": a name is a text\"}\n");
	assert_int_equal(strncmp(ask(scene, "{\"cpe\":\"nginx\"}\n"), "{\"error\":\"line 1: \\\"cpe\\\": ", 26), 0);
}

static void the_status_names_every_source_also_before_the_first_import(void **state)
{
	static const char *const sources[] = {"nvd", "cve5", "kev", "epss", "jvn", "eol", "debian", "recog"};
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "status", "--data", scene->data, "--json"), 0);
	assert_non_null(strstr(process_out(scene, &process), "{\"version\":null,\"sources\":[{"));
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		assert_non_null(strstr(process_out(scene, &process),
				       arena_printf(&scene->arena,
						    "{\"source\":\"%s\",\"date\":null,\"imported\":null,"
						    "\"age_days\":null,\"records\":0,",
						    sources[i])));
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "status", "--data", scene->data), 0);
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		assert_non_null(
			strstr(process_out(scene, &process), arena_printf(&scene->arena, "\n%s (", sources[i])));
	assert_null(strchr(process_out(scene, &process), '['));
}

static void a_damaged_catalog_is_named_and_refused(void **state)
{
	struct scene *scene = *state;
	const char *folder = arena_printf(&scene->arena, "%s/knowledge", scene->data);
	const char *path = arena_printf(&scene->arena, "%s/catalog", folder);
	struct process process;

	assert_int_equal(mkdir(scene->data, 0755), 0);
	assert_int_equal(mkdir(folder, 0755), 0);
	write_text(scene, path, "not a catalog");
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "status", "--data", scene->data), 1);
	assert_non_null(strstr(process_err(scene, &process), path));
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "match", "--data", scene->data), 1);
	assert_non_null(strstr(process_err(scene, &process), "this is no catalog"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(before_the_first_import_nothing_matches),
		SCENE(a_wrong_question_is_answered_with_an_error),
		SCENE(the_status_names_every_source_also_before_the_first_import),
		SCENE(a_damaged_catalog_is_named_and_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
