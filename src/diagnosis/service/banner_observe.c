/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/service/banner_observe.h"

#include <string.h>

#include "diagnosis/banner.h"
#include "diagnosis/dialogue/capability.h"
#include "diagnosis/service/dialogue_table.h"
#include "records/greeting.h"

#define SSH_PORT 22

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

/* "220 ready" on a high port: FTP knows FEAT, SMTP knows EHLO. */
static const char *tell_220_apart(const struct visit *visit, struct talk *talk)
{
	static const char *const candidates[] = {"ftp", "smtp"};

	for (size_t i = 0; i < 2; i++) {
		BUF_SCOPED answer;

		buf_init(&answer, SINK_TEXT_MAX);
		capability_ask(visit, talk, candidates[i], &answer);
		if (str_starts(buf_str(&answer), "211") || str_starts(buf_str(&answer), "250"))
			return candidates[i];
	}
	return "unknown";
}

void banner_observe_words(const struct visit *visit, uint16_t port, struct str words)
{
	struct subject subject = visit_subject(visit, port);

	sink_banner(visit->sink, &subject, greeting_service(words, port), words);
}

static void go_on(const struct dialogue *row, const struct visit *visit, uint16_t port, struct talk *talk,
		  struct str greeting)
{
	ARENA_SCOPED arena;
	struct dialogue_turn turn = {visit, port, talk, greeting, &arena, NULL};

	arena_init(&arena);
	turn.data = value_map(&arena);
	row->go_on(&turn);
	if (row->farewell.n)
		(void)!talk_send(talk, row->farewell);
	if (value_count(turn.data))
		dialogue_tell(visit, port, row->service, &arena, turn.data);
}

bool banner_observe(const struct visit *visit, uint16_t port, struct talk *talk, int64_t wait_ms)
{
	struct subject subject = visit_subject(visit, port);
	const struct dialogue *row;
	const char *service;
	enum talk_event event;
	BUF_SCOPED banner;

	buf_init(&banner, VISIT_SESSION_BYTES);
	event = read_banner(talk, port, wait_ms, &banner);
	if (banner.size == 0)
		return false;
	if (event == TALK_LATE || event == TALK_FULL)
		sink_problem(visit->sink, &subject, "conversation", talk_event_name(event));
	service = greeting_service(buf_str(&banner), port);
	if (event == TALK_QUIET && strcmp(service, "unknown") == 0 && str_starts(buf_str(&banner), "220"))
		service = tell_220_apart(visit, talk);
	sink_banner(visit->sink, &subject, service, buf_str(&banner));
	row = dialogue_table_named(service);
	if (row && row->manner == DIALOGUE_GREETS && row->go_on && event == TALK_QUIET)
		go_on(row, visit, port, talk, buf_str(&banner));
	return true;
}
