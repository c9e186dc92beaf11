/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "nuclei/nuclei_template_priv.h"

#define HEADERS_MAX 32

/* The lines of one request in "raw", or nothing of one in "path". */
struct nuclei_template_http_run {
	struct nuclei_reading *reading;
	const struct value *at;
	struct nuclei_block *block;
	struct nuclei_request *requests;
	size_t cap;
};

/* Where the target's own address ends in a path: "{{BaseURL}}", "{{RootURL}}", "http://{{Hostname}}"; 0 for another
 * place. */
static size_t base_length(struct str path)
{
	static const char *const bases[] = {"{{BaseURL}}",
					    "{{RootURL}}",
					    "http://{{Hostname}}",
					    "https://{{Hostname}}",
					    "http://{{Host}}:{{Port}}",
					    "https://{{Host}}:{{Port}}"};

	for (size_t i = 0; i < COUNT(bases); i++)
		if (str_starts(path, bases[i]))
			return strlen(bases[i]);
	return 0;
}

/* The path that is asked for, from its first '/'. A fragment stays in the browser. */
static const char *read_path(struct nuclei_template_http_run *gathering, struct str text)
{
	struct nuclei_reading *reading = gathering->reading;
	const size_t base = base_length(text);
	struct str path = nuclei_template_read_expand(reading, gathering->at, str_skip(text, base));

	path = str_head(path, str_index(path, '#'));
	if ((!base && !str_starts(path, "/")) || (path.n && path.p[0] != '/' && path.p[0] != '?')) {
		nuclei_template_refuse_at(reading, NUCLEI_REASON_ELSEWHERE, gathering->at,
					  str_dup(reading->arena, text));
		return "/";
	}
	if (!str_starts(path, "/"))
		return arena_printf(reading->arena, "/%.*s", (int)path.n, path.p ? path.p : "");
	return str_dup(reading->arena, path);
}

static struct nuclei_request *new_request(struct nuclei_template_http_run *gathering, struct str method,
					  const char *path)
{
	struct nuclei_block *block = gathering->block;
	struct nuclei_request *request;

	if (block->request_count == NUCLEI_REQUESTS_MAX) {
		nuclei_template_refuse_at(gathering->reading, NUCLEI_REASON_PAYLOADS, gathering->at, path);
		return NULL;
	}
	gathering->requests = arena_grow(gathering->reading->arena, gathering->requests, block->request_count,
					 &gathering->cap, sizeof(*gathering->requests));
	block->requests = gathering->requests;
	request = &gathering->requests[block->request_count++];
	*request = (struct nuclei_request){.method = str_dup(gathering->reading->arena, method),
					   .path = path,
					   .line = gathering->at->line,
					   .column = gathering->at->column};
	return request;
}

static void add_header(struct nuclei_template_http_run *gathering, struct nuclei_header *headers, size_t *count,
		       struct str name, struct str value)
{
	struct nuclei_reading *reading = gathering->reading;

	name = str_trim(name);
	value = nuclei_template_read_expand(reading, gathering->at, str_trim(value));
	if (*count == HEADERS_MAX) {
		nuclei_template_refuse_at(reading, NUCLEI_REASON_HEADER, gathering->at, "headers");
		return;
	}
	headers[(*count)++] = (struct nuclei_header){str_dup(reading->arena, name), str_dup(reading->arena, value)};
}

static void read_paths(struct nuclei_template_http_run *gathering, const struct value *map)
{
	struct nuclei_reading *reading = gathering->reading;
	const struct value *paths = value_get(map, "path"), *given = value_get(map, "headers");
	struct nuclei_header *headers = arena_array(reading->arena, HEADERS_MAX, sizeof(*headers));
	struct str method = nuclei_template_read_scalar(reading, value_get(map, "method"));
	size_t count = 0;

	for (size_t i = 0; i < value_count(given) && given->kind == VALUE_MAP; i++) {
		gathering->at = given->items[i];
		add_header(gathering, headers, &count, given->keys[i],
			   nuclei_template_read_scalar(reading, given->items[i]));
	}
	for (size_t i = 0; i < nuclei_template_read_count(paths); i++) {
		struct nuclei_request *request;
		const char *path;
		gathering->at = value_at(paths, i);
		path = read_path(gathering, str_trim(nuclei_template_read_scalar(reading, gathering->at)));
		request = new_request(gathering, method.n ? method : STR("GET"), path);
		if (!request)
			return;
		request->headers = headers;
		request->header_count = count;
	}
}

/* "GET /path HTTP/1.1", headers up to an empty line, a body. Lines that begin with '@' are the author's annotations. */
static void read_raw(struct nuclei_template_http_run *gathering, struct str text)
{
	struct nuclei_reading *reading = gathering->reading;
	struct nuclei_header *headers = arena_array(reading->arena, HEADERS_MAX, sizeof(*headers));
	struct nuclei_request *request;
	struct str line, method, path;
	size_t count = 0;

	do {
		line = str_trim(str_cut(&text, '\n'));
		if (str_starts(line, "@Host"))
			nuclei_template_refuse_at(reading, NUCLEI_REASON_ELSEWHERE, gathering->at, "@Host");
	} while (text.p && (!line.n || line.p[0] == '@'));
	method = str_cut(&line, ' ');
	path = str_trim(line);
	if (str_find(path, " HTTP/") < path.n)
		path = str_trim(str_head(path, str_find(path, " HTTP/")));
	request = new_request(gathering, method, read_path(gathering, path));
	while (text.p && (line = str_trim(str_cut(&text, '\n'))).n) {
		struct str value = line, name = str_cut(&value, ':');
		if (str_eq_ascii_case(name, STR("Host"))) {
			if (!str_is(str_trim(value), "{{Hostname}}") && !str_is(str_trim(value), "{{Host}}"))
				nuclei_template_refuse_at(reading, NUCLEI_REASON_ELSEWHERE, gathering->at,
							  str_dup(reading->arena, line));
			continue;
		}
		add_header(gathering, headers, &count, name, value);
	}
	if (str_trim(text).n)
		nuclei_template_refuse_at(reading, NUCLEI_REASON_BODY, gathering->at, "raw");
	(void)nuclei_template_read_expand(reading, gathering->at, text); /* what its body would need counts too */
	if (request) {
		request->headers = headers;
		request->header_count = count;
	}
}

void nuclei_template_read_requests(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block)
{
	const struct value *raw = value_get(map, "raw");
	struct nuclei_template_http_run gathering = {.reading = reading, .at = map, .block = block};

	read_paths(&gathering, map);
	for (size_t i = 0; i < nuclei_template_read_count(raw); i++) {
		gathering.at = value_at(raw, i);
		read_raw(&gathering, nuclei_template_read_scalar(reading, gathering.at));
	}
	if (!block->request_count)
		nuclei_template_refuse_at(reading, NUCLEI_REASON_KEY, map, "path");
}
