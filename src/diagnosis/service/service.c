/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/service/service.h"

#include <string.h>

#include "diagnosis/http_observe.h"
#include "diagnosis/port_hint.h"
#include "diagnosis/service/banner_observe.h"
#include "diagnosis/service/datagram_observe.h"
#include "diagnosis/service/dialogue_table.h"
#include "diagnosis/tls/tls_observe.h"
#include "diagnosis/web/proxy.h"
#include "records/greeting.h"

#define XMPP_CLIENT_PORT 5222
#define XMPP_SERVER_PORT 5269

static bool may_go_on(const struct visit *visit)
{
	return stop_check(visit->way.stop) == STOP_NONE && clock_monotonic_ms() < visit->deadline_ms;
}

static const char *reason_of(enum dialogue_reading reading, enum talk_event event)
{
	if (reading == DIALOGUE_OTHER)
		return "other";
	return event == TALK_CLOSED ? "closed" : "timeout";
}

static void finish(const struct dialogue *row, const struct dialogue_turn *turn)
{
	if (row->go_on)
		row->go_on(turn);
	if (row->farewell.n)
		(void)!talk_send(turn->talk, row->farewell);
	dialogue_tell(turn->visit, turn->port, row->service, turn->arena, turn->data);
}

/* What came in place of the answer: perhaps the greeting of another service. */
static bool take_words(const struct visit *visit, uint16_t port, struct str words)
{
	if (!words.n)
		return false;
	banner_observe_words(visit, port, words);
	return true;
}

/* True when the port answered, be it as another service. */
static bool ask_first(const struct visit *visit, uint16_t port, const struct dialogue *row, struct talk *talk)
{
	enum dialogue_reading reading;
	enum talk_event event;
	struct value *data;
	ARENA_SCOPED arena;
	BUF_SCOPED question, answer;

	arena_init(&arena);
	buf_init(&question, DIALOGUE_ASKED_BYTES);
	buf_init(&answer, VISIT_SESSION_BYTES);
	if (row->ask)
		row->ask(visit, port, &question);
	else
		buf_add(&question, row->question);
	reading = dialogue_ask(talk, buf_str(&question), row->read, &arena, &data, &answer, &event);
	if (reading == DIALOGUE_ANSWER) {
		finish(row, &(struct dialogue_turn){visit, port, talk, buf_str(&answer), &arena, data});
		return true;
	}
	if (event == TALK_LATE || event == TALK_FULL)
		sink_problem(visit->sink, &(struct subject){visit->target, &visit->addr, port}, "conversation",
			     talk_event_name(event));
	dialogue_tell_unanswered(visit, port, row->service, reason_of(reading, event));
	return row->manner != DIALOGUE_HTTP && take_words(visit, port, buf_str(&answer));
}

/* On a connection of its own; true too when none could be had. */
static bool apart(const struct visit *visit, uint16_t port, const struct dialogue *row, int64_t wait_ms)
{
	struct subject subject = visit_subject(visit, port);
	struct fault why = {0};
	struct talk talk;
	bool has_answered;

	if (talk_open(&visit->way, &visit->limits, &talk, &why)) {
		sink_problem(visit->sink, &subject, "conversation", why.text);
		return true; /* it accepted before; more knocking helps nobody */
	}
	has_answered = row ? ask_first(visit, port, row, &talk) : banner_observe(visit, port, &talk, wait_ms);
	talk_close(&talk);
	return has_answered;
}

/* Which dialogue to try with one that answers a line so. */
static const struct dialogue *row_of_answer(struct str answer)
{
	static const struct {
		const char *begins, *service;
	} rows[] = {
		{"+PONG", "redis"},         {"-NOAUTH ", "redis"},
		{"-DENIED ", "redis"},      {"-ERR unknown command", "redis"},
		{"ERROR\r\n", "memcached"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_starts(answer, rows[i].begins))
			return dialogue_table_named(rows[i].service);
	return NULL;
}

/* A port of which nothing is known gets its time to greet, then a line that Redis understands: a request of HTTP would
 * stand in its log as an attack. What others say to that line tells nothing. */
static bool listen_first(const struct visit *visit, uint16_t port)
{
	const struct dialogue *row = NULL;
	struct subject subject = visit_subject(visit, port);
	struct fault why = {0};
	struct talk talk;
	bool has_spoken;
	BUF_SCOPED answer;

	if (talk_open(&visit->way, &visit->limits, &talk, &why)) {
		sink_problem(visit->sink, &subject, "conversation", why.text);
		return true;
	}
	buf_init(&answer, SINK_TEXT_MAX);
	has_spoken = banner_observe(visit, port, &talk, VISIT_LISTEN_MS);
	if (!has_spoken && talk_send(&talk, STR("PING\r\n")) == TALK_BYTES &&
	    talk_receive(&talk, VISIT_LISTEN_MS, &answer) == TALK_BYTES)
		row = row_of_answer(buf_str(&answer));
	talk_close(&talk);
	return has_spoken || (row && may_go_on(visit) && apart(visit, port, row, 0));
}

/* It gets its time, and not a byte before its greeting. */
static void observe_mail(const struct visit *visit, uint16_t port)
{
	struct subject subject = visit_subject(visit, port);
	struct visit patient = visit_of_mail(visit);

	if (!apart(&patient, port, NULL, VISIT_MAIL_MS))
		sink_problem(visit->sink, &subject, "conversation",
			     "the mail server did not greet in time, so it was not spoken to");
}

/* A server of HTTP answered for its page "/": now the question of the service that lives here by custom. */
static void ask_http(const struct visit *visit, uint16_t port, bool is_tls)
{
	const struct dialogue *row = dialogue_table_at(port);
	struct talk talk;

	if (!is_tls)
		proxy_observe(visit, port);
	if (!row || row->manner != DIALOGUE_HTTP || !may_go_on(visit) ||
	    talk_open(&visit->way, &visit->limits, &talk, NULL))
		return;
	if (!is_tls || !talk_start_tls(&talk, visit->tls, visit->is_name ? visit->target : NULL, NULL))
		(void)ask_first(visit, port, row, &talk);
	talk_close(&talk);
}

static void inside_tls(const struct visit *visit, uint16_t port, struct talk *talk)
{
	const struct dialogue *row = dialogue_table_at(port);

	if (row && row->manner == DIALOGUE_ASKED)
		(void)ask_first(visit, port, row, talk);
	else if (port_hint_of(port) == PORT_HINT_TLS_SPEAKS)
		(void)banner_observe(visit, port, talk, VISIT_SPEAKER_MS);
	else if (http_observe(visit, port, talk))
		ask_http(visit, port, true);
}

static bool observe_http(const struct visit *visit, uint16_t port)
{
	if (!http_observe_plain(visit, port))
		return false;
	ask_http(visit, port, false);
	return true;
}

/* The question that is right at this port; false when there is none, or nobody answered it. */
static bool observe_by_port(const struct visit *visit, uint16_t port, enum port_hint hint)
{
	const struct dialogue *row = dialogue_table_at(port);

	/* Before TLS it says nothing but that it wants TLS. */
	if (port == XMPP_CLIENT_PORT || port == XMPP_SERVER_PORT)
		return tls_observe_behind(visit, port, "xmpp");
	if (hint == PORT_HINT_TLS || hint == PORT_HINT_TLS_SPEAKS)
		return tls_observe(visit, port, inside_tls);
	if (hint == PORT_HINT_HTTP)
		return observe_http(visit, port);
	return row && row->manner == DIALOGUE_ASKED && apart(visit, port, row, 0);
}

static void look(const struct visit *visit, uint16_t port)
{
	struct subject subject = visit_subject(visit, port);
	const struct dialogue *row = dialogue_table_at(port);
	enum port_hint hint = port_hint_of(port);
	bool is_asked = row && row->manner == DIALOGUE_ASKED;

	if (visit->is_udp) {
		datagram_observe(visit, port);
		return;
	}
	if (hint == PORT_HINT_CONNECT_ONLY)
		return;
	if (hint == PORT_HINT_MAIL) {
		observe_mail(visit, port);
		return;
	}
	if (observe_by_port(visit, port, hint) || !may_go_on(visit))
		return;
	/* One that waited for our question so long has nothing to say by itself. */
	if (!is_asked &&
	    (hint == PORT_HINT_SPEAKS_FIRST ? apart(visit, port, NULL, VISIT_SPEAKER_MS) : listen_first(visit, port)))
		return;
	if (hint != PORT_HINT_TLS && hint != PORT_HINT_TLS_SPEAKS && may_go_on(visit) &&
	    tls_observe(visit, port, inside_tls))
		return;
	if (hint != PORT_HINT_HTTP && may_go_on(visit) && observe_http(visit, port))
		return;
	if (may_go_on(visit))
		sink_problem(visit->sink, &subject, "conversation",
			     "the port accepts connections, but answered none of our questions");
}

/* Hears on its way to the sink which service offers TLS by its own words. */
struct service_offer {
	const struct sink *sink;
	char service[16]; /* "": none */
	bool is_in_tls;   /* TLS came first: what is offered inside it is not tried */
};

static bool has_text(const struct value *list, const char *text)
{
	for (size_t i = 0; i < value_count(list); i++)
		if (value_at(list, i)->kind == VALUE_TEXT && str_is(value_at(list, i)->text, text))
			return true;
	return false;
}

static void note_offer(void *context, const struct observation *seen)
{
	struct service_offer *offer = context;
	const char *service = value_get_text(seen->data, "service");
	const struct value *ways = value_get(seen->data, "accepted");

	if (!strcmp(seen->kind, "tls.version"))
		offer->is_in_tls = true;
	if (!strcmp(seen->kind, "service.auth") && value_get_bool(seen->data, "tls_offered") &&
	    strlen(service) < sizeof(offer->service))
		strcpy(offer->service, service);
	if (!strcmp(seen->kind, "rdp.security") && (has_text(ways, "tls") || has_text(ways, "credssp")))
		strcpy(offer->service, "rdp");
	offer->sink->take(offer->sink->context, seen);
}

void service_observe(const struct visit *visit, uint16_t port)
{
	struct service_offer offer = {.sink = visit->sink};
	const struct sink sink = {.take = note_offer, .context = &offer, .clock = visit->sink->clock};
	struct visit heard = *visit;

	heard.sink = &sink;
	look(&heard, port);
	if (*offer.service && !offer.is_in_tls && may_go_on(visit) && tls_observe_serves(visit->recheck))
		(void)tls_observe_behind(visit, port, offer.service);
}
