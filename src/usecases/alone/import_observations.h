/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report of another tool, read from a file, as observations.
 */
#ifndef TENKEN_USECASES_ALONE_IMPORT_OBSERVATIONS_H
#define TENKEN_USECASES_ALONE_IMPORT_OBSERVATIONS_H

#include "findings/foreign_report.h"

enum foreign_tool { FOREIGN_TOOL_NMAP, FOREIGN_TOOL_NUCLEI, FOREIGN_TOOL_MASSCAN, FOREIGN_TOOL_TESTSSL };

bool import_observations_tool_parse(struct str name, enum foreign_tool *ret_tool); /* "nmap", "masscan" ... */

const char *import_observations_tool_name(enum foreign_tool tool);

/* Whose report the bytes look like, by how they begin; false for nobody's. */
bool import_observations_detect(struct str bytes, enum foreign_tool *ret_tool);

/* The same as below of bytes that are read already; name stands in faults. */
MUST_USE enum err import_observations_read(enum foreign_tool tool, const char *name, struct str bytes,
					   struct foreign_report *report, struct fault *why);

/* Gives every observation of the file to report->take. "-" is standard input. What tells no time is of
 * report->at_ms, or when that is 0 of the time when the file was written. ERR_INVALID as "FILE:LINE: reason" for
 * what cannot be read as a whole; the others as read_file.h says. */
MUST_USE enum err import_observations(enum foreign_tool tool, const char *path, struct foreign_report *report,
				      struct fault *why);

#endif
