/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/ownership_answer.h"

#include "diagnosis/port_hint.h"
#include "net/http_wire.h"

#define REQUEST_MAX 2048

void ownership_answer_tell(const struct sink *sink, const struct subject *subject, enum ownership_way way,
			   enum ownership_problem problem)
{
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "way", ownership_way_name(way));
	value_set_bool(&arena, data, "is_shown", problem == OWNERSHIP_FINE);
	value_set_text(&arena, data, "problem", ownership_problem_name(problem));
	sink_emit(sink, subject, OWNERSHIP_OBSERVATION, data);
}

static enum ownership_problem judge(const struct http_response *response, const char *token)
{
	if (response->status != 200) /* a redirect leads nowhere */
		return OWNERSHIP_ABSENT;
	return ownership_holds(response->body, str_from(token)) ? OWNERSHIP_FINE : OWNERSHIP_OTHER;
}

/* The connection is open, and in TLS where the port is one for that. */
static enum ownership_problem ask(const struct visit *visit, uint16_t port, struct talk *talk, const char *token)
{
	struct http_response response;
	ARENA_SCOPED arena;
	BUF_SCOPED request, bytes;

	arena_init(&arena);
	buf_init(&request, REQUEST_MAX);
	buf_init(&bytes, OWNERSHIP_ANSWER_BYTES);
	http_wire_get(&(struct http_question){visit->target, port, talk->tls != NULL, OWNERSHIP_PATH, visit->about_url},
		      &request);
	if (talk_send(talk, buf_str(&request)) != TALK_BYTES)
		return OWNERSHIP_SILENT;
	while (talk_receive(talk, VISIT_ANSWER_MS, &bytes) == TALK_BYTES)
		;
	if (!http_wire_parse(&arena, buf_str(&bytes), &response))
		return OWNERSHIP_SILENT;
	return judge(&response, token);
}

void ownership_answer_get(const struct visit *visit, uint16_t port, const char *token)
{
	const struct talk_limits limits = {visit->limits.connect_ms, visit->limits.session_ms, OWNERSHIP_ANSWER_BYTES};
	const struct subject subject = visit_subject(visit, port);
	enum ownership_problem problem = OWNERSHIP_SILENT;
	struct talk talk;

	if (!talk_open(&visit->way, &limits, &talk, NULL)) {
		if (port_hint_of(port) != PORT_HINT_TLS ||
		    !talk_start_tls(&talk, visit->tls, visit->is_name ? visit->target : NULL, NULL))
			problem = ask(visit, port, &talk, token);
		talk_close(&talk);
	}
	ownership_answer_tell(visit->sink, &subject, OWNERSHIP_FILE, problem);
}
