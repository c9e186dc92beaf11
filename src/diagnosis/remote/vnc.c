/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/vnc.h"

#include "diagnosis/dialogue/wire.h"

#define GREETING 12 /* "RFB 003.008\n" */
#define NOTHING  1  /* the security type "None" (RFC 6143, 7.2.1) */

/* Of 3.7 and later: how many types, then the types; none: a reason. */
static enum dialogue_reading read_types(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint8_t count = wire_u8(&wire);
	struct str types = wire_bytes(&wire, count);

	if (wire.is_short)
		return DIALOGUE_MORE;
	if (count)
		dialogue_set_access(arena, data, str_index(types, NOTHING) < types.n);
	return DIALOGUE_ANSWER;
}

/* Of 3.3: the server has chosen. */
static enum dialogue_reading read_type(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint32_t type = wire_u32(&wire);

	if (wire.is_short)
		return DIALOGUE_MORE;
	if (type)
		dialogue_set_access(arena, data, type == NOTHING);
	return DIALOGUE_ANSWER;
}

static void go_on(const struct dialogue_turn *turn)
{
	bool is_old = str_starts(turn->heard, "RFB 003.00") && turn->heard.n >= GREETING && turn->heard.p[10] < '7';
	struct value *seen;
	enum talk_event event;
	BUF_SCOPED bytes;

	buf_init(&bytes, VISIT_SESSION_BYTES);
	if (turn->heard.n < GREETING ||
	    dialogue_ask(turn->talk, is_old ? STR("RFB 003.003\n") : STR("RFB 003.008\n"),
			 is_old ? read_type : read_types, turn->arena, &seen, &bytes, &event) != DIALOGUE_ANSWER)
		return;
	value_set(turn->arena, turn->data, "text",
		  sink_text(turn->arena, str_head(turn->heard, GREETING - 1), GREETING));
	if (value_get(seen, "authentication"))
		value_set_text(turn->arena, turn->data, "authentication", value_get_text(seen, "authentication"));
}

const struct dialogue vnc_dialogue = {
	.service = "vnc",
	.manner = DIALOGUE_GREETS,
	.ports = {5900, 5901, 5902, 5903},
	.go_on = go_on,
};
