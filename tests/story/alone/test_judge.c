/* SPDX-License-Identifier: Apache-2.0 */
/* tenken judge, as a person or another program meets it: observations in, findings out. */
#include "story/process.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

#define NOW "2025-06-02T10:00:00+09:00"

#define BANNER(target, port, service, text)                                                                            \
	"{\"at_ms\":1748826000000,\"kind\":\"service.banner\",\"target\":\"" target                                    \
	"\",\"address\":\"192.0.2.1\",\"port\":" port ",\"data\":{\"service\":\"" service "\",\"text\":\"" text        \
	"\"}}\n"

/* One CVE of nginx before 1.20.1, as NVD has it, and CISA's word that it is used in attacks. */
#define NVD                                                                                                            \
	"{\"CVE_Items\":[{\"cve\":{\"CVE_data_meta\":{\"ID\":\"CVE-2021-23017\"}},\"configurations\":{\"nodes\":[{"    \
	"\"operator\":\"OR\",\"children\":[],\"cpe_match\":[{\"vulnerable\":true,\"cpe23Uri\":"                        \
	"\"cpe:2.3:a:f5:nginx:*:*:*:*:*:*:*:*\",\"versionEndExcluding\":\"1.20.1\"}]}]},\"impact\":{\"baseMetricV3\":" \
	"{"                                                                                                            \
	"\"cvssV3\":{\"version\":\"3.1\",\"vectorString\":\"CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:L/A:L\","           \
	"\"baseScore\":5.6}}},\"publishedDate\":\"2021-06-01T13:15Z\",\"lastModifiedDate\":\"2021-06-02T13:15Z\"}]}"
#define KEV                                                                                                            \
	"{\"catalogVersion\":\"2025.06.01\",\"dateReleased\":\"2025-06-01T10:00:00Z\",\"count\":1,"                    \
	"\"vulnerabilities\":[{"                                                                                       \
	"\"cveID\":\"CVE-2021-23017\",\"dateAdded\":\"2025-06-01\",\"knownRansomwareCampaignUse\":\"Unknown\"}]}"

#define NGINX                                                                                                          \
	"{\"at_ms\":1748826000000,\"kind\":\"http.response\",\"target\":\"a.example.jp\",\"address\":\"192.0.2.1\","   \
	"\"port\":443,\"data\":{\"headers\":[[\"server\",\"nginx/1.18.0\"]],\"title\":\"\"}}\n"

static const char *write_text(struct scene *scene, const char *name, const char *text)
{
	const char *path = arena_printf(&scene->arena, "%s/%s", scene->dir, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

static void import(struct scene *scene, const char *source, const char *text)
{
	const char *path = write_text(scene, arena_printf(&scene->arena, "%s.json", source), text);

	assert_int_equal(RUN(scene, NULL, TENKEN, "knowledge", "import", "--data", scene->data, source, path), 0);
}

static int judge(struct scene *scene, const char *options, const char *observations, struct process *ret_process)
{
	const char *path = write_text(scene, "observations", observations);

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

static void what_is_imported_is_used_by_the_next_run(void **state)
{
	struct scene *scene = *state;
	const char *with_data = arena_printf(&scene->arena, "--data %s", scene->data), *line;
	struct process process;

	assert_int_equal(judge(scene, with_data, NGINX, &process), 0);
	assert_null(strstr(process_out(scene, &process), "known-vulnerability"));
	import(scene, "nvd", NVD);
	assert_int_equal(judge(scene, with_data, NGINX, &process), 0);
	line = line_with(scene, &process, "known-vulnerability", "CVE-2021-23017");
	assert_non_null(strstr(line, "\"variant\":\"possible\""));
	assert_non_null(strstr(line, "\"remedy\":\"update:nginx\""));
	import(scene, "kev", KEV);
	assert_int_equal(judge(scene, with_data, NGINX, &process), 0);
	line = line_with(scene, &process, "known-vulnerability", "CVE-2021-23017");
	assert_non_null(strstr(line, "\"variant\":\"exploited_possible\""));
	assert_non_null(strstr(line, "\"confidence\":\"possible\""));
}

static void a_damaged_catalog_is_named_and_nothing_is_judged(void **state)
{
	struct scene *scene = *state;
	const char *with_data = arena_printf(&scene->arena, "--data %s", scene->data);
	struct process process;

	import(scene, "nvd", NVD);
	assert_int_equal(RUN(scene, NULL, "/bin/sh", "-c",
			     arena_printf(&scene->arena, "echo nonsense >%s/knowledge/catalog", scene->data)),
			 0);
	assert_int_not_equal(judge(scene, with_data, NGINX, &process), 0);
	assert_non_null(strstr(process_err(scene, &process), "/knowledge/catalog"));
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
	assert_non_null(strstr(process_out(scene, &process), "Do it yourself: "));
	assert_int_equal(RUN(scene, &process, TENKEN, "judge", "--explain", "no-such-check"), 2);
	assert_non_null(strstr(process_err(scene, &process), "no-such-check"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(many_targets_are_judged_in_one_stream),
		SCENE(a_wrong_line_is_named_and_the_others_are_judged),
		SCENE(nothing_seen_is_nothing_found),
		SCENE(what_is_imported_is_used_by_the_next_run),
		SCENE(a_damaged_catalog_is_named_and_nothing_is_judged),
		SCENE(a_check_explains_itself),
	};

	return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
