/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/banner_observe.h"

#include <string.h>

#include "diagnosis/banner.h"
#include "records/greeting.h"

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

void banner_observe_text(const struct visit *visit, uint16_t port, const char *service, struct str text)
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

bool banner_observe(const struct visit *visit, uint16_t port, struct talk *talk, int64_t wait_ms)
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
	service = greeting_service(buf_str(&banner), port);
	if (event == TALK_QUIET && strcmp(service, "unknown") == 0 && str_starts(buf_str(&banner), "220"))
		service = tell_220_apart(talk);
	banner_observe_text(visit, port, service, buf_str(&banner));
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
