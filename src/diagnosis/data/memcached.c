/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/memcached.h"

#include "diagnosis/dialogue/wire.h"

#define UNAUTHENTICATED "CLIENT_ERROR unauthenticated"

static enum dialogue_reading read_memcached(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	struct str line = wire_line(&wire);

	if (!dialogue_may_begin(bytes, "VERSION ") && !dialogue_may_begin(bytes, UNAUTHENTICATED))
		return DIALOGUE_OTHER;
	if (wire.is_short)
		return DIALOGUE_MORE;
	if (str_starts(line, "VERSION ")) {
		dialogue_set_access(arena, data, true);
		dialogue_set_version(arena, data, str_skip(line, sizeof("VERSION ") - 1));
		return DIALOGUE_ANSWER;
	}
	dialogue_set_text(arena, data, line);
	if (!str_starts(line, UNAUTHENTICATED))
		return DIALOGUE_OTHER;
	dialogue_set_access(arena, data, false);
	return DIALOGUE_ANSWER;
}

const struct dialogue memcached_dialogue = {
	.service = "memcached",
	.manner = DIALOGUE_ASKED,
	.ports = {11211},
	.question = DIALOGUE_BYTES("version\r\n"),
	.read = read_memcached,
	.farewell = DIALOGUE_BYTES("quit\r\n"),
};
