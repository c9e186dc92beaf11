/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines of the packed snapshots of public data beside the project. Where they are absent, the test says so and is
 * skipped.
 */
#ifndef TENKEN_TESTS_REAL_DATA_H
#define TENKEN_TESTS_REAL_DATA_H

#include "base/str.h"

typedef void real_data_line(void *context, struct str line);

/* Unpacks ../shared/data/NAME with xz and hands over each line; false (after a message) when it cannot be read. */
bool real_data_each_line(const char *name, real_data_line *each, void *context);

/* The text behind a quoted key of a line of JSON ("key" : "text"), or an empty view. */
struct str real_data_text(struct str line, const char *quoted_key);

#endif
