/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/postgresql.h"

#include "diagnosis/dialogue/wire.h"

#define MESSAGE_MAX 30000 /* a longer one is no answer to a startup */

/* The role exists nowhere. */
static const struct str startup =
	DIALOGUE_BYTES("\0\0\0\x35\0\x03\0\0user\0tenken-probe-no-role\0database\0postgres\0\0");

static enum dialogue_reading read_tls(struct arena *arena, struct str bytes, struct value *data)
{
	if (bytes.n == 1 && (bytes.p[0] == 'S' || bytes.p[0] == 'N'))
		return DIALOGUE_ANSWER;
	return bytes.n ? DIALOGUE_OTHER : DIALOGUE_MORE;
}

/* ErrorResponse: fields of a letter and a text; M is for people. */
static struct str words_of(struct wire message)
{
	while (!message.is_short && message.rest.n) {
		uint8_t field = wire_u8(&message);
		struct str text = field ? wire_text(&message) : STR("");

		if (field == 'M')
			return text;
		if (!field)
			break;
	}
	return STR("");
}

static enum dialogue_reading read_startup(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes), message;
	uint8_t kind = wire_u8(&wire);
	uint32_t size = wire_u32(&wire);

	if (bytes.n && kind != 'R' && kind != 'E')
		return DIALOGUE_OTHER;
	if (wire.is_short)
		return DIALOGUE_MORE;
	if (size < 8 || size > MESSAGE_MAX)
		return DIALOGUE_OTHER;
	message = wire_of(wire_bytes(&wire, size - 4));
	if (wire.is_short)
		return DIALOGUE_MORE;
	dialogue_set_access(arena, data, kind == 'R' && wire_u32(&message) == 0);
	if (kind == 'E')
		dialogue_set_text(arena, data, words_of(message));
	return DIALOGUE_ANSWER;
}

static void go_on(const struct dialogue_turn *turn)
{
	bool is_tls = str_starts(turn->heard, "S");
	enum dialogue_reading reading;
	enum talk_event event;
	struct value *seen;
	BUF_SCOPED bytes;

	dialogue_tell_tls(turn->visit, turn->port, "postgresql", is_tls);
	buf_init(&bytes, VISIT_SESSION_BYTES);
	if (is_tls)
		reading = dialogue_ask_apart(turn->visit, startup, read_startup, turn->arena, &seen);
	else
		reading = dialogue_ask(turn->talk, startup, read_startup, turn->arena, &seen, &bytes, &event);
	if (reading != DIALOGUE_ANSWER)
		return;
	value_set_text(turn->arena, turn->data, "authentication", value_get_text(seen, "authentication"));
	if (value_get(seen, "text"))
		value_set_text(turn->arena, turn->data, "text", value_get_text(seen, "text"));
}

const struct dialogue postgresql_dialogue = {
	.service = "postgresql",
	.manner = DIALOGUE_ASKED,
	.ports = {5432, 5433},
	.question = DIALOGUE_BYTES("\0\0\0\x08\x04\xd2\x16\x2f"),
	.read = read_tls,
	.go_on = go_on,
};
