/* SPDX-License-Identifier: Apache-2.0 */
/* tenken knowledge import recog and tenken knowledge fingerprint, as a person or another program meets them. */
#include "story/process.h"

#include <stdio.h>
#include <string.h>

#define GOOD                                                                                                           \
	"<fingerprints matches='ssh.banner'><fingerprint pattern='^Foo_([\\d.]+)'><description>Foo</description>"      \
	"<param pos='1' name='service.version'/></fingerprint>\n<fingerprint pattern='Foo'/></fingerprints>"

/* Writes a file of the scene. */
static const char *write_text(struct scene *scene, const char *name, const char *text)
{
	const char *path = arena_printf(&scene->arena, "%s/%s", scene->dir, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

static int import(struct scene *scene, const char *path, struct process *ret_process)
{
	return RUN(scene, ret_process, TENKEN, "knowledge", "import", "recog", "--data", scene->data, path);
}

static const char *ask(struct scene *scene, const char *options, const char *questions)
{
	const char *path = write_text(scene, "questions", questions);
	struct process process;

	assert_int_equal(
		RUN(scene, &process, "/bin/sh", "-c",
		    arena_printf(&scene->arena, "exec %s knowledge fingerprint %s <%s", TENKEN, options, path)),
		0);
	return process_out(scene, &process);
}

static void what_was_imported_answers(void **state)
{
	struct scene *scene = *state;
	const char *by_data = arena_printf(&scene->arena, "--data %s", scene->data);
	const char *path = write_text(scene, "ssh_banners.xml", GOOD);
	struct process process;

	assert_int_equal(import(scene, path, &process), 0);
	assert_string_equal(process_out(scene, &process), "added 2 changed 0 removed 0 skipped 0\n");
	assert_int_equal(import(scene, path, &process), 0);
	assert_string_equal(process_out(scene, &process), "added 0 changed 0 removed 0 skipped 0\n");
	assert_string_equal(ask(scene, by_data, "{\"kind\":\"ssh.banner\",\"text\":\"Foo_1.2\"}\n"),
			    "{\"matches\":[{\"file\":\"ssh_banners.xml\",\"description\":\"Foo\",\"params\":"
			    "{\"service.version\":\"1.2\"}}]}\n");
	assert_string_equal(
		ask(scene, arena_printf(&scene->arena, "--recog %s --all", scene->dir),
		    "{\"kind\":\"ssh.banner\",\"b64\":\"eEZvb18xLjI=\"}\n{\"kind\":\"ssh.banner\",\"text\":\"x\"}\n"),
		"{\"matches\":[{\"file\":\"ssh_banners.xml\",\"description\":\"\",\"params\":{}}]}\n"
		"{\"matches\":[]}\n");
}

static void a_wrong_question_is_answered_with_an_error(void **state)
{
	struct scene *scene = *state;
	const char *options = arena_printf(&scene->arena, "--recog %s", scene->dir);

	write_text(scene, "ssh_banners.xml", GOOD);
	assert_string_equal(ask(scene, options,
				"{\"kind\":\"nope\",\"text\":\"x\"}\n{\"kind\":\"ssh.banner\"}\n"
				"{\"kind\":\"ssh.banner\",\"b64\":\"?\"}\n{\"kind\":\"ssh.banner\",\"text\":\"\"}\n"),
			    "{\"error\":\"line 1: no fingerprints of the kind nope\"}\n"
			    "{\"error\":\"line 2: a question has either \\\"text\\\" or \\\"b64\\\", as a string\"}\n"
			    "{\"error\":\"line 3: \\\"b64\\\" is not base64\"}\n{\"matches\":[]}\n");
}

static void a_bad_file_is_named_with_its_line_and_the_old_set_stays(void **state)
{
	struct scene *scene = *state;
	const char *by_data = arena_printf(&scene->arena, "--data %s", scene->data);
	struct process process;

	assert_int_equal(import(scene, write_text(scene, "ssh_banners.xml", GOOD), &process), 0);
	assert_int_equal(import(scene, write_text(scene, "ssh_banners.xml", "<fingerprints>\n<fingerprint>"), &process),
			 2);
	assert_non_null(strstr(process_err(scene, &process), "ssh_banners.xml:2:14: no element found"));
	assert_non_null(strstr(ask(scene, by_data, "{\"kind\":\"ssh.banner\",\"text\":\"Foo_1.2\"}\n"), "1.2"));
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "fingerprint"), 2);
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "fingerprint", "--recog", "/nowhere"), 2);
}

static void a_refused_pattern_is_skipped_and_told(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(
		import(scene,
		       write_text(
			       scene, "a.xml",
			       "<fingerprints><fingerprint pattern='a'/>\n<fingerprint pattern='('/></fingerprints>"),
		       &process),
		0);
	assert_string_equal(process_out(scene, &process), "added 1 changed 0 removed 0 skipped 1\n");
	assert_non_null(strstr(process_err(scene, &process), "a.xml:2: regular expression, offset 1: "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(what_was_imported_answers),
		SCENE(a_wrong_question_is_answered_with_an_error),
		SCENE(a_bad_file_is_named_with_its_line_and_the_old_set_stays),
		SCENE(a_refused_pattern_is_skipped_and_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
