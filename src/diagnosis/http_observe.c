/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/http_observe.h"

#include "base/ascii.h"
#include "net/http_wire.h"
#include "records/greeting.h"

#define FIELD_VALUE_MAX 512
#define FIELDS_MAX      ((size_t)6 * 1024) /* of all names and values: six times as much in JSON still fits a line */
#define TITLE_MAX       300

static enum talk_event receive_all(struct arena *arena, struct talk *talk, struct buf *into,
				   struct http_response *response, bool *ret_is_http)
{
	size_t parsed = 0;
	enum talk_event event;

	*ret_is_http = false;
	while ((event = talk_receive(talk, VISIT_ANSWER_MS, into)) == TALK_BYTES) {
		/* Parses again only after growth by half, or a peer that drips bytes would make this quadratic. */
		if (into->size < parsed + parsed / 2)
			continue;
		parsed = into->size;
		if (http_wire_parse(arena, buf_str(into), response) && response->is_whole)
			break;
	}
	*ret_is_http = http_wire_parse(arena, buf_str(into), response);
	return event;
}

static char *lower_case(struct arena *arena, struct str s)
{
	char *copy = str_dup(arena, s);

	for (char *p = copy; *p; p++)
		*p = ascii_lower(*p);
	return copy;
}

/* *ret_is_cut: there are, or may be, more fields than are given back. */
static struct value *fields_value(struct arena *arena, const struct http_response *response, bool *ret_is_cut)
{
	struct value *list = value_list(arena);
	size_t used = 0;

	*ret_is_cut = !response->has_head || response->field_count == HTTP_WIRE_FIELDS_MAX;

	for (size_t i = 0; i < response->field_count; i++) {
		struct value *pair = value_list(arena);
		struct str name = str_head(response->fields[i].name, FIELD_VALUE_MAX);
		struct str text = str_head(response->fields[i].value, FIELD_VALUE_MAX);

		used += name.n + text.n;
		if (used > FIELDS_MAX) {
			*ret_is_cut = true;
			break;
		}
		value_add(arena, pair, sink_text(arena, str_from(lower_case(arena, name)), FIELD_VALUE_MAX));
		value_add(arena, pair, sink_text(arena, text, FIELD_VALUE_MAX));
		value_add(arena, list, pair);
	}
	return list;
}

void http_observe_tell(const struct visit *visit, uint16_t port, const char *method, const char *path, bool is_tls,
		       const struct http_response *response)
{
	struct subject subject = visit_subject(visit, port);
	ARENA_SCOPED arena;
	struct value *data;
	bool is_cut;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_bool(&arena, data, "tls", is_tls);
	value_set_text(&arena, data, "method", method);
	value_set_text(&arena, data, "path", path);
	value_set_int(&arena, data, "status", response->status);
	value_set(&arena, data, "headers", fields_value(&arena, response, &is_cut));
	value_set_bool(&arena, data, "headers_cut", is_cut);
	value_set(&arena, data, "title", sink_text(&arena, http_wire_title(response->body), TITLE_MAX));
	value_set_int(&arena, data, "body_bytes", (int64_t)response->body.n);
	sink_emit(visit->sink, &subject, "http.response", data);
}

bool http_observe(const struct visit *visit, uint16_t port, struct talk *talk)
{
	struct subject subject = visit_subject(visit, port);
	struct http_response response;
	enum talk_event event;
	bool is_http = false;
	ARENA_SCOPED arena;
	BUF_SCOPED bytes;

	arena_init(&arena);
	buf_init(&bytes, VISIT_SESSION_BYTES);
	http_wire_get(&(struct http_question){visit->target, port, talk->tls != NULL, "/", visit->about_url}, &bytes);
	event = talk_send(talk, buf_str(&bytes));
	buf_clear(&bytes);
	if (event == TALK_BYTES)
		event = receive_all(&arena, talk, &bytes, &response, &is_http);
	/* In TLS much can come that holds nothing for us. */
	if (bytes.size == 0 && !(talk->tls && (event == TALK_FULL || event == TALK_LATE)))
		return false;
	if (is_http)
		http_observe_tell(visit, port, "GET", "/", talk->tls != NULL, &response);
	else if (bytes.size)
		sink_banner(visit->sink, &subject, greeting_service(buf_str(&bytes), port), buf_str(&bytes));
	if (event == TALK_LATE || event == TALK_FULL || event == TALK_QUIET)
		sink_problem(visit->sink, &subject, "conversation", talk_event_name(event));
	return true;
}

bool http_observe_plain(const struct visit *visit, uint16_t port)
{
	struct subject subject = visit_subject(visit, port);
	struct fault why = {0};
	struct talk talk;
	bool has_answered;

	if (talk_open(&visit->way, &visit->limits, &talk, &why)) {
		sink_problem(visit->sink, &subject, "conversation", why.text);
		return true;
	}
	has_answered = http_observe(visit, port, &talk);
	talk_close(&talk);
	return has_answered;
}
