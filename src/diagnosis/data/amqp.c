/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/amqp.h"

#include "diagnosis/dialogue/wire.h"

#define METHOD    1
#define FRAME_MAX 60000
#define FRAME_END 0xce
#define START     0x000a000a /* class 10, method 10 */

/* The text of a key in a table of properties (4.2.5.5 of the specification); those of other types end the search, but
 * the few whose size is plain. */
static struct str property(struct str table, const char *wanted)
{
	struct wire wire = wire_of(table);

	while (wire.rest.n && !wire.is_short) {
		struct str key = wire_bytes(&wire, wire_u8(&wire)), value = STR("");

		switch (wire_u8(&wire)) {
		case 'S':
		case 'F':
		case 'A': value = wire_bytes(&wire, wire_u32(&wire)); break;
		case 't': value = wire_bytes(&wire, 1); break;
		case 'I': value = wire_bytes(&wire, 4); break;
		case 'l': value = wire_bytes(&wire, 8); break;
		default: return STR("");
		}
		if (str_is(key, wanted))
			return wire.is_short ? STR("") : value;
	}
	return STR("");
}

/* A broker that speaks another version answers with the header of its own. */
static enum dialogue_reading read_header(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint8_t major, minor;

	(void)wire_bytes(&wire, 5);
	major = wire_u8(&wire);
	minor = wire_u8(&wire);
	(void)wire_u8(&wire);
	if (wire.is_short)
		return DIALOGUE_MORE;
	dialogue_set_text(arena, data, str_from(arena_printf(arena, "AMQP %d.%d", major, minor)));
	return DIALOGUE_ANSWER;
}

static enum dialogue_reading read_amqp(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes), body;
	uint8_t kind = wire_u8(&wire), end;
	uint16_t channel = wire_u16(&wire);
	uint32_t size = wire_u32(&wire);
	struct str table, ways;

	if (dialogue_may_begin(bytes, "AMQP"))
		return read_header(arena, bytes, data);
	if (kind != METHOD)
		return DIALOGUE_OTHER;
	if (!wire.is_short && (channel || size > FRAME_MAX))
		return DIALOGUE_OTHER;
	body = wire_of(wire_bytes(&wire, size));
	end = wire_u8(&wire);
	if (wire.is_short)
		return DIALOGUE_MORE;
	if (end != FRAME_END || wire_u32(&body) != START)
		return DIALOGUE_OTHER;
	(void)wire_u16(&body);
	table = wire_bytes(&body, wire_u32(&body));
	ways = wire_bytes(&body, wire_u32(&body));
	if (body.is_short)
		return DIALOGUE_OTHER;
	dialogue_set_text(arena, data, property(table, "product"));
	dialogue_set_version(arena, data, property(table, "version"));
	dialogue_set_access(arena, data, str_find(ways, "ANONYMOUS") < ways.n);
	return DIALOGUE_ANSWER;
}

const struct dialogue amqp_dialogue = {
	.service = "amqp",
	.manner = DIALOGUE_ASKED,
	.ports = {5672, 5671},
	.question = DIALOGUE_BYTES("AMQP\0\0\x09\x01"),
	.read = read_amqp,
};
