/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/probe_input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t probe_input_object_end(struct str bytes)
{
	size_t begin = 0, depth = 0;
	bool is_quoted = false;

	while (begin < bytes.n && is_space(bytes.p[begin]))
		begin++;
	if (begin < bytes.n && bytes.p[begin] != '{') {
		size_t line = str_index(str_skip(bytes, begin), '\n');

		return begin + line < bytes.n ? begin + line + 1 : 0;
	}
	for (size_t i = begin; i < bytes.n; i++) {
		char c = bytes.p[i];

		if (is_quoted && c == '\\')
			i++;
		else if (c == '"')
			is_quoted = !is_quoted;
		else if (!is_quoted && (c == '{' || c == '['))
			depth++;
		else if (!is_quoted && (c == '}' || c == ']') && (depth == 0 || --depth == 0))
			return i + 1;
	}
	return 0;
}

enum err probe_input_read(int fd, struct buf *into, size_t *ret_end, struct fault *why)
{
	char bytes[4096];
	size_t end = 0;

	while (!end) {
		ssize_t size = read(fd, bytes, sizeof(bytes));

		if (size < 0 && errno == EINTR)
			continue;
		if (size < 0)
			return fault_set(why, ERR_IO, "standard input: %s", strerror(errno));
		buf_add(into, str_of(bytes, (size_t)size));
		if (into->full)
			return buf_finish(into, "the authorisation", why);
		end = size == 0 ? into->size : probe_input_object_end(buf_str(into));
		if (size == 0)
			break;
	}
	*ret_end = end;
	return ERR_OK;
}
