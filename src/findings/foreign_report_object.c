/* SPDX-License-Identifier: Apache-2.0 */
/* JSON that a tool was stopped in the middle of, or that stands in a list too long to be read at once. */
#include <string.h>

#include "findings/foreign_report_priv.h"

#define DEPTH_MAX 64

/* Walks over JSON as far as brackets and texts go. */
struct walk {
	char open[DEPTH_MAX];
	size_t depth;
	bool in_text, is_escaped;
};

/* True when the byte ended a map or a list. */
static bool step(struct walk *walk, char byte)
{
	if (walk->in_text) {
		walk->in_text = byte != '"' || walk->is_escaped;
		walk->is_escaped = byte == '\\' && !walk->is_escaped;
		return false;
	}
	walk->in_text = byte == '"';
	if (byte == '{' || byte == '[') {
		if (walk->depth < DEPTH_MAX)
			walk->open[walk->depth] = byte == '{' ? '}' : ']';
		walk->depth++;
	}
	if ((byte != '}' && byte != ']') || !walk->depth)
		return false;
	walk->depth--;
	return true;
}

struct str foreign_report_next_object(struct str *rest)
{
	struct str text = *rest = str_skip(*rest, str_index(*rest, '{'));
	struct walk walk = {.depth = 0};

	for (size_t i = 0; i < text.n; i++) {
		if (!step(&walk, text.p[i]) || walk.depth)
			continue;
		*rest = str_skip(text, i + 1);
		return str_head(text, i + 1);
	}
	return STR("");
}

struct str foreign_report_mend(struct arena *arena, struct str text)
{
	struct walk walk = {.depth = 0}, whole = {.depth = 0};
	size_t end = 0;
	char *out;

	for (size_t i = 0; i < text.n; i++) {
		if (!step(&walk, text.p[i]))
			continue;
		whole = walk;
		end = i + 1;
	}
	if (!end || !whole.depth || whole.depth > DEPTH_MAX)
		return STR("");
	out = arena_alloc(arena, end + whole.depth);
	memcpy(out, text.p, end);
	for (size_t i = 0; i < whole.depth; i++)
		out[end + i] = whole.open[whole.depth - 1 - i];
	return str_of(out, end + whole.depth);
}

void foreign_report_breaks_off(struct foreign_report *report, const char *name, struct str whole, struct str rest)
{
	struct fault why;
	size_t line = 1;

	for (size_t i = 0; i < whole.n - rest.n; i++)
		line += whole.p[i] == '\n';
	(void)fault_set(&why, ERR_INVALID, "%s:%zu: the file breaks off here; what stands before it was read", name,
			line);
	foreign_report_pass_over(report, &why);
}
