/* SPDX-License-Identifier: Apache-2.0 */
#include "web/multipart.h"

#include <string.h>

#include "base/ascii.h"
#include "codec/utf8.h"

/* One part: its header lines with their ends, and what follows the empty line. */
struct part {
	struct str head, body;
};

bool multipart_is_type(struct str content_type)
{
	return str_eq_ascii_case(str_trim(str_cut(&content_type, ';')), STR("multipart/form-data"));
}

static bool is_boundary(struct str boundary)
{
	for (size_t i = 0; i < boundary.n; i++)
		if (!ascii_is_letter_or_digit(boundary.p[i]) && !strchr("'()+_,-./:=?", boundary.p[i]))
			return false;
	return boundary.n > 0 && boundary.n <= MULTIPART_BOUNDARY_MAX;
}

static bool find_boundary(struct str type, struct str *ret_boundary)
{
	bool is_found = false;

	str_cut(&type, ';');
	while (type.p) {
		struct str value = str_trim(str_cut(&type, ';')), name = str_trim(str_cut(&value, '='));
		if (!str_eq_ascii_case(name, STR("boundary")))
			continue;
		value = str_trim(value);
		if (is_found)
			return false; /* two readers could take another one each */
		if (value.n > 1 && value.p[0] == '"' && value.p[value.n - 1] == '"')
			value = str_head(str_skip(value, 1), value.n - 2);
		*ret_boundary = value;
		is_found = true;
	}
	return is_found && is_boundary(*ret_boundary);
}

/* ---- names in a part's head ---- */

/* Browsers write a quote as %22 and line ends as %0D and %0A, and nothing else so. */
static struct str unescape(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		struct str rest = str_skip(text, i);
		bool is_escape = str_starts(rest, "%22") || str_starts(rest, "%0D") || str_starts(rest, "%0A");
		out[n++] = !is_escape ? text.p[i] : text.p[i + 1] == '2' ? '"' : ' ';
		i += is_escape ? 2 : 0;
	}
	return str_of(out, n);
}

static enum err take_parameter(struct arena *arena, struct str *rest, struct str *ret_name, struct str *ret_value,
			       struct fault *why)
{
	struct str name = str_trim(str_cut(rest, '='));
	size_t end;

	if (!rest->p || !rest->n || rest->p[0] != '"')
		return fault_set(why, ERR_INVALID, "a parameter without a quoted value");
	*rest = str_skip(*rest, 1);
	end = str_index(*rest, '"');
	if (end == rest->n)
		return fault_set(why, ERR_INVALID, "a quoted value without an end");
	*ret_name = name;
	*ret_value = unescape(arena, str_head(*rest, end));
	*rest = str_trim(str_skip(*rest, end + 1));
	if (rest->n && rest->p[0] != ';')
		return fault_set(why, ERR_INVALID, "something behind a quoted value");
	*rest = str_skip(*rest, rest->n ? 1 : 0);
	if (!utf8_is_valid(*ret_value) || utf8_has_control(*ret_value))
		return fault_set(why, ERR_INVALID, "a name that is no text");
	return ERR_OK;
}

struct disposition {
	struct str name, file;
	bool has_name, has_file;
};

/* form-data; name="report"; filename="scan.xml" */
static enum err read_disposition(struct arena *arena, struct str value, struct disposition *ret, struct fault *why)
{
	struct str rest = value;

	if (!str_eq_ascii_case(str_trim(str_cut(&rest, ';')), STR("form-data")))
		return fault_set(why, ERR_INVALID, "a part that is no form-data");
	while (rest.p && str_trim(rest).n) {
		struct str name, text;
		enum err err = take_parameter(arena, &rest, &name, &text, why);
		bool is_name = !err && str_eq_ascii_case(name, STR("name"));
		bool is_file = !err && str_eq_ascii_case(name, STR("filename"));
		if (err)
			return err;
		if ((is_name && ret->has_name) || (is_file && ret->has_file) || !(is_name || is_file))
			return fault_set(why, ERR_INVALID, "a parameter that no form sends, or twice");
		*(is_name ? &ret->name : &ret->file) = text;
		ret->has_name |= is_name;
		ret->has_file |= is_file;
	}
	return ERR_OK;
}

static enum err read_head(struct arena *arena, struct str head, struct disposition *ret, struct fault *why)
{
	size_t count = 0;
	enum err err = ERR_OK;

	while (!err && head.n) {
		size_t end = str_find(head, "\r\n");
		struct str value = str_head(head, end), name = str_cut(&value, ':');
		head = str_skip(head, end + 2 < head.n ? end + 2 : head.n);
		if (!value.p)
			return fault_set(why, ERR_INVALID, "a header line without a colon");
		if (!str_eq_ascii_case(name, STR("content-disposition")))
			continue;
		count++;
		err = read_disposition(arena, value, ret, why);
	}
	if (!err && (count != 1 || !ret->has_name || !ret->name.n))
		return fault_set(why, ERR_INVALID, "a part without a name of its own");
	return err;
}

/* ---- parts ---- */

static struct str without_path(struct str name)
{
	for (size_t i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/' || name.p[i - 1] == '\\')
			return str_skip(name, i);
	return name;
}

static enum err take_part(struct arena *arena, const struct part *part, struct multipart *into, struct fault *why)
{
	struct disposition disposition = {.name = STR(""), .file = STR("")};
	enum err err = read_head(arena, part->head, &disposition, why);

	if (err)
		return err;
	if (disposition.has_file) {
		into->files[into->file_count++] =
			(struct multipart_file){disposition.name, without_path(disposition.file), part->body};
		return ERR_OK;
	}
	if (part->body.n > MULTIPART_TEXT_MAX)
		return fault_set(why, ERR_TOO_LARGE, "a field of more than %d bytes", MULTIPART_TEXT_MAX);
	if (!utf8_is_valid(part->body) || memchr(part->body.p, '\0', part->body.n))
		return fault_set(why, ERR_INVALID, "a field that is no text");
	if (value_get_str(into->fields, disposition.name))
		return fault_set(why, ERR_INVALID, "a field twice");
	value_set_str(arena, into->fields, disposition.name, value_str(arena, part->body));
	return ERR_OK;
}

/* Cuts the next part, whose delimiter was taken, up to the delimiter behind it. */
static enum err cut_part(struct str *rest, const char *delimiter, struct part *ret_part, struct fault *why)
{
	size_t head = str_find(*rest, "\r\n\r\n"), end;

	if (head > MULTIPART_HEAD_MAX)
		return fault_set(why, head == rest->n ? ERR_INVALID : ERR_TOO_LARGE,
				 "a part whose head does not end within %d bytes", MULTIPART_HEAD_MAX);
	if (head == rest->n)
		return fault_set(why, ERR_INVALID, "a part without an end of its head");
	ret_part->head = str_head(*rest, head);
	*rest = str_skip(*rest, head + 2); /* the line end that belongs to the delimiter of an empty part */
	end = str_find(*rest, delimiter);
	if (end == rest->n)
		return fault_set(why, ERR_INVALID, "the last part has no end: it was cut off");
	ret_part->body = str_skip(str_head(*rest, end), end < 2 ? end : 2);
	*rest = str_skip(*rest, end + strlen(delimiter));
	return ERR_OK;
}

enum err multipart_decode(struct arena *arena, struct str content_type, struct str body,
			  struct multipart *ret_multipart, struct fault *why)
{
	struct multipart multipart = {.fields = value_map(arena)};
	struct str boundary, rest;
	const char *delimiter;
	enum err err = ERR_OK;
	size_t count = 0;

	if (!multipart_is_type(content_type) || !find_boundary(content_type, &boundary))
		return fault_set(why, ERR_INVALID, "no form with a boundary");
	delimiter = arena_printf(arena, "\r\n--%.*s", (int)boundary.n, boundary.p);
	if (!str_starts(body, delimiter + 2))
		return fault_set(why, ERR_INVALID, "the body does not begin with its boundary");
	rest = str_skip(body, strlen(delimiter) - 2);
	while (!err && str_starts(rest, "\r\n")) {
		struct part part;
		if (count++ == MULTIPART_PARTS_MAX)
			return fault_set(why, ERR_TOO_LARGE, "more than %d parts", MULTIPART_PARTS_MAX);
		rest = str_skip(rest, 2);
		err = cut_part(&rest, delimiter, &part, why);
		if (!err)
			err = take_part(arena, &part, &multipart, why);
	}
	if (!err && (!count || (!str_is(rest, "--") && !str_is(rest, "--\r\n"))))
		return fault_set(why, ERR_INVALID, "a boundary that neither goes on nor ends, or nothing before it");
	if (!err)
		*ret_multipart = multipart;
	return err;
}
