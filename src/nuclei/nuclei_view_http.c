/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "base/ascii.h"
#include "codec/digest.h"
#include "nuclei/nuclei_view_priv.h"

#define HEADERS_RECORDED 64 /* docs/observation.schema.json; more may have come */

static const struct observation *find_response(const struct nuclei_seen *seen, const char *method, struct str path)
{
	for (size_t i = 0; i < seen->count; i++) {
		const struct observation *observation = seen->items[i];
		if (strcmp(observation->kind, "http.response") == 0 &&
		    strcmp(value_get_text(observation->data, "method"), method) == 0 &&
		    str_is(path, value_get_text(observation->data, "path")))
			return observation;
	}
	return NULL;
}

static const char *find_header(const struct observation *answer, const char *name)
{
	const struct value *headers = value_get(answer->data, "headers");

	for (size_t i = 0; i < value_count(headers); i++) {
		const struct value *header = value_at(headers, i), *key = value_at(header, 0),
				   *text = value_at(header, 1);
		if (key && text && key->kind == VALUE_TEXT && text->kind == VALUE_TEXT && str_is(key->text, name))
			return text->text.p;
	}
	return NULL;
}

/* Where a redirect leads on the same host and port: a path, or "" for another place. */
static struct str redirect_path(const struct observation *answer)
{
	const int64_t status = value_get_int(answer->data, "status", 0);
	const char *location = find_header(answer, "location");

	if (status < 300 || status > 399 || !location)
		return (struct str){NULL, 0};
	return location[0] == '/' && location[1] != '/' ? str_head(str_from(location), strcspn(location, "#"))
							: STR("");
}

const struct observation *nuclei_view_http_find(const struct nuclei_seen *seen, const struct nuclei_block *block,
						size_t request)
{
	const struct nuclei_request *asked = &block->requests[request];
	const struct observation *answer = find_response(seen, asked->method, str_from(asked->path));

	for (unsigned i = 0; answer && i < block->redirects; i++) {
		struct str path = redirect_path(answer);
		if (!path.p)
			break;
		answer = path.n ? find_response(seen, asked->method, path) : NULL;
	}
	return answer;
}

static struct nuclei_value body_of(const struct nuclei_view *view, const struct observation *answer)
{
	const struct value *text = value_get(answer->data, "body"), *packed = value_get(answer->data, "body_b64");
	const char *title = value_get_text(answer->data, "title");
	struct nuclei_value body = nuclei_value_text(STR(""));

	if (text && text->kind == VALUE_TEXT) {
		body.text = text->text;
	} else if (packed && packed->kind == VALUE_TEXT) {
		if (!digest_base64_decode(view->arena, packed->text, &body.text))
			return nuclei_value_unknown();
	} else if (value_get_int(answer->data, "body_bytes", -1) != 0) {
		body.extent = NUCLEI_PIECE;
		if (title[0])
			body.text = str_from(arena_printf(view->arena, "<title>%s</title>", title));
		return body;
	}
	body.extent = value_get_bool(answer->data, "body_cut") ? NUCLEI_HEAD : NUCLEI_WHOLE;
	return body;
}

/* Names as Go's HTTP library spells them ("X-Powered-By"), which is what templates are written against. */
static void add_header(struct buf *out, struct str name, struct str text)
{
	bool is_first = true;

	for (size_t i = 0; i < name.n; i++) {
		buf_add_byte(out, is_first ? (char)toupper((unsigned char)name.p[i]) : name.p[i]);
		is_first = name.p[i] == '-';
	}
	buf_add_text(out, ": ");
	buf_add(out, text);
	buf_add_text(out, "\r\n");
}

static struct nuclei_value headers_of(const struct nuclei_view *view, const struct observation *answer)
{
	const struct value *headers = value_get(answer->data, "headers");
	struct nuclei_value value;
	BUF_SCOPED out;

	buf_init(&out, REGEX_SUBJECT_MAX);
	buf_printf(&out, "HTTP/1.1 %lld\r\n", (long long)value_get_int(answer->data, "status", 0));
	for (size_t i = 0; i < value_count(headers); i++) {
		const struct value *name = value_at(value_at(headers, i), 0), *text = value_at(value_at(headers, i), 1);
		if (name && text && name->kind == VALUE_TEXT && text->kind == VALUE_TEXT)
			add_header(&out, name->text, text->text);
	}
	value = nuclei_value_text((struct str){str_dup(view->arena, buf_str(&out)), out.size});
	value.extent = value_count(headers) >= HEADERS_RECORDED || out.full ? NUCLEI_HEAD : NUCLEI_WHOLE;
	return value;
}

/* The headers, then the body; known from its beginning as far as both are. */
static struct nuclei_value response_of(const struct nuclei_view *view, const struct observation *answer)
{
	struct nuclei_value headers = headers_of(view, answer), body = body_of(view, answer), value;

	if (body.kind != NUCLEI_TEXT)
		return nuclei_value_unknown();
	value = nuclei_value_text(str_from(arena_printf(view->arena, "%.*s\r\n%.*s", (int)headers.text.n,
							headers.text.p, (int)body.text.n, body.text.p)));
	value.extent = headers.extent != NUCLEI_WHOLE ? NUCLEI_PIECE : body.extent;
	return value;
}

/* "x_powered_by" is the header "x-powered-by". */
static struct nuclei_value header_of(const struct nuclei_view *view, const struct observation *answer, const char *name)
{
	char *wanted = arena_strdup(view->arena, name);
	const char *text;

	for (char *p = wanted; *p; p++)
		*p = *p == '_' ? '-' : ascii_lower(*p);
	text = find_header(answer, wanted);
	if (text)
		return nuclei_value_text(str_from(text));
	return value_count(value_get(answer->data, "headers")) >= HEADERS_RECORDED ? nuclei_value_unknown()
										   : nuclei_value_absent();
}

struct nuclei_value nuclei_view_http(const struct nuclei_view *view, const struct observation *answer, const char *name)
{
	if (!answer)
		return nuclei_value_unknown();
	if (strcmp(name, "body") == 0)
		return body_of(view, answer);
	if (strcmp(name, "status_code") == 0)
		return nuclei_value_number((double)value_get_int(answer->data, "status", 0));
	if (strcmp(name, "header") == 0 || strcmp(name, "headers") == 0 || strcmp(name, "all_headers") == 0)
		return headers_of(view, answer);
	if (strcmp(name, "response") == 0 || strcmp(name, "all") == 0 || strcmp(name, "raw") == 0)
		return response_of(view, answer);
	return header_of(view, answer, name);
}
