/* SPDX-License-Identifier: Apache-2.0 */
/* What a reader of another tool's report hands on, as lines; and a scan of Nmap around the part that a test is about.
 */
#ifndef TENKEN_TESTS_FINDINGS_TAKEN_H
#define TENKEN_TESTS_FINDINGS_TAKEN_H

#include <string.h>

#include "findings/foreign_report.h"
#include "test.h"

#define TAKEN_MAX 32

/* What was taken, as lines. */
struct taken {
	struct arena arena;
	struct foreign_report report;
	const char *lines[TAKEN_MAX];
	size_t count;
	struct fault why;
};

static void take(void *context, const struct observation *observation)
{
	struct taken *taken = context;
	BUF_SCOPED line;

	assert_true(taken->count < TAKEN_MAX);
	buf_init(&line, OBSERVATION_LINE_MAX);
	observation_format(observation, &line);
	taken->lines[taken->count++] = arena_strdup(&taken->arena, buf_text(&line));
}

static void pass_over(void *context, const struct fault *why)
{
	struct taken *taken = context;

	taken->why = *why;
}

static void begin(struct taken *taken)
{
	*taken = (struct taken){.report = {.take = take, .pass_over = pass_over}};
	arena_init(&taken->arena);
	taken->report.arena = &taken->arena;
	taken->report.context = taken;
}

static bool has(const struct taken *taken, const char *text)
{
	for (size_t i = 0; i < taken->count; i++)
		if (strstr(taken->lines[i], text))
			return true;
	return false;
}

#define assert_taken(taken, text)                                                                                      \
	do {                                                                                                           \
		if (!has(taken, text))                                                                                 \
			fail_msg("nothing was taken that holds %s", text);                                             \
	} while (0)

#define SCAN(inside)                                                                                                   \
	"<?xml version=\"1.0\"?>\n<!DOCTYPE nmaprun>\n<?xml-stylesheet href=\"x\"?>\n"                                 \
	"<nmaprun scanner=\"nmap\" start=\"1748826000\" version=\"7.93\">"                                             \
	"<scaninfo type=\"connect\" protocol=\"tcp\" numservices=\"1000\"/>"                                           \
	"<host starttime=\"1748826001\"><status state=\"up\"/><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/>"         \
	"<hostnames><hostname name=\"www.example.jp\" type=\"user\"/><hostname name=\"ptr.example.jp\" "               \
	"type=\"PTR\"/></hostnames>" inside "</host></nmaprun>"

#define PORT(number, inside)                                                                                           \
	"<ports><extraports state=\"closed\" count=\"997\"/><extraports state=\"filtered\" count=\"2\"/>"              \
	"<port protocol=\"tcp\" portid=\"" number "\"><state state=\"open\"/>" inside "</port></ports>"

static inline enum err read_scan(struct taken *taken, const char *xml)
{
	return foreign_report_nmap(&taken->report, "scan.xml", str_from(xml), &taken->why);
}

#endif
