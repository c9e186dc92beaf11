/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/cpe/cpe.h"

#include <string.h>

#include "base/ascii.h"
#include "knowledge/cpe/cpe_priv.h"

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
