/* SPDX-License-Identifier: Apache-2.0 */
#include "web/request_priv.h"

#include <string.h>

#include "codec/utf8.h"
#include "web/fields.h"
#include "web/multipart.h"

static bool has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return true;
	return false;
}

/* A link that is made of such a path leads to another host: browsers read "//host" and "/\\host" alike. */
static bool leads_away(struct str path)
{
	return str_starts(path, "//") || memchr(path.p, '\\', path.n);
}

/* Decodes the path and takes "/en" off it. An escaped slash would make segments that nobody sees: refused. */
static bool read_path(struct str target, struct request *request)
{
	struct str rest = target, raw = str_cut(&rest, '?'), path = {NULL, 0};

	request->path = "/";
	request->lang = LANG_JA;
	if (str_is(raw, "/en") || str_starts(raw, "/en/")) {
		request->lang = LANG_EN;
		raw = str_skip(raw, 3);
	}
	if (str_find(raw, "%2f") < raw.n || str_find(raw, "%2F") < raw.n)
		return false;
	if (fields_unescape(request->arena, raw, false, &path, NULL) != ERR_OK || has_control(path))
		return false;
	if (path.n && leads_away(path))
		return false;
	if (path.n)
		request->path = str_dup(request->arena, path);
	return true;
}

/* The media type without its parameters; a charset other than UTF-8 shows when the fields are decoded. */
static bool is_form_type(struct str type)
{
	return str_eq_ascii_case(str_trim(str_cut(&type, ';')), STR("application/x-www-form-urlencoded"));
}

static int read_fields(struct arena *arena, struct str text, const struct value **ret_fields)
{
	struct value *fields = NULL;
	enum err code = fields_decode(arena, text, &fields, NULL);

	if (code != ERR_OK)
		return code == ERR_TOO_LARGE ? 413 : 400;
	*ret_fields = fields;
	return 0;
}

static int read_files(struct str type, struct str body, struct request *request)
{
	struct multipart *multipart = arena_alloc(request->arena, sizeof(*multipart));
	enum err code = multipart_decode(request->arena, type, body, multipart, NULL);

	if (code)
		return code == ERR_TOO_LARGE ? 413 : 400;
	request->form = multipart->fields;
	request->files = multipart->files;
	request->file_count = multipart->file_count;
	return 0;
}

int request_read_head(const struct http_head *head, const char *cookie_prefix, struct request *ret_request)
{
	struct request *request = ret_request;
	struct value *cookies = value_map(request->arena);
	struct str query = head->target;

	request->method = str_is(head->method, "POST") ? METHOD_POST : METHOD_GET;
	request->query = request->form = value_map(request->arena);
	for (size_t i = 0; i < head->header_count; i++)
		if (str_eq_ascii_case(head->headers[i].name, STR("cookie")))
			fields_decode_cookies(request->arena, head->headers[i].value, cookie_prefix, cookies);
	request->cookies = cookies;
	if (!read_path(head->target, request))
		return 400;
	str_cut(&query, '?');
	return read_fields(request->arena, query, &request->query);
}

int request_read(const struct http_head *head, struct str body, const char *cookie_prefix, bool takes_files,
		 struct request *ret_request)
{
	struct request *request = ret_request;
	int refusal = request_read_head(head, cookie_prefix, request);

	if (refusal || request->method != METHOD_POST)
		return refusal;
	if (http_head_count(head, "content-type") != 1)
		return 415;
	if (takes_files && multipart_is_type(http_head_value(head, "content-type")))
		return read_files(http_head_value(head, "content-type"), body, request);
	if (!is_form_type(http_head_value(head, "content-type")))
		return 415;
	return read_fields(request->arena, body, &request->form);
}
