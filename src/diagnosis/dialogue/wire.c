/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/dialogue/wire.h"

struct str wire_bytes(struct wire *wire, uint64_t count)
{
	struct str taken;

	if (count > wire->rest.n) {
		wire->is_short = true;
		wire->rest = str_skip(wire->rest, wire->rest.n);
		return STR("");
	}
	taken = str_head(wire->rest, count);
	wire->rest = str_skip(wire->rest, count);
	return taken;
}

struct str wire_text(struct wire *wire)
{
	struct str text = wire_bytes(wire, str_index(wire->rest, '\0'));

	(void)wire_bytes(wire, 1);
	return text;
}

struct str wire_line(struct wire *wire)
{
	struct str line = wire_bytes(wire, str_index(wire->rest, '\n'));

	(void)wire_bytes(wire, 1);
	return str_ends(line, "\r") ? str_head(line, line.n - 1) : line;
}

static uint32_t number(struct wire *wire, size_t size, bool is_low_first)
{
	struct str bytes = wire_bytes(wire, size);
	uint32_t value = 0;

	for (size_t i = 0; i < bytes.n; i++)
		value |= (uint32_t)(unsigned char)bytes.p[i] << 8 * (is_low_first ? i : bytes.n - 1 - i);
	return value;
}

uint8_t wire_u8(struct wire *wire)
{
	return (uint8_t)number(wire, 1, false);
}

uint16_t wire_u16(struct wire *wire)
{
	return (uint16_t)number(wire, 2, false);
}

uint32_t wire_u32(struct wire *wire)
{
	return number(wire, 4, false);
}

uint16_t wire_u16_low(struct wire *wire)
{
	return (uint16_t)number(wire, 2, true);
}

uint32_t wire_u32_low(struct wire *wire)
{
	return number(wire, 4, true);
}
