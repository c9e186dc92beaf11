/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/amplify.h"

#include "diagnosis/dialogue/wire.h"

/* Mode 7 with the bit of an answer, implementation 3, request 42 (monlist). */
static enum dialogue_reading read_ntp(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint8_t mode = wire_u8(&wire);

	(void)wire_bytes(&wire, 7);
	if (!bytes.n)
		return DIALOGUE_MORE;
	return !wire.is_short && (mode & 0x87) == 0x87 ? DIALOGUE_ENOUGH : DIALOGUE_OTHER;
}

/* Whatever it is. */
static enum dialogue_reading read_any(struct arena *arena, struct str bytes, struct value *data)
{
	dialogue_set_text(arena, data, str_head(bytes, 200));
	return bytes.n ? DIALOGUE_ENOUGH : DIALOGUE_MORE;
}

/* A header of eight bytes, the first two our number. */
static enum dialogue_reading read_memcached(struct arena *arena, struct str bytes, struct value *data)
{
	struct str words = str_skip(bytes, 8);

	if (!bytes.n)
		return DIALOGUE_MORE;
	if (!str_starts(bytes, "tk") || !str_starts(words, "VERSION "))
		return DIALOGUE_OTHER;
	dialogue_set_access(arena, data, true);
	dialogue_set_version(arena, data, str_skip(words, sizeof("VERSION ") - 1));
	return DIALOGUE_ENOUGH;
}

/* A reply (RFC 5531, 9) to our number. */
static enum dialogue_reading read_portmapper(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	struct str number = wire_bytes(&wire, 4);

	if (!bytes.n)
		return DIALOGUE_MORE;
	return str_is(number, "tenk") && wire_u32(&wire) == 1 ? DIALOGUE_ENOUGH : DIALOGUE_OTHER;
}

const struct dialogue amplify_ntp_dialogue = {
	.service = "ntp-monlist",
	.manner = DIALOGUE_ASKED,
	.ports = {123},
	.question = DIALOGUE_BYTES("\x17\0\x03\x2a\0\0\0\0"),
	.read = read_ntp,
};

const struct dialogue amplify_chargen_dialogue = {
	.service = "chargen",
	.manner = DIALOGUE_ASKED,
	.ports = {19},
	.question = DIALOGUE_BYTES("\r\n"),
	.read = read_any,
};

const struct dialogue amplify_qotd_dialogue = {
	.service = "qotd",
	.manner = DIALOGUE_ASKED,
	.ports = {17},
	.question = DIALOGUE_BYTES("\r\n"),
	.read = read_any,
};

const struct dialogue amplify_memcached_dialogue = {
	.service = "memcached",
	.manner = DIALOGUE_ASKED,
	.ports = {11211},
	.question = DIALOGUE_BYTES("tk\0\0\0\x01\0\0version\r\n"),
	.read = read_memcached,
};

/* NULL of the program 100000, version 2. */
const struct dialogue amplify_portmapper_dialogue = {
	.service = "portmapper",
	.manner = DIALOGUE_ASKED,
	.ports = {111},
	.question = DIALOGUE_BYTES("tenk\0\0\0\0\0\0\0\x02\0\x01\x86\xa0\0\0\0\x02\0\0\0\0"
				   "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	.read = read_portmapper,
};
