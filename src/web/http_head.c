/* SPDX-License-Identifier: Apache-2.0 */
#include "web/http_head.h"

#include "web/multipart.h"

#include <string.h>

#include "base/ascii.h"

static bool is_token_byte(char c)
{
	return ascii_is_letter_or_digit(c) || (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool is_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_token_byte(s.p[i]))
			return false;
	return s.n > 0;
}

/* A robust server skips one empty line before a request (RFC 9112 section 2.2). */
static size_t skip_empty_line(struct str bytes)
{
	return bytes.n >= 2 && bytes.p[0] == '\r' && bytes.p[1] == '\n' ? 2 : 0;
}

size_t http_head_end(struct str bytes, size_t *scanned, int *ret_refusal)
{
	size_t start = skip_empty_line(bytes), line_end = 0;

	*ret_refusal = 0;
	/* Anything that is no method, a TLS greeting for one, is refused at its first byte. */
	if (bytes.n > start && bytes.p[0] != '\r' && !ascii_is_upper(bytes.p[start]))
		return *ret_refusal = 400, 0;
	if (*scanned < start)
		*scanned = start;
	for (size_t i = *scanned; i < bytes.n; i++) {
		if (bytes.p[i] != '\n')
			continue;
		if (i == start || bytes.p[i - 1] != '\r')
			return *ret_refusal = 400, 0;
		if (i >= start + 3 && bytes.p[i - 2] == '\n') {
			*scanned = 0;
			return i + 1;
		}
	}
	*scanned = bytes.n;
	line_end = start + str_index(str_skip(bytes, start), '\n');
	if (line_end > start + HTTP_LINE_MAX + 1)
		*ret_refusal = 414;
	else if (bytes.n > line_end + HTTP_HEAD_MAX)
		*ret_refusal = 431;
	return 0;
}

struct str http_head_value(const struct http_head *head, const char *name)
{
	for (size_t i = 0; i < head->header_count; i++)
		if (str_eq_ascii_case(head->headers[i].name, str_from(name)))
			return head->headers[i].value;
	return (struct str){NULL, 0};
}

size_t http_head_count(const struct http_head *head, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < head->header_count; i++)
		count += str_eq_ascii_case(head->headers[i].name, str_from(name));
	return count;
}

/* Cuts one line off; false when it does not end in CRLF or holds another CR. */
static bool next_line(struct str *rest, struct str *ret_line)
{
	size_t end = str_index(*rest, '\n');

	if (end == rest->n || end == 0 || rest->p[end - 1] != '\r')
		return false;
	*ret_line = str_head(*rest, end - 1);
	*rest = str_skip(*rest, end + 1);
	return str_index(*ret_line, '\r') == ret_line->n;
}

static int parse_request_line(struct str line, struct http_head *head)
{
	struct str rest = line;

	if (line.n > HTTP_LINE_MAX)
		return 414;
	head->method = str_cut(&rest, ' ');
	head->target = str_cut(&rest, ' ');
	if (!is_token(head->method) || !rest.p || !str_starts(rest, "HTTP/") || rest.n != 8)
		return 400;
	if (!str_is(rest, "HTTP/1.1") && !str_is(rest, "HTTP/1.0"))
		return 505;
	head->wants_close = rest.p[7] == '0';
	for (size_t i = 0; i < head->target.n; i++)
		if (head->target.p[i] <= ' ' || head->target.p[i] >= 0x7f || head->target.p[i] == '#')
			return 400;
	/* Only the origin form: clients use other forms only with proxies. */
	if (str_is(head->method, "OPTIONS") && str_is(head->target, "*"))
		head->target = STR("/");
	return str_starts(head->target, "/") ? 0 : 400;
}

/* Optional white space is space and tab only: what else str_trim takes off would hide a bad byte. */
static struct str trim_blanks(struct str s)
{
	while (s.n && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = str_skip(s, 1);
	while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

static int parse_header(struct str line, struct http_head *head)
{
	struct http_header *header = &head->headers[head->header_count];
	size_t colon = str_index(line, ':');

	if (head->header_count == HTTP_HEADERS_MAX)
		return 431;
	header->name = str_head(line, colon);
	if (colon == line.n || !is_token(header->name))
		return 400;
	header->value = trim_blanks(str_skip(line, colon + 1));
	for (size_t i = 0; i < header->value.n; i++) {
		unsigned char c = (unsigned char)header->value.p[i];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return 400;
	}
	head->header_count++;
	return 0;
}

/* The length of the body (RFC 9112 section 6.3); refuses whatever two servers could read differently. */
static int parse_body_size(struct http_head *head)
{
	struct str length = http_head_value(head, "content-length");
	size_t lengths = http_head_count(head, "content-length");
	uint64_t size = 0;

	if (http_head_count(head, "transfer-encoding"))
		return lengths ? 400 : 411;
	if (lengths > 1)
		return 400;
	if (!lengths)
		return str_is(head->method, "POST") ? 411 : 0;
	if (!str_to_u64(length, &size)) {
		for (size_t i = 0; i < length.n; i++)
			if (length.p[i] < '0' || length.p[i] > '9')
				return 400;
		return length.n ? 413 : 400;
	}
	if (size > (multipart_is_type(http_head_value(head, "content-type")) ? HTTP_UPLOAD_MAX : HTTP_BODY_MAX))
		return 413;
	if (size && (str_is(head->method, "GET") || str_is(head->method, "HEAD")))
		return 400;
	head->body_size = (size_t)size;
	return 0;
}

static int parse_wishes(struct http_head *head)
{
	struct str expect = http_head_value(head, "expect");

	for (size_t i = 0; i < head->header_count; i++) {
		struct str rest = head->headers[i].value;

		if (!str_eq_ascii_case(head->headers[i].name, STR("connection")))
			continue;
		while (rest.p)
			head->wants_close |= str_eq_ascii_case(str_trim(str_cut(&rest, ',')), STR("close"));
	}
	if (!expect.p)
		return 0;
	head->wants_continue = str_eq_ascii_case(expect, STR("100-continue"));
	return head->wants_continue ? 0 : 417;
}

static bool is_host(struct str host)
{
	if (!host.n || host.n > 255)
		return false;
	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];

		if (!ascii_is_letter_or_digit(c) && !(c && strchr(".-_:[]", c)))
			return false;
	}
	return true;
}

int http_head_parse(struct str bytes, struct http_head *ret_head)
{
	struct http_head *head = ret_head;
	struct str rest = str_skip(bytes, skip_empty_line(bytes)), line = {NULL, 0};
	int refusal = 0;

	*head = (struct http_head){.header_count = 0};
	if (!next_line(&rest, &line))
		return 400;
	refusal = parse_request_line(line, head);
	if (refusal)
		return refusal;
	if (rest.n > HTTP_HEAD_MAX)
		return 431;
	for (;;) {
		if (!next_line(&rest, &line))
			return 400;
		if (!line.n)
			break;
		refusal = parse_header(line, head);
		if (refusal)
			return refusal;
	}
	if (rest.n || http_head_count(head, "host") != 1 || !is_host(http_head_value(head, "host")))
		return 400;
	refusal = parse_body_size(head);
	return refusal ? refusal : parse_wishes(head);
}
