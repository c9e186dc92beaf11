/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Snapshots of public data, unpacked beside the project in ../shared/data. Where the folder is absent, each program of
 * this suite says so and is skipped.
 */
#ifndef TENKEN_TESTS_REAL_DATA_H
#define TENKEN_TESTS_REAL_DATA_H

#include <stdbool.h>

#include "base/str.h"

/* Meson takes this exit status for a skipped test. */
enum { REAL_DATA_SKIPPED = 77 };

/* False, after a sentence, when the data do not lie beside the project. */
bool real_data_is_there(void);

/* For main: runs the group, or skips it when there are no data. */
#define real_data_run(tests, begin, end)                                                                               \
	(real_data_is_there() ? cmocka_run_group_tests(tests, begin, end) : REAL_DATA_SKIPPED)

typedef void real_data_line(void *context, struct str line);

/* Unpacks ../shared/data/NAME with xz and hands over each line; false (after a message) when it cannot be read. */
bool real_data_each_line(const char *name, real_data_line *each, void *context);

/* The text behind a quoted key of a line of JSON ("key" : "text"), or an empty view. */
struct str real_data_text(struct str line, const char *quoted_key);

#endif
