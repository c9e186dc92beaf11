/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/oracle.h"

#include "base/ascii.h"
#include "diagnosis/dialogue/wire.h"

enum { TNS_ACCEPT = 2, TNS_REFUSE = 4, TNS_REDIRECT = 5, TNS_RESEND = 11 };

#define CONNECT_DATA "(CONNECT_DATA=(COMMAND=VERSION))"

/* VSNNUM=318767104 is 0x13000000: 19. Since 18 the second part has eight bits, before four. */
static void set_version(struct arena *arena, struct value *data, struct str words)
{
	struct str digits = str_skip(words, str_find(words, "VSNNUM="));
	uint64_t number;
	size_t count = 0;

	digits = str_skip(digits, sizeof("VSNNUM=") - 1);
	while (count < digits.n && ascii_is_digit(digits.p[count]))
		count++;
	if (!count || !str_to_u64(str_head(digits, count), &number) || number > UINT32_MAX)
		return;
	dialogue_set_version(
		arena, data,
		str_from(arena_printf(arena, "%u.%u", (unsigned)(number >> 24),
				      (unsigned)(number >> 24 < 18 ? number >> 20 & 15 : number >> 16 & 255))));
}

static enum dialogue_reading read_oracle(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint16_t size = wire_u16(&wire), checksum = wire_u16(&wire);
	uint8_t kind = wire_u8(&wire);
	struct str body;

	if (wire.is_short)
		return DIALOGUE_MORE;
	if (checksum || size < 8 ||
	    (kind != TNS_ACCEPT && kind != TNS_REFUSE && kind != TNS_REDIRECT && kind != TNS_RESEND))
		return DIALOGUE_OTHER;
	body = wire_bytes(&wire, size - 5u);
	if (wire.is_short)
		return DIALOGUE_MORE;
	if (kind == TNS_REFUSE) {
		body = str_skip(body, str_index(body, '('));
		dialogue_set_text(arena, data, body);
		set_version(arena, data, body);
	}
	return DIALOGUE_ANSWER;
}

/* Header: length, type 1 (connect). Then version 310, compatible from 300; sizes of units; byte order; length and
 * offset of the data behind it. */
const struct dialogue oracle_dialogue = {
	.service = "oracle",
	.manner = DIALOGUE_ASKED,
	.ports = {1521},
	.question =
		DIALOGUE_BYTES("\0\x5a\0\0\x01\0\0\0"
			       "\x01\x36\x01\x2c\0\0\x08\0\x7f\xff\x7f\x08\0\0\0\x01"
			       "\0\x20\0\x3a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" CONNECT_DATA),
	.read = read_oracle,
};
