/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/import_observations.h"

#include "disk/read_file.h"

bool import_observations_tool_parse(struct str name, enum foreign_tool *ret_tool)
{
	if (!str_is(name, "nmap") && !str_is(name, "nuclei"))
		return false;
	*ret_tool = str_is(name, "nmap") ? FOREIGN_TOOL_NMAP : FOREIGN_TOOL_NUCLEI;
	return true;
}

/* A line's memory dies with it: what was taken was used by then. */
static enum err import_lines(const char *path, struct str rest, struct foreign_report *report, struct fault *why)
{
	struct foreign_report of_line = *report;
	ARENA_SCOPED arena;
	enum err err = ERR_OK;

	arena_init(&arena);
	of_line.arena = &arena;
	for (size_t number = 1; !err && rest.n; number++) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (!line.n)
			continue;
		err = foreign_report_nuclei(&of_line, line, why);
		if (err)
			err = fault_prefix(why, err, "%s:%zu", path, number);
		arena_reset(&arena);
	}
	report->taken = of_line.taken;
	report->dropped = of_line.dropped;
	return err;
}

enum err import_observations(enum foreign_tool tool, const char *path, struct foreign_report *report, struct fault *why)
{
	struct str bytes;
	enum err err = read_file(report->arena, path, FOREIGN_REPORT_MAX, &bytes, why);

	if (err)
		return err;
	if (tool == FOREIGN_TOOL_NMAP)
		return foreign_report_nmap(report, path, bytes, why);
	return import_lines(path, bytes, report, why);
}
