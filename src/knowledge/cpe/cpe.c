/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/cpe/cpe.h"

#include <string.h>

#include "base/ascii.h"
#include "knowledge/cpe/cpe_priv.h"

/* Needs no backslash. */
static bool is_plain(char c)
{
	return ascii_is_lower(c) || ascii_is_digit(c) || c == '_';
}

/* Other printable ASCII. */
static bool is_special(char c)
{
	return c > ' ' && c < 0x7f && !is_plain(c) && !ascii_is_upper(c);
}

void cpe_add_literal(struct buf *out, char c)
{
	c = ascii_lower(c);
	if (is_special(c) && c != '.' && c != '-')
		buf_add_byte(out, '\\');
	buf_add_byte(out, c);
}

enum err cpe_close_value(struct arena *arena, struct buf *text, struct cpe_value *ret_value, struct fault *why)
{
	struct str body = buf_str(text);
	size_t head = 0, tail = 0;

	/* Wildcards: one '*' or a run of '?' at either end, nothing of them inside. */
	while (head < body.n && body.p[head] == '?')
		head++;
	if (!head && body.n && *body.p == '*')
		head = 1;
	while (tail < body.n - head && body.p[body.n - 1 - tail] == '?' &&
	       (tail + head + 1 == body.n || body.p[body.n - 2 - tail] != '\\'))
		tail++;
	if (!tail && head < body.n && body.p[body.n - 1] == '*' && (body.n - 1 == head || body.p[body.n - 2] != '\\'))
		tail = 1;
	for (size_t i = head; i < body.n - tail; i++) {
		if (body.p[i] == '\\')
			i++;
		else if (body.p[i] == '*' || body.p[i] == '?')
			return fault_set(why, ERR_INVALID, "a wildcard inside a value or twice at its end");
	}
	if (str_is(body, "**") || str_is(body, "*?") || str_is(body, "?*"))
		return fault_set(why, ERR_INVALID, "a value of wildcards alone");
	if (str_is(body, "-")) /* a text, for "not applicable" was seen before */
		body = STR("\\-");
	*ret_value = (struct cpe_value){CPE_VALUE, str_from(str_dup(arena, body))};
	return ERR_OK;
}

enum err cpe_value_parse(struct arena *arena, struct str text, struct cpe_value *ret_value, struct fault *why)
{
	BUF_SCOPED value;

	buf_init(&value, 2 * CPE_NAME_MAX);
	if (text.n == 0)
		return fault_set(why, ERR_INVALID, "an empty attribute");
	if (text.n == 1 && (*text.p == '*' || *text.p == '-')) {
		*ret_value = (struct cpe_value){*text.p == '*' ? CPE_ANY : CPE_NA, STR("")};
		return ERR_OK;
	}
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '*' || c == '?') {
			buf_add_byte(&value, c);
			continue;
		}
		if (c == '\\' && ++i == text.n)
			return fault_set(why, ERR_INVALID, "a backslash at the end of an attribute");
		c = text.p[i];
		if (c <= ' ' || c >= 0x7f) /* char is signed or not: both sides keep ASCII only */
			return fault_set(why, ERR_INVALID, "byte %u is not printable ASCII",
					 (unsigned)(unsigned char)c);
		cpe_add_literal(&value, c);
	}
	return cpe_close_value(arena, &value, ret_value, why);
}

/* Cuts a formatted string at the next colon without a backslash. */
static struct str cut_component(struct str *rest)
{
	for (size_t i = 0; i < rest->n; i++) {
		if (rest->p[i] == '\\') {
			i++;
		} else if (rest->p[i] == ':') {
			struct str head = str_head(*rest, i);
			*rest = str_skip(*rest, i + 1);
			return head;
		}
	}
	struct str all = *rest;
	*rest = (struct str){0};
	return all;
}

static enum err check_part(const struct cpe *cpe, struct fault *why)
{
	const struct cpe_value *part = &cpe->at[CPE_PART];

	if (part->kind == CPE_VALUE && !str_is(part->text, "a") && !str_is(part->text, "o") && !str_is(part->text, "h"))
		return fault_set(why, ERR_INVALID, "the part of a CPE is a, o or h");
	return ERR_OK;
}

static enum err parse_formatted(struct arena *arena, struct str rest, struct cpe *cpe, struct fault *why)
{
	for (int i = 0; i < CPE_ATTRIBUTES; i++) {
		if (!rest.p)
			return fault_set(why, ERR_INVALID, "a CPE 2.3 name has %d attributes, this one %d",
					 CPE_ATTRIBUTES, i);
		enum err err = cpe_value_parse(arena, cut_component(&rest), &cpe->at[i], why);
		if (err)
			return fault_prefix(why, err, "attribute %d", i + 1);
	}
	if (rest.p)
		return fault_set(why, ERR_INVALID, "a CPE 2.3 name has no more than %d attributes", CPE_ATTRIBUTES);
	return ERR_OK;
}

enum err cpe_parse(struct arena *arena, struct str name, struct cpe *ret_cpe, struct fault *why)
{
	struct cpe cpe = {0};
	enum err err;

	if (name.n > CPE_NAME_MAX)
		return fault_set(why, ERR_INVALID, "a CPE name has at most %d bytes", CPE_NAME_MAX);
	if (str_eq_ascii_case(str_head(name, 8), STR("cpe:2.3:")))
		err = parse_formatted(arena, str_skip(name, 8), &cpe, why);
	else if (str_eq_ascii_case(str_head(name, 5), STR("cpe:/")))
		err = cpe_uri_parse(arena, str_skip(name, 5), &cpe, why);
	else
		return fault_set(why, ERR_INVALID, "a CPE name begins with cpe:2.3: or cpe:/");
	if (!err)
		err = check_part(&cpe, why);
	if (!err)
		*ret_cpe = cpe;
	return err;
}

void cpe_format(struct buf *out, const struct cpe *cpe)
{
	buf_add_text(out, "cpe:2.3");
	for (int i = 0; i < CPE_ATTRIBUTES; i++) {
		buf_add_byte(out, ':');
		if (cpe->at[i].kind == CPE_VALUE)
			buf_add(out, cpe->at[i].text);
		else
			buf_add_byte(out, cpe->at[i].kind == CPE_ANY ? '*' : '-');
	}
}

struct str cpe_value_plain(struct arena *arena, const struct cpe_value *value)
{
	char *plain;
	size_t n = 0;

	if (str_index(value->text, '\\') == value->text.n)
		return value->text;
	plain = arena_alloc(arena, value->text.n + 1);
	for (size_t i = 0; i < value->text.n; i++) {
		if (value->text.p[i] == '\\')
			i++;
		plain[n++] = value->text.p[i];
	}
	return str_of(plain, n);
}
