/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/line_reader.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* False at the end of input. */
static bool refill(struct line_reader *reader)
{
	ssize_t got;

	fflush(stdout);
	do {
		got = read(STDIN_FILENO, reader->bytes, sizeof(reader->bytes));
	} while (got < 0 && errno == EINTR);
	reader->at = 0;
	reader->size = got > 0 ? (size_t)got : 0;
	return got > 0;
}

bool line_reader_next(struct line_reader *reader, struct buf *ret_line)
{
	bool is_started = false;

	buf_clear(ret_line);
	while (reader->at < reader->size || refill(reader)) {
		struct str ready = str_of(reader->bytes + reader->at, reader->size - reader->at);
		size_t length = str_index(ready, '\n');
		buf_add(ret_line, str_head(ready, length));
		reader->at += length + (length < ready.n);
		is_started = true;
		if (length < ready.n)
			break;
	}
	reader->line += is_started;
	return is_started;
}
