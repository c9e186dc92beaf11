/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/adb.h"

#include "diagnosis/dialogue/wire.h"

#define BANNER_MAX 4096

static enum dialogue_reading read_adb(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	struct str command = wire_bytes(&wire, 4), banner;
	uint32_t size;

	if (!dialogue_may_begin(bytes, "CNXN") && !dialogue_may_begin(bytes, "AUTH") &&
	    !dialogue_may_begin(bytes, "STLS"))
		return DIALOGUE_OTHER;
	(void)wire_bytes(&wire, 8);
	size = wire_u32_low(&wire);
	(void)wire_bytes(&wire, 8);
	if (!wire.is_short && size > BANNER_MAX)
		return DIALOGUE_OTHER;
	banner = wire_bytes(&wire, size);
	if (wire.is_short)
		return DIALOGUE_MORE;
	dialogue_set_access(arena, data, str_is(command, "CNXN"));
	if (str_is(command, "CNXN"))
		dialogue_set_text(arena, data, str_head(banner, str_index(banner, '\0')));
	return DIALOGUE_ANSWER;
}

/* Command, version, largest message, size, sum of the bytes, the command inverted; then "host::". */
const struct dialogue adb_dialogue = {
	.service = "adb",
	.manner = DIALOGUE_ASKED,
	.ports = {5555},
	.question = DIALOGUE_BYTES("CNXN\0\0\0\x01\0\x10\0\0\x07\0\0\0\x32\x02\0\0\xbc\xb1\xa7\xb1host::\0"),
	.read = read_adb,
};
