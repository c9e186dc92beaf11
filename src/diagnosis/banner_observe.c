/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/banner_observe.h"

#include <string.h>

#include "diagnosis/banner.h"
#include "records/greeting.h"
#include "records/sign_in_offer.h"

#define SSH_PORT        22
#define REPLY_CODE      4   /* "250-" */
#define NAME_BYTES      255 /* RFC 1035, 2.3.4 */
#define EXTENSIONS_MAX  64
#define QUESTION_MAX    512 /* RFC 5321, 4.5.3.1.4 */
#define EXTENSION_BYTES 512 /* RFC 5321, 4.5.3.1.5 */

/* On SSH's port lines of welcome may come long before the version (RFC 4253, 4.2). */
static bool has_said_all(uint16_t port, struct str banner)
{
	bool is_known = port != SSH_PORT || strcmp(greeting_service(banner, port), "unknown") != 0;

	return banner_is_whole(banner) && (is_known || !str_ends(banner, "\n"));
}

/* Reads until the words are whole by their protocol, or a moment of silence follows them, or the session ends. */
static enum talk_event read_banner(struct talk *talk, uint16_t port, int64_t wait_ms, struct buf *into)
{
	enum talk_event event = talk_receive(talk, wait_ms, into);

	while (event == TALK_BYTES && into->size < SINK_TEXT_MAX) {
		bool is_whole = has_said_all(port, buf_str(into));

		if (is_whole && banner_is_final(buf_str(into)))
			return TALK_QUIET;
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

/* answer: what it said that it can do. */
static void emit_auth(const struct visit *visit, uint16_t port, const char *service, struct str answer)
{
	enum tls_offer offer = banner_offers_tls(service, answer);
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
	if (sign_in_offer_is_told(service, answer))
		value_set_bool(&arena, data, "password_offered", sign_in_offer_takes_password(service, answer));
	sink_emit(visit->sink, &subject, "service.auth", data);
}

/* "250-mail.example.jp Hello", then a keyword a line (RFC 5321, 4.1.1.1). */
static void add_extensions(struct arena *arena, struct value *data, struct str answer)
{
	struct value *extensions = value_list(arena);
	struct str name = str_skip(str_cut(&answer, '\n'), REPLY_CODE);

	name = str_trim(str_head(str_trim(name), str_index(str_trim(name), ' ')));
	value_set(arena, data, "name", sink_text(arena, name, NAME_BYTES));
	while (answer.n && extensions->count < EXTENSIONS_MAX) {
		struct str line = str_trim(str_skip(str_cut(&answer, '\n'), REPLY_CODE));
		if (line.n)
			value_add(arena, extensions, sink_text(arena, line, EXTENSION_BYTES));
	}
	value_set(arena, data, "extensions", extensions);
	if (str_trim(answer).n)
		value_set_bool(arena, data, "extensions_cut", true);
}

/* What a mail server says it can do; STARTTLS itself is not begun. */
static void emit_capabilities(const struct visit *visit, uint16_t port, struct str answer)
{
	struct subject subject = visit_subject(visit, port);
	bool is_answered = str_starts(answer, "250") && banner_is_answer_whole("smtp", answer);
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_bool(&arena, data, "answered", is_answered);
	if (is_answered)
		add_extensions(&arena, data, answer);
	else
		value_set(&arena, data, "reason",
			  answer.n ? sink_text(&arena, str_head(answer, 3), 3) : value_text(&arena, "timeout"));
	sink_emit(visit->sink, &subject, "smtp.capabilities", data);
}

/* False when a service of this kind can be asked nothing. */
static bool ask(const struct visit *visit, struct talk *talk, const char *service, struct buf *answer)
{
	enum talk_event event;
	BUF_SCOPED question;

	buf_init(&question, QUESTION_MAX);
	banner_question(service, visit->about_url, &question);
	if (question.size == 0 || question.full)
		return false;
	event = talk_send(talk, buf_str(&question));
	while (event == TALK_BYTES && !banner_is_answer_whole(service, buf_str(answer)) && !answer->full)
		event = talk_receive(talk, VISIT_ANSWER_MS, answer);
	return true;
}

/* "220 ready" on a high port: FTP knows FEAT, SMTP knows EHLO. */
static const char *tell_220_apart(const struct visit *visit, struct talk *talk)
{
	static const char *const candidates[] = {"ftp", "smtp"};

	for (size_t i = 0; i < 2; i++) {
		BUF_SCOPED answer;

		buf_init(&answer, SINK_TEXT_MAX);
		(void)ask(visit, talk, candidates[i], &answer);
		if (str_starts(buf_str(&answer), "211") || str_starts(buf_str(&answer), "250"))
			return candidates[i];
	}
	return "unknown";
}

bool banner_observe(const struct visit *visit, uint16_t port, struct talk *talk, int64_t wait_ms)
{
	struct subject subject = visit_subject(visit, port);
	const char *service;
	enum talk_event event;
	BUF_SCOPED banner, answer;

	buf_init(&banner, VISIT_SESSION_BYTES);
	buf_init(&answer, VISIT_SESSION_BYTES);
	event = read_banner(talk, port, wait_ms, &banner);
	if (banner.size == 0)
		return false;
	if (event == TALK_LATE || event == TALK_FULL)
		sink_problem(visit->sink, &subject, "conversation", talk_event_name(event));
	service = greeting_service(buf_str(&banner), port);
	if (event == TALK_QUIET && strcmp(service, "unknown") == 0 && str_starts(buf_str(&banner), "220"))
		service = tell_220_apart(visit, talk);
	banner_observe_text(visit, port, service, buf_str(&banner));
	if (strcmp(service, "telnet") == 0)
		emit_auth(visit, port, service, buf_str(&banner));
	if (!talk->tls && event == TALK_QUIET && ask(visit, talk, service, &answer)) {
		emit_auth(visit, port, service, buf_str(&answer));
		if (strcmp(service, "smtp") == 0)
			emit_capabilities(visit, port, buf_str(&answer));
		(void)!talk_send(talk, str_from(banner_farewell(service)));
	}
	return true;
}
