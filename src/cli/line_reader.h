/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Standard input, line by line, with a cap on the length of one. Before the process waits for more, what it has written
 * to standard output goes out, so that two programs can talk.
 */
#ifndef TENKEN_CLI_LINE_READER_H
#define TENKEN_CLI_LINE_READER_H

#include "base/buf.h"

struct line_reader {
	char bytes[65536];
	size_t at, size;
	uint64_t line; /* number of the last one that was read, from 1 */
};

/* The next line without its end; false when there is none. Of a line that is too long the buffer says so. */
bool line_reader_next(struct line_reader *reader, struct buf *ret_line);

#endif
