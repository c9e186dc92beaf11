/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/mssql.h"

#include "diagnosis/dialogue/wire.h"

#define HEADER     8
#define ANSWER     0x04
#define VERSION    0x00
#define ENCRYPTION 0x01
#define TERMINATOR 0xff

/* The token's bytes, which stand behind the list of tokens. */
static struct str token(struct str payload, uint8_t wanted)
{
	struct wire list = wire_of(payload);

	while (!list.is_short) {
		uint8_t kind = wire_u8(&list);
		uint16_t offset, size;

		if (kind == TERMINATOR)
			break;
		offset = wire_u16(&list);
		size = wire_u16(&list);
		if (!list.is_short && kind == wanted)
			return str_head(str_skip(payload, offset), size);
	}
	return STR("");
}

static enum dialogue_reading read_mssql(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes), version;
	uint8_t kind = wire_u8(&wire), status = wire_u8(&wire), major, minor;
	uint16_t size = wire_u16(&wire);
	struct str payload;

	if (bytes.n && (kind != ANSWER || (bytes.n > 1 && status != 1)))
		return DIALOGUE_OTHER;
	(void)wire_bytes(&wire, 4);
	if (!wire.is_short && size < HEADER)
		return DIALOGUE_OTHER;
	payload = wire_bytes(&wire, size - (uint64_t)HEADER);
	if (wire.is_short)
		return DIALOGUE_MORE;
	version = wire_of(token(payload, VERSION));
	major = wire_u8(&version);
	minor = wire_u8(&version);
	if (!version.is_short)
		dialogue_set_version(arena, data,
				     str_from(arena_printf(arena, "%d.%d.%d", major, minor, wire_u16(&version))));
	dialogue_set_access(arena, data, false);
	return version.is_short ? DIALOGUE_OTHER : DIALOGUE_ANSWER;
}

/* 2: it supports none ([MS-TDS] 2.2.6.5). */
static void go_on(const struct dialogue_turn *turn)
{
	struct str encryption = token(str_skip(turn->heard, HEADER), ENCRYPTION);

	if (encryption.n)
		dialogue_tell_tls(turn->visit, turn->port, "mssql", encryption.p[0] != 2);
}

/* Tokens VERSION and ENCRYPTION (off, but possible), then the terminator. */
const struct dialogue mssql_dialogue = {
	.service = "mssql",
	.manner = DIALOGUE_ASKED,
	.ports = {1433},
	.question = DIALOGUE_BYTES("\x12\x01\0\x1a\0\0\0\0"
				   "\0\0\x0b\0\x06\x01\0\x11\0\x01\xff"
				   "\0\0\0\0\0\0\0"),
	.read = read_mssql,
	.go_on = go_on,
};
