/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/import_observations.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/read_file.h"

#define LOOK_BYTES 65536 /* by which a file is told from another tool's */

static const char *const tool_names[] = {"nmap", "nuclei", "masscan", "testssl"};

bool import_observations_tool_parse(struct str name, enum foreign_tool *ret_tool)
{
	for (size_t i = 0; i < COUNT(tool_names); i++)
		if (str_is(name, tool_names[i])) {
			*ret_tool = (enum foreign_tool)i;
			return true;
		}
	return false;
}

/* Windows' shells write what is sent into a file in UTF-16, and others put a mark of UTF-8 first. */
static enum err read_beginning(const char *path, struct str *bytes, struct fault *why)
{
	if (str_starts(*bytes, "\xff\xfe") || str_starts(*bytes, "\xfe\xff"))
		return fault_set(
			why, ERR_INVALID,
			"%s: is written in UTF-16, as a shell of Windows does; let the tool write the file itself "
			"(nmap -oX FILE, nuclei -jsonl -o FILE, masscan -oX FILE, testssl.sh --jsonfile FILE)",
			path);
	if (str_starts(*bytes, "\xef\xbb\xbf"))
		*bytes = str_skip(*bytes, 3);
	return ERR_OK;
}

/* When the file was written; 0 where nobody can say. */
static int64_t written_ms(const char *path)
{
	struct stat about;
	int failed = strcmp(path, "-") ? stat(path, &about) : fstat(STDIN_FILENO, &about);

	return failed ? 0 : (int64_t)about.st_mtime * 1000;
}

/* With which tool the others were made; nothing where nothing was taken. */
static void add_run(enum foreign_tool tool, const struct foreign_report *report)
{
	struct value *data = value_map(report->arena);
	const struct observation run = {report->last_ms, "tool.run", "", "", 0, data};

	if (!report->taken)
		return;
	value_set_text(report->arena, data, "tool", tool_names[tool]);
	value_set(report->arena, data, "version", value_str(report->arena, report->version));
	report->take(report->context, &run);
}

static enum err read_report(enum foreign_tool tool, const char *path, struct str bytes, struct foreign_report *report,
			    struct fault *why)
{
	switch (tool) {
	case FOREIGN_TOOL_NMAP: return foreign_report_nmap(report, path, bytes, why);
	case FOREIGN_TOOL_NUCLEI: foreign_report_nuclei(report, path, bytes); return ERR_OK;
	case FOREIGN_TOOL_MASSCAN: return foreign_report_masscan(report, path, bytes, why);
	default: return foreign_report_testssl(report, path, bytes, why);
	}
}

enum err import_observations_read(enum foreign_tool tool, const char *name, struct str bytes,
				  struct foreign_report *report, struct fault *why)
{
	enum err err = read_beginning(name, &bytes, why);

	if (!err)
		err = read_report(tool, name, bytes, report, why);
	if (!err)
		add_run(tool, report);
	return err;
}

bool import_observations_detect(struct str bytes, enum foreign_tool *ret_tool)
{
	struct str head = str_head(bytes, LOOK_BYTES);

	if (str_starts(head, "\xef\xbb\xbf"))
		head = str_skip(head, 3);
	head = str_trim(head);
	if (str_starts(head, "<"))
		*ret_tool = str_find(head, "scanner=\"masscan\"") < head.n ? FOREIGN_TOOL_MASSCAN : FOREIGN_TOOL_NMAP;
	else if (str_find(head, "\"template-id\"") < head.n || str_find(head, "\"templateID\"") < head.n)
		*ret_tool = FOREIGN_TOOL_NUCLEI;
	else if (str_starts(head, "{") || str_starts(head, "["))
		*ret_tool = FOREIGN_TOOL_TESTSSL;
	else
		return false;
	return true;
}

const char *import_observations_tool_name(enum foreign_tool tool)
{
	return tool_names[tool];
}

enum err import_observations(enum foreign_tool tool, const char *path, struct foreign_report *report, struct fault *why)
{
	struct str bytes;
	enum err err = read_file(report->arena, path, FOREIGN_REPORT_MAX, &bytes, why);

	if (err)
		return err;
	if (!report->at_ms)
		report->at_ms = written_ms(path);
	return import_observations_read(tool, path, bytes, report, why);
}
