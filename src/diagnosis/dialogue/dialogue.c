/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/dialogue/dialogue.h"

#include <string.h>

/* What has come already is read at once, so that who sends many small pieces is not read again for each. */
static enum talk_event receive(struct talk *talk, int64_t wait_ms, struct buf *into)
{
	enum talk_event event = talk_receive(talk, wait_ms, into), more = event;

	while (more == TALK_BYTES && !into->full)
		more = talk_receive(talk, 0, into);
	return event == TALK_BYTES && more == TALK_QUIET ? TALK_BYTES : more;
}

enum dialogue_reading dialogue_ask(struct talk *talk, struct str question, dialogue_reader *read, struct arena *arena,
				   struct value **ret_data, struct buf *into, enum talk_event *ret_event)
{
	enum dialogue_reading reading = DIALOGUE_MORE;
	enum talk_event event = talk_send(talk, question);
	int pieces = 0;

	*ret_data = value_map(arena);
	while (event == TALK_BYTES && reading <= DIALOGUE_ENOUGH && pieces++ < DIALOGUE_PIECES_MAX) {
		size_t before = into->size;

		event = receive(talk, reading == DIALOGUE_MORE ? VISIT_ANSWER_MS : VISIT_QUIET_MS, into);
		if (into->size == before)
			break;
		*ret_data = value_map(arena);
		reading = read(arena, buf_str(into), *ret_data);
	}
	*ret_event = event;
	return reading == DIALOGUE_ENOUGH ? DIALOGUE_ANSWER : reading;
}

enum dialogue_reading dialogue_ask_apart(const struct visit *visit, struct str question, dialogue_reader *read,
					 struct arena *arena, struct value **ret_data)
{
	enum dialogue_reading reading;
	enum talk_event event;
	struct talk talk;
	BUF_SCOPED bytes;

	*ret_data = value_map(arena);
	if (clock_monotonic_ms() >= visit->deadline_ms || talk_open(&visit->way, &visit->limits, &talk, NULL))
		return DIALOGUE_MORE;
	buf_init(&bytes, VISIT_SESSION_BYTES);
	reading = dialogue_ask(&talk, question, read, arena, ret_data, &bytes, &event);
	talk_close(&talk);
	return reading;
}

static void tell(const struct visit *visit, uint16_t port, const char *service, bool is_answered, struct arena *arena,
		 struct value *data)
{
	struct subject subject = visit_subject(visit, port);

	value_set_text(arena, data, "service", service);
	value_set_text(arena, data, "transport", visit->is_udp ? "udp" : "tcp");
	value_set_bool(arena, data, "answered", is_answered);
	sink_emit(visit->sink, &subject, "service.answer", data);
}

void dialogue_tell(const struct visit *visit, uint16_t port, const char *service, struct arena *arena,
		   struct value *data)
{
	tell(visit, port, service, true, arena, data);
}

void dialogue_tell_unanswered(const struct visit *visit, uint16_t port, const char *service, const char *reason)
{
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "reason", reason);
	tell(visit, port, service, false, &arena, data);
}

void dialogue_tell_tls(const struct visit *visit, uint16_t port, const char *service, bool is_offered)
{
	struct subject subject = visit_subject(visit, port);
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "service", service);
	value_set_bool(&arena, data, "tls_offered", is_offered);
	sink_emit(visit->sink, &subject, "service.auth", data);
}

bool dialogue_may_begin(struct str bytes, const char *word)
{
	size_t length = strlen(word);

	return !bytes.n || memcmp(bytes.p, word, bytes.n < length ? bytes.n : length) == 0;
}

void dialogue_set_version(struct arena *arena, struct value *data, struct str version)
{
	version = str_trim(version);
	if (version.n)
		value_set(arena, data, "version", sink_text(arena, version, DIALOGUE_NAME_BYTES / 2));
}

void dialogue_set_text(struct arena *arena, struct value *data, struct str text)
{
	text = str_trim(text);
	if (text.n)
		value_set(arena, data, "text", sink_text(arena, text, SINK_TEXT_MAX));
}

void dialogue_set_access(struct arena *arena, struct value *data, bool is_open)
{
	value_set_text(arena, data, "authentication", is_open ? "none" : "required");
}

void dialogue_add_name(struct arena *arena, struct value *data, struct str name)
{
	const struct value *there = value_get(data, "names");
	struct value *names = value_list(arena);

	name = str_trim(name);
	if (!name.n || value_count(there) >= DIALOGUE_NAMES_MAX)
		return;
	for (size_t i = 0; i < value_count(there); i++)
		value_add(arena, names, there->items[i]);
	value_add(arena, names, sink_text(arena, name, DIALOGUE_NAME_BYTES / 2));
	value_set(arena, data, "names", names);
}
