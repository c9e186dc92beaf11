/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/x11.h"

#include "diagnosis/dialogue/wire.h"

enum { FAILED = 0, SUCCESS = 1, AUTHENTICATE = 2 };

static enum dialogue_reading read_x11(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint8_t status = wire_u8(&wire);
	uint16_t major;

	(void)wire_u8(&wire);
	major = wire_u16_low(&wire);
	(void)wire_bytes(&wire, 4); /* a minor version, and how much follows */
	if (bytes.n && status > AUTHENTICATE)
		return DIALOGUE_OTHER;
	if (wire.is_short)
		return DIALOGUE_MORE;
	if (status != AUTHENTICATE && major != 11)
		return DIALOGUE_OTHER;
	dialogue_set_access(arena, data, status == SUCCESS);
	return DIALOGUE_ANSWER;
}

/* The lowest byte first; protocol 11.0; no name and no data of an authority. */
const struct dialogue x11_dialogue = {
	.service = "x11",
	.manner = DIALOGUE_ASKED,
	.ports = {6000, 6001, 6002, 6003},
	.question = DIALOGUE_BYTES("l\0\x0b\0\0\0\0\0\0\0\0\0"),
	.read = read_x11,
};
