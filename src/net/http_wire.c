/* SPDX-License-Identifier: Apache-2.0 */
#include "net/http_wire.h"

#include <string.h>

#include "base/ascii.h"

#define CHUNK_MAX ((size_t)1 << 30)

void http_wire_get(const struct http_question *question, struct buf *out)
{
	bool is_v6 = strchr(question->host, ':') != NULL;

	buf_printf(out, "GET %s HTTP/1.1\r\nHost: %s%s%s", question->path, is_v6 ? "[" : "", question->host,
		   is_v6 ? "]" : "");
	if (question->port != (question->is_tls ? 443 : 80))
		buf_printf(out, ":%u", (unsigned)question->port);
	buf_printf(out, "\r\nUser-Agent: tenken-probe/" TENKEN_VERSION " (authorised security check-up%s%s)\r\n",
		   question->about_url ? "; +" : "", question->about_url ? question->about_url : "");
	buf_add_text(out, "Accept: text/html, */*;q=0.1\r\nConnection: close\r\n\r\n");
}

/* "HTTP/1.1 200 OK" */
static bool parse_status(struct str line, int *ret_status)
{
	const char *p = line.p;

	if (line.n < 12 || memcmp(p, "HTTP/", 5) != 0 || !ascii_is_digit(p[5]) || p[6] != '.' ||
	    !ascii_is_digit(p[7]) || p[8] != ' ' || p[9] < '1' || p[9] > '9' || !ascii_is_digit(p[10]) ||
	    !ascii_is_digit(p[11]))
		return false;
	*ret_status = (p[9] - '0') * 100 + (p[10] - '0') * 10 + (p[11] - '0');
	return true;
}

/* The next line with its LF or CRLF cut off; false when it is not whole. */
static bool next_line(struct str *rest, struct str *ret_line)
{
	size_t end = str_index(*rest, '\n');

	if (end == rest->n)
		return false;
	*ret_line = str_head(*rest, end > 0 && rest->p[end - 1] == '\r' ? end - 1 : end);
	*rest = str_skip(*rest, end + 1);
	return true;
}

static void add_field(struct http_response *response, struct str line)
{
	size_t colon = str_index(line, ':');
	struct http_field *field = &response->fields[response->field_count];

	/* A line without a name, or folded under the one before (RFC 9112 section 5.2), is left out. */
	if (colon == 0 || colon == line.n || line.p[0] == ' ' || line.p[0] == '\t' ||
	    response->field_count == HTTP_WIRE_FIELDS_MAX)
		return;
	field->name = str_trim(str_head(line, colon));
	field->value = str_trim(str_skip(line, colon + 1));
	response->field_count++;
}

static bool hex_size(struct str line, size_t *ret_size)
{
	size_t size = 0, i = 0;

	for (; i < line.n && line.p[i] != ';' && line.p[i] != ' '; i++) {
		const int digit = ascii_hex_digit(line.p[i]);

		if (digit < 0 || size > CHUNK_MAX)
			return false;
		size = size * 16 + (size_t)digit;
	}
	*ret_size = size;
	return i > 0;
}

/* Joins the chunks that are there; true when the last one is. */
static bool join_chunks(struct arena *arena, struct str rest, struct str *ret_body)
{
	char *body = arena_alloc(arena, rest.n + 1);
	size_t used = 0, size = 1;
	struct str line;

	while (size && next_line(&rest, &line) && hex_size(line, &size)) {
		struct str chunk = str_head(rest, size);

		if (chunk.n)
			memcpy(body + used, chunk.p, chunk.n);
		used += chunk.n;
		rest = str_skip(rest, size);
		if (size && !next_line(&rest, &line))
			break;
	}
	*ret_body = str_of(body, used);
	return size == 0;
}

static void read_body(struct arena *arena, struct str rest, struct http_response *response)
{
	struct str encoding = http_wire_field(response, "transfer-encoding");
	struct str length = http_wire_field(response, "content-length");
	uint64_t size;

	if (str_eq_ascii_case(encoding, STR("chunked"))) {
		response->is_whole = join_chunks(arena, rest, &response->body);
	} else if (str_to_u64(length, &size)) {
		response->is_whole = rest.n >= size;
		response->body = str_head(rest, size < rest.n ? (size_t)size : rest.n);
	} else {
		response->is_whole = response->status == 204 || response->status == 304;
		response->body = rest;
	}
}

bool http_wire_parse(struct arena *arena, struct str bytes, struct http_response *ret_response)
{
	struct http_response *response = ret_response;
	struct str line;
	int status;

	if (!next_line(&bytes, &line) || !parse_status(line, &status))
		return false;
	*response = (struct http_response){.status = status};
	while (next_line(&bytes, &line)) {
		if (line.n == 0) {
			response->has_head = true;
			break;
		}
		add_field(response, line);
	}
	if (response->has_head)
		read_body(arena, bytes, response);
	return true;
}

struct str http_wire_field(const struct http_response *response, const char *name)
{
	for (size_t i = 0; i < response->field_count; i++)
		if (str_eq_ascii_case(response->fields[i].name, str_from(name)))
			return response->fields[i].value;
	return str_of(NULL, 0);
}

static size_t find_tag(struct str body, const char *tag)
{
	size_t length = strlen(tag);

	for (size_t i = 0; i + length <= body.n; i++)
		if (str_eq_ascii_case(str_of(body.p + i, length), str_of(tag, length)))
			return i;
	return body.n;
}

struct str http_wire_title(struct str body)
{
	size_t begin = find_tag(body, "<title");
	struct str rest = str_skip(body, begin);
	size_t end;

	rest = str_skip(rest, str_index(rest, '>') + 1);
	end = find_tag(rest, "</title");
	return end < rest.n ? str_trim(str_head(rest, end)) : str_of(NULL, 0);
}
