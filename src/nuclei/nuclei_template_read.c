/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/utf8.h"
#include "nuclei/nuclei_template_priv.h"

#define WHAT_MAX      120
#define VARIABLE_DEEP 8
#define EXPANDED_MAX  65536
#define FILLS_MAX     4096 /* of a template; variables that name variables could make it exponential */

void nuclei_template_refuse(struct nuclei_template *template, enum nuclei_reason reason, unsigned line, unsigned column,
			    struct str what)
{
	if (template->refusal.reason != NUCLEI_SAFE && template->refusal.reason <= reason)
		return;
	template->refusal = (struct nuclei_refusal){reason, line, column, what.p};
}

void nuclei_template_refuse_at(struct nuclei_reading *reading, enum nuclei_reason reason, const struct value *at,
			       const char *what)
{
	if (utf8_has_control(str_from(what))) /* it is shown */
		what = "";
	nuclei_template_refuse(reading->template, reason, at ? at->line : 0, at ? at->column : 0,
			       str_from(str_dup(reading->arena, str_head(str_from(what), WHAT_MAX))));
}

void nuclei_template_read_keys(struct nuclei_reading *reading, const struct value *map, const struct nuclei_key *keys,
			       size_t count)
{
	for (size_t i = 0; i < value_count(map); i++) {
		enum nuclei_reason reason = NUCLEI_REASON_KEY;
		for (size_t k = 0; k < count && reason == NUCLEI_REASON_KEY; k++)
			if (str_is(map->keys[i], keys[k].key))
				reason = keys[k].reason;
		if (reason != NUCLEI_SAFE && value_is_truthy(map->items[i]))
			nuclei_template_refuse_at(reading, reason, map->items[i],
						  str_dup(reading->arena, map->keys[i]));
	}
}

size_t nuclei_template_read_count(const struct value *list)
{
	return list && list->kind == VALUE_LIST ? list->count : 0;
}

struct str nuclei_template_read_scalar(struct nuclei_reading *reading, const struct value *value)
{
	if (!value)
		return STR("");
	switch (value->kind) {
	case VALUE_TEXT: return value->text;
	case VALUE_INT: return str_from(arena_printf(reading->arena, "%lld", (long long)value->integer));
	case VALUE_BOOL: return value->boolean ? STR("true") : STR("false");
	default: return STR("");
	}
}

const char *nuclei_template_read_text(struct nuclei_reading *reading, const struct value *map, const char *key)
{
	return str_dup(reading->arena, nuclei_template_read_scalar(reading, value_get(map, key)));
}

/* While an expression is filled in. */
struct filling {
	struct nuclei_reading *reading;
	const struct value *at;
};

static struct nuclei_value lookup(const void *context, const char *name)
{
	const struct filling *filling = context;
	struct nuclei_reading *reading = filling->reading;
	const struct value *variable = value_get(reading->variables, name);
	struct nuclei_value value = nuclei_value_unknown();

	if (!variable || reading->depth >= VARIABLE_DEEP)
		return value;
	reading->depth++;
	value = nuclei_value_text(
		nuclei_template_read_expand(reading, filling->at, nuclei_template_read_scalar(reading, variable)));
	reading->depth--;
	return value;
}

/* The value of what stands between {{ and }}; false when it is known only at run time, or is no expression at all (a
 * page may hold such braces itself), which *ret_reason tells. */
static bool fill(struct nuclei_reading *reading, const struct value *at, struct str inner, struct str *ret_text,
		 enum nuclei_reason *ret_reason)
{
	const struct filling filling = {.reading = reading, .at = at};
	struct nuclei_scope scope = {.arena = reading->arena, .lookup = lookup, .context = &filling};
	const struct nuclei_expression *expression;
	const char *what = "";
	enum err err;

	*ret_reason = NUCLEI_SAFE;
	if (str_find(inner, "interactsh") < inner.n)
		*ret_reason = NUCLEI_REASON_OUT_OF_BAND;
	else if (str_find(inner, "rand") < inner.n)
		*ret_reason = NUCLEI_REASON_RANDOM;
	else if (++reading->fills > FILLS_MAX || str_find(inner, "{{") < inner.n)
		*ret_reason = NUCLEI_REASON_CHAINED;
	if (*ret_reason != NUCLEI_SAFE)
		return false;
	err = nuclei_expression_parse(reading->arena, inner, &expression, &what, NULL);
	if (err) {
		*ret_reason = err == ERR_UNSUPPORTED && str_index(inner, '(') < inner.n ? NUCLEI_REASON_FUNCTION
											: NUCLEI_SAFE;
		return false;
	}
	if (nuclei_value_as_text(reading->arena, nuclei_expression_run(expression, &scope), ret_text))
		return true;
	*ret_reason = NUCLEI_REASON_CHAINED;
	return false;
}

struct str nuclei_template_read_expand(struct nuclei_reading *reading, const struct value *at, struct str text)
{
	struct str rest = text, made;
	BUF_SCOPED out;

	buf_init(&out, EXPANDED_MAX);
	if (str_find(text, "{{") == text.n)
		return text;
	while (rest.n) {
		const size_t open = str_find(rest, "{{");
		struct str behind = str_skip(rest, open + 2), inner = str_head(behind, str_find(behind, "}}"));
		enum nuclei_reason reason = NUCLEI_SAFE;
		buf_add(&out, str_head(rest, open));
		if (open == rest.n || inner.n == behind.n) {
			buf_add(&out, str_skip(rest, open));
			break;
		}
		if (fill(reading, at, inner, &made, &reason))
			buf_add(&out, made);
		else
			buf_add(&out, str_head(str_skip(rest, open), inner.n + 4));
		if (reason != NUCLEI_SAFE)
			nuclei_template_refuse_at(reading, reason, at, str_dup(reading->arena, inner));
		rest = str_skip(behind, inner.n + 2);
	}
	if (out.full) {
		nuclei_template_refuse_at(reading, NUCLEI_REASON_EXPRESSION, at, "{{");
		return text;
	}
	return (struct str){str_dup(reading->arena, buf_str(&out)), out.size};
}
