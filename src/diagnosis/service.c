/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/service.h"

#include <string.h>

#include "diagnosis/banner.h"
#include "diagnosis/http_observe.h"
#include "diagnosis/port_hint.h"
#include "diagnosis/tls_observe.h"

static bool may_go_on(const struct visit *visit)
{
	return stop_check(visit->door->stop) == STOP_NONE && clock_monotonic_ms() < visit->deadline_ms;
}

/* Reads until the words are whole and a moment of silence follows, or the session ends. */
static enum talk_event read_banner(struct talk *talk, int64_t wait_ms, struct buf *into)
{
	enum talk_event event = talk_receive(talk, wait_ms, into);

	while (event == TALK_BYTES && into->size < SINK_TEXT_MAX) {
		bool is_whole = banner_is_whole(buf_str(into));

		event = talk_receive(talk, is_whole ? VISIT_QUIET_MS : VISIT_SESSION_MS, into);
	}
	return event;
}

void service_emit_banner(const struct visit *visit, uint16_t port, const char *service, struct str text)
{
	struct subject subject = visit_subject(visit, port);
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "service", service);
	value_set(&arena, data, "text", sink_text(&arena, text, SINK_TEXT_MAX));
	sink_emit(visit->sink, &subject, "service.banner", data);
}

static void emit_auth(const struct visit *visit, uint16_t port, const char *service, enum tls_offer offer)
{
	struct subject subject = visit_subject(visit, port);
	ARENA_SCOPED arena;
	struct value *data;

	if (offer == TLS_OFFER_UNKNOWN) {
		sink_problem(visit->sink, &subject, "conversation", "the service does not say whether it offers TLS");
		return;
	}
	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "service", service);
	value_set_bool(&arena, data, "tls_offered", offer == TLS_OFFER_YES);
	sink_emit(visit->sink, &subject, "service.auth", data);
}

static void ask(struct talk *talk, const char *service, const char *question, struct buf *answer)
{
	enum talk_event event = talk_send(talk, str_from(question));

	while (event == TALK_BYTES && !banner_is_answer_whole(service, buf_str(answer)) && !answer->full)
		event = talk_receive(talk, VISIT_ANSWER_MS, answer);
}

/* "220 ready" on a high port: FTP knows FEAT, SMTP knows EHLO. */
static const char *tell_220_apart(struct talk *talk)
{
	static const char *const candidates[] = {"ftp", "smtp"};

	for (size_t i = 0; i < 2; i++) {
		BUF_SCOPED answer;

		buf_init(&answer, SINK_TEXT_MAX);
		ask(talk, candidates[i], banner_question(candidates[i]), &answer);
		if (str_starts(buf_str(&answer), "211") || str_starts(buf_str(&answer), "250"))
			return candidates[i];
	}
	return "unknown";
}

bool service_listen(const struct visit *visit, uint16_t port, struct talk *talk, int64_t wait_ms)
{
	struct subject subject = visit_subject(visit, port);
	const char *service, *question;
	enum talk_event event;
	BUF_SCOPED banner, answer;

	buf_init(&banner, VISIT_SESSION_BYTES);
	buf_init(&answer, VISIT_SESSION_BYTES);
	event = read_banner(talk, wait_ms, &banner);
	if (banner.size == 0)
		return false;
	if (event == TALK_LATE || event == TALK_FULL)
		sink_problem(visit->sink, &subject, "conversation", talk_event_name(event));
	service = banner_service(buf_str(&banner), port);
	if (event == TALK_QUIET && strcmp(service, "unknown") == 0 && str_starts(buf_str(&banner), "220"))
		service = tell_220_apart(talk);
	service_emit_banner(visit, port, service, buf_str(&banner));
	if (strcmp(service, "telnet") == 0)
		emit_auth(visit, port, service, banner_offers_tls(service, buf_str(&banner)));
	question = banner_question(service);
	if (question && !talk->tls && event == TALK_QUIET) {
		ask(talk, service, question, &answer);
		emit_auth(visit, port, service, banner_offers_tls(service, buf_str(&answer)));
		(void)!talk_send(talk, str_from(banner_farewell(service)));
	}
	return true;
}

static bool listen_first(const struct visit *visit, uint16_t port, int64_t wait_ms)
{
	struct subject subject = visit_subject(visit, port);
	struct fault why = {0};
	struct talk talk;
	bool has_spoken;

	if (talk_open(visit->door, &visit->addr, port, &visit->limits, &talk, &why)) {
		sink_problem(visit->sink, &subject, "conversation", why.text);
		return true; /* it accepted before; more knocking helps nobody */
	}
	has_spoken = service_listen(visit, port, &talk, wait_ms);
	talk_close(&talk);
	return has_spoken;
}

void service_observe(const struct visit *visit, uint16_t port)
{
	struct subject subject = visit_subject(visit, port);
	enum port_hint hint = port_hint_of(port);

	switch (hint) {
	case PORT_HINT_CONNECT_ONLY: return;
	case PORT_HINT_TLS:
	case PORT_HINT_TLS_SPEAKS:
		if (tls_observe(visit, port, hint == PORT_HINT_TLS_SPEAKS))
			return;
		break;
	case PORT_HINT_HTTP:
		if (http_observe_plain(visit, port))
			return;
		break;
	case PORT_HINT_SPEAKS_FIRST:
	case PORT_HINT_NONE: break;
	}
	if (!may_go_on(visit) ||
	    listen_first(visit, port, hint == PORT_HINT_SPEAKS_FIRST ? VISIT_SPEAKER_MS : VISIT_LISTEN_MS))
		return;
	if (hint != PORT_HINT_TLS && hint != PORT_HINT_TLS_SPEAKS && may_go_on(visit) &&
	    tls_observe(visit, port, false))
		return;
	if (hint != PORT_HINT_HTTP && may_go_on(visit) && http_observe_plain(visit, port))
		return;
	if (may_go_on(visit))
		sink_problem(visit->sink, &subject, "conversation",
			     "the port accepts connections, but answered none of our questions");
}
