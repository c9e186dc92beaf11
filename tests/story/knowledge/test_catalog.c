/* SPDX-License-Identifier: Apache-2.0 */
/* tenken knowledge match and tenken knowledge status, as a person or another program meets them. */
#include "story/process.h"

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
	static const char *const sources[] = {"nvd", "cve5", "kev", "epss", "jvn", "eol", "debian", "recog", "nuclei"};
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "status", "--data", scene->data, "--json"), 0);
	assert_non_null(strstr(process_out(scene, &process), "{\"version\":null,\"sources\":[{"));
	for (size_t i = 0; i < COUNT(sources); i++)
		assert_non_null(strstr(process_out(scene, &process),
				       arena_printf(&scene->arena,
						    "{\"source\":\"%s\",\"date\":null,\"imported\":null,"
						    "\"age_days\":null,\"records\":0,",
						    sources[i])));
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "status", "--data", scene->data), 0);
	for (size_t i = 0; i < COUNT(sources); i++)
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

#define NVD                                                                                                            \
	"{\"vulnerabilities\":[{\"cve\":{\"id\":\"CVE-2024-0001\",\"lastModified\":\"2024-05-01T10:00:00.000\","       \
	"\"metrics\":{\"cvssMetricV31\":[{\"source\":\"nvd@nist.gov\",\"cvssData\":{\"vectorString\":"                 \
	"\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\",\"baseScore\":9.8}}]},\"configurations\":[{\"nodes\":[{"     \
	"\"operator\":\"OR\",\"cpeMatch\":[{\"vulnerable\":true,\"criteria\":\"cpe:2.3:a:f5:nginx:*:*:*:*:*:*:*:*\","  \
	"\"versionEndExcluding\":\"1.25.3\"}]}]}]}},{\"cve\":{\"id\":\"CVE-2024-0002\",\"lastModified\":"              \
	"\"2024-05-01T10:00:00.000\",\"configurations\":[{\"operator\":\"AND\",\"nodes\":[{\"operator\":\"OR\","       \
	"\"cpeMatch\":[{\"vulnerable\":true,\"criteria\":\"cpe:2.3:a:f5:nginx:1.24.0:*:*:*:*:*:*:*\"}]},{"             \
	"\"operator\":"                                                                                                \
	"\"OR\",\"cpeMatch\":[{\"vulnerable\":false,\"criteria\":\"cpe:2.3:o:acme:os:-:*:*:*:*:*:*:*\"}]}]}]}}]}"
#define KEV                                                                                                            \
	"{\"dateReleased\":\"2025-08-25T17:04:19Z\",\"vulnerabilities\":[{\"cveID\":\"CVE-2024-0001\",\"dateAdded\":"  \
	"\"2024-05-01\"}]}"
#define EPSS "#model_version:x,score_date:2025-08-20T00:00:00Z\ncve,epss,percentile\nCVE-2024-0001,0.97,0.99\n"

static void import(struct scene *scene, const char *source, const char *text)
{
	const char *path = write_text(scene, arena_printf(&scene->arena, "%s/%s", scene->dir, source), text);

	assert_int_equal(RUN(scene, NULL, TENKEN, "knowledge", "import", "--data", scene->data, source, path), 0);
}

static void what_was_imported_answers_and_is_told(void **state)
{
	struct scene *scene = *state;
	struct process process;

	import(scene, "nvd", NVD);
	import(scene, "kev", KEV);
	import(scene, "epss", EPSS);
	assert_string_equal(
		ask(scene, "{\"cpe\":\"" NGINX "\"}\n{\"cpe\":\"" NGINX
			   "\",\"platforms\":[\"cpe:2.3:o:other:os:1:*:*:*:*:*:*:*\"]}\n"),
		"{\"cpe\":\"" NGINX "\",\"cves\":[{\"id\":\"CVE-2024-0001\",\"conditional\":false,\"cvss\":9.8,"
		"\"vector\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\",\"kev\":true,\"epss\":0.97},"
		"{\"id\":\"CVE-2024-0002\",\"conditional\":true,\"cvss\":null,\"vector\":null,\"kev\":false,"
		"\"epss\":null}]}\n{\"cpe\":\"" NGINX
		"\",\"cves\":[{\"id\":\"CVE-2024-0001\",\"conditional\":false,\"cvss\":9.8,"
		"\"vector\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\",\"kev\":true,\"epss\":0.97}]}\n");
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "status", "--data", scene->data, "--json"), 0);
	assert_non_null(strstr(process_out(scene, &process), "{\"version\":\"2025-08-25."));
	assert_non_null(
		strstr(process_out(scene, &process), "{\"source\":\"epss\",\"date\":\"2025-08-20\",\"imported\":\""));
	assert_non_null(strstr(process_out(scene, &process), "\"records\":2,\"details\":3,"));
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "status", "--data", scene->data), 0);
	assert_non_null(strstr(process_out(scene, &process), "dated 2025-08-25 ("));
}

static void a_rehearsal_is_not_brought_up_to_date(void **state)
{
	struct scene *scene = *state;
	struct process process;

	scene_init(scene, NULL);
	assert_int_equal(RUN(scene, &process, TENKEN, "knowledge", "update", "--data", scene->data), 1);
	assert_non_null(strstr(process_err(scene, &process), "is a rehearsal"));
	assert_string_equal(process_out(scene, &process), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(before_the_first_import_nothing_matches),
		SCENE(a_wrong_question_is_answered_with_an_error),
		SCENE(the_status_names_every_source_also_before_the_first_import),
		SCENE(a_damaged_catalog_is_named_and_refused),
		SCENE(what_was_imported_answers_and_is_told),
		SCENE(a_rehearsal_is_not_brought_up_to_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
