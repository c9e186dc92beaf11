/* SPDX-License-Identifier: Apache-2.0 */
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
