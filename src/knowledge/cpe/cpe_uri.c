/* SPDX-License-Identifier: Apache-2.0 */
#include "base/ascii.h"
#include "knowledge/cpe/cpe_priv.h"

/* The URI has seven components; the edition may hold five attributes, each behind a '~' (NISTIR 7695, 6.1.2). */
static const enum cpe_attribute components[] = {CPE_PART,   CPE_VENDOR,  CPE_PRODUCT, CPE_VERSION,
						CPE_UPDATE, CPE_EDITION, CPE_LANGUAGE};
static const enum cpe_attribute packed[] = {CPE_EDITION, CPE_SW_EDITION, CPE_TARGET_SW, CPE_TARGET_HW, CPE_OTHER};

enum { COMPONENTS = COUNT(components), PACKED = COUNT(packed) };

/* "%01" and "%02" are the wildcards '?' and '*'; other codes are printable ASCII. */
static enum err add_code(struct buf *value, struct str code, struct fault *why)
{
	int high = code.n < 2 ? -1 : ascii_hex_digit(code.p[0]), low = code.n < 2 ? -1 : ascii_hex_digit(code.p[1]);
	int c = high < 0 || low < 0 ? 0 : high * 16 + low;

	if (c == 1 || c == 2)
		buf_add_byte(value, c == 1 ? '?' : '*');
	else if (c > ' ' && c < 0x7f)
		cpe_add_literal(value, (char)c);
	else
		return fault_set(why, ERR_INVALID, "'%%' without the code of a printable character");
	return ERR_OK;
}

static enum err parse_value(struct arena *arena, struct str text, struct cpe_value *ret_value, struct fault *why)
{
	BUF_SCOPED value;

	buf_init(&value, 2 * CPE_NAME_MAX);
	if (text.n == 0 || (text.n == 1 && *text.p == '-')) {
		*ret_value = (struct cpe_value){text.n ? CPE_NA : CPE_ANY, STR("")};
		return ERR_OK;
	}
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '%') {
			enum err err = add_code(&value, str_skip(text, i + 1), why);
			if (err)
				return err;
			i += 2;
		} else if (c > ' ' && c < 0x7f) {
			cpe_add_literal(&value, c);
		} else {
			return fault_set(why, ERR_INVALID, "byte %u is not printable ASCII",
					 (unsigned)(unsigned char)c);
		}
	}
	if (str_is(buf_str(&value), "*")) { /* "%02" alone says the same as nothing */
		*ret_value = (struct cpe_value){CPE_ANY, STR("")};
		return ERR_OK;
	}
	return cpe_close_value(arena, &value, ret_value, why);
}

static enum err parse_edition(struct arena *arena, struct str text, struct cpe *cpe, struct fault *why)
{
	if (!str_starts(text, "~"))
		return parse_value(arena, text, &cpe->at[CPE_EDITION], why);
	text = str_skip(text, 1);
	for (int i = 0; i < PACKED; i++) {
		if (!text.p)
			return fault_set(why, ERR_INVALID, "a packed edition has %d parts", PACKED);
		enum err err = parse_value(arena, str_cut(&text, '~'), &cpe->at[packed[i]], why);
		if (err)
			return err;
	}
	return text.p ? fault_set(why, ERR_INVALID, "a packed edition has %d parts", PACKED) : ERR_OK;
}

enum err cpe_uri_parse(struct arena *arena, struct str rest, struct cpe *cpe, struct fault *why)
{
	for (int i = 0; i < COMPONENTS && rest.p; i++) {
		struct str text = str_cut(&rest, ':');
		enum err err = components[i] == CPE_EDITION ? parse_edition(arena, text, cpe, why)
							    : parse_value(arena, text, &cpe->at[components[i]], why);
		if (err)
			return fault_prefix(why, err, "component %d", i + 1);
	}
	return rest.p ? fault_set(why, ERR_INVALID, "a CPE URI has at most %d components", COMPONENTS) : ERR_OK;
}

static void add_value(struct buf *out, const struct cpe_value *value)
{
	struct str text = value->text;

	if (value->kind != CPE_VALUE) {
		buf_add_text(out, value->kind == CPE_NA ? "-" : "");
		return;
	}
	if (str_is(text, "\\-")) {
		buf_add_text(out, "%2d");
		return;
	}
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '?' || c == '*')
			buf_add_text(out, c == '?' ? "%01" : "%02");
		else if (c == '\\')
			buf_printf(out, "%%%02x", (unsigned)(unsigned char)text.p[++i]);
		else
			buf_add_byte(out, c);
	}
}

static bool needs_packing(const struct cpe *cpe)
{
	for (int i = 1; i < PACKED; i++)
		if (cpe->at[packed[i]].kind != CPE_ANY)
			return true;
	return false;
}

static void add_edition(struct buf *out, const struct cpe *cpe)
{
	if (!needs_packing(cpe)) {
		add_value(out, &cpe->at[CPE_EDITION]);
		return;
	}
	for (int i = 0; i < PACKED; i++) {
		buf_add_byte(out, '~');
		add_value(out, &cpe->at[packed[i]]);
	}
}

static bool is_component_set(const struct cpe *cpe, enum cpe_attribute attribute)
{
	return cpe->at[attribute].kind != CPE_ANY || (attribute == CPE_EDITION && needs_packing(cpe));
}

void cpe_format_uri(struct buf *out, const struct cpe *cpe)
{
	int count = COMPONENTS;

	while (count > 1 && !is_component_set(cpe, components[count - 1]))
		count--;
	buf_add_text(out, "cpe:/");
	for (int i = 0; i < count; i++) {
		if (i)
			buf_add_byte(out, ':');
		if (components[i] == CPE_EDITION)
			add_edition(out, cpe);
		else
			add_value(out, &cpe->at[components[i]]);
	}
}
