/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/fingerprint/fingerprint_value.h"

#include "base/buf.h"

#define FILLED_MAX 65536 /* bytes of one filled value */

const struct str *fingerprint_value_find(const struct fingerprint_values *values, struct str name)
{
	for (size_t i = 0; i < values->count; i++)
		if (str_is(name, values->items[i].name))
			return &values->items[i].text;
	return NULL;
}

/* The value behind "{name}", "-" for an unknown version in a CPE, else NULL. */
static const struct str *part(const struct fingerprint_values *values, const char *param, struct str name)
{
	static const struct str unknown = {"-", 1};
	const struct str *found = fingerprint_value_find(values, name);

	if (found)
		return found;
	return str_ends(str_from(param), ".cpe23") && str_ends(name, ".version") ? &unknown : NULL;
}

static bool is_name(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '{' || text.p[i] == ' ' || (text.p[i] >= '\t' && text.p[i] <= '\r'))
			return false;
	return text.n > 0;
}

/* False when a part is missing or the whole is too long. */
static bool fill(struct arena *arena, const struct fingerprint_values *values, const struct fingerprint_param *param,
		 struct str *ret_text)
{
	struct str rest = str_from(param->value);
	bool is_whole = true;
	BUF_SCOPED out;

	buf_init(&out, FILLED_MAX);
	while (rest.n && is_whole) {
		size_t open = str_index(rest, '{');
		struct str behind = str_skip(rest, open + 1), name = str_head(behind, str_index(behind, '}'));
		buf_add(&out, str_head(rest, open));
		rest = str_skip(rest, open);
		if (rest.n == 0)
			break;
		if (name.n == behind.n || !is_name(name)) {
			buf_add_byte(&out, '{');
			rest = str_skip(rest, 1);
			continue;
		}
		const struct str *text = part(values, param->name, name);
		is_whole = text != NULL;
		if (text)
			buf_add(&out, *text);
		rest = str_skip(rest, name.n + 2);
	}
	if (!is_whole || out.full)
		return false;
	*ret_text = str_of(str_dup(arena, buf_str(&out)), buf_str(&out).n);
	return true;
}

struct fingerprint_values fingerprint_value_fill(struct arena *arena, const struct fingerprint *fingerprint,
						 const struct regex_match *match)
{
	struct fingerprint_values all = {0}, filled = {0};
	struct str text;

	/* First what needs nothing else, so that a fixed value may name a param that stands behind it. */
	all.items = arena_array(arena, fingerprint->param_count, sizeof(*all.items));
	for (size_t i = 0; i < fingerprint->param_count; i++) {
		const struct fingerprint_param *param = &fingerprint->params[i];
		const struct str *group = &match->groups[param->position];
		if (param->position == 0)
			all.items[all.count++] = (struct fingerprint_value){param->name, str_from(param->value)};
		else if (param->position < match->count && group->p)
			all.items[all.count++] =
				(struct fingerprint_value){param->name, str_of(str_dup(arena, *group), group->n)};
	}
	filled.items = arena_array(arena, fingerprint->param_count, sizeof(*filled.items));
	for (size_t i = 0; i < fingerprint->param_count; i++) {
		const struct fingerprint_param *param = &fingerprint->params[i];
		const struct str *known = fingerprint_value_find(&all, str_from(param->name));
		if (param->position == 0 && str_index(*known, '{') < known->n) {
			if (fill(arena, &all, param, &text))
				filled.items[filled.count++] = (struct fingerprint_value){param->name, text};
		} else if (known) {
			filled.items[filled.count++] = (struct fingerprint_value){param->name, *known};
		}
	}
	return filled;
}
