/* SPDX-License-Identifier: Apache-2.0 */
/* tenken observations import, as a person meets it: another tool's file in, observations out, judged at once. */
#include "story/process.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define NUCLEI(host)                                                                                                   \
	"{\"template-id\":\"x-panel\",\"info\":{\"name\":\"A panel\",\"severity\":\"high\"},\"host\":\"" host          \
	"\",\"timestamp\":\"2025-06-02T10:00:00Z\"}\n"
#define SCAN                                                                                                           \
	"<nmaprun scanner=\"nmap\" version=\"7.94\" start=\"1748826000\"><host><address addr=\"192.0.2.1\" "           \
	"addrtype=\"ipv4\"/><ports>"                                                                                   \
	"<port protocol=\"tcp\" portid=\"80\"><state state=\"open\"/><script id=\"http-title\" output=\"x\"/></port>"  \
	"</ports></host></nmaprun>"

/* The exit status. */
static int import(struct scene *scene, const char *tool, const char *text, struct process *ret_process)
{
	const char *path = arena_printf(&scene->arena, "%s/report", scene->dir);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return RUN(scene, ret_process, TENKEN, "observations", "import", tool, path, "--target",
		   "www.example.jp,192.0.2.1");
}

static void what_another_tool_reports_is_found_when_it_is_judged(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(import(scene, "nuclei", NUCLEI("www.example.jp"), &process), 0);
	assert_int_equal(RUN(scene, &process, "/bin/sh", "-c",
			     arena_printf(&scene->arena, "exec %s judge --now 2025-06-02T10:00:00+09:00 <%s", TENKEN,
					  process.out_path)),
			 0);
	assert_non_null(strstr(process_out(scene, &process), "\"check\":\"other-tool-report\",\"verdict\":\"bad\""));
}

/* The flat JSON of testssl.sh has no times, and no deadline may lie in 1970. */
static void what_tells_no_time_is_of_when_its_file_was_written(void **state)
{
	static const char text[] = "[{\"id\":\"heartbleed\",\"ip\":\"www.example.jp/192.0.2.1\",\"port\":\"443\","
				   "\"severity\":\"CRITICAL\",\"finding\":\"VULNERABLE\"}]";
	struct scene *scene = *state;
	struct process process;
	struct stat about;

	assert_int_equal(import(scene, "testssl", text, &process), 0);
	assert_int_equal(stat(arena_printf(&scene->arena, "%s/report", scene->dir), &about), 0);
	assert_non_null(strstr(process_out(scene, &process),
			       arena_printf(&scene->arena, "\"at_ms\":%lld000,", (long long)about.st_mtime)));
}

static void what_is_passed_over_dropped_or_unread_is_told(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(import(scene, "nuclei", "nonsense\n" NUCLEI("www.example.jp"), &process), 1);
	assert_non_null(strstr(process_err(scene, &process), "report:1: nuclei: "));
	assert_int_equal(import(scene, "nuclei", NUCLEI("other.example.jp"), &process), 0);
	assert_non_null(strstr(process_err(scene, &process), "1 observations of other hosts"));
	assert_int_equal(import(scene, "nmap", SCAN, &process), 0);
	assert_non_null(strstr(process_err(scene, &process), "1 results"));
}

static void the_tool_and_its_version_stand_behind_what_it_saw(void **state)
{
	struct scene *scene = *state;
	struct process process;
	const char *out;

	assert_int_equal(import(scene, "nmap", SCAN, &process), 0);
	out = process_out(scene, &process);
	assert_non_null(strstr(out, "\"kind\":\"tool.run\""));
	assert_non_null(strstr(out, "\"tool\":\"nmap\",\"version\":\"7.94\""));
	assert_int_equal(import(scene, "nuclei", NUCLEI("www.example.jp"), &process), 0);
	assert_non_null(strstr(process_out(scene, &process), "\"tool\":\"nuclei\",\"version\":\"\""));
}

static void what_cannot_be_read_at_all_is_two(void **state)
{
	static const char *const tools[] = {"nmap", "nuclei", "masscan", "testssl"};
	struct scene *scene = *state;
	struct process process;

	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++) {
		assert_int_equal(import(scene, tools[i], "nonsense\n", &process), 2);
		assert_non_null(strstr(process_err(scene, &process), "report:"));
	}
	assert_int_equal(import(scene, "nessus", "", &process), 2);
	assert_non_null(strstr(process_err(scene, &process), "nmap, nuclei, masscan or testssl"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(what_another_tool_reports_is_found_when_it_is_judged),
		SCENE(what_tells_no_time_is_of_when_its_file_was_written),
		SCENE(what_is_passed_over_dropped_or_unread_is_told),
		SCENE(the_tool_and_its_version_stand_behind_what_it_saw),
		SCENE(what_cannot_be_read_at_all_is_two),
	};

	return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
