/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/note.h"

static const char *const names[NOTE_KIND_COUNT] = {
	[NOTE_KIND_NOTE] = "note",
	[NOTE_KIND_CALL] = "call",
	[NOTE_KIND_VISIT] = "visit",
};

const char *note_kind_name(enum note_kind kind)
{
	return names[kind];
}

bool note_kind_parse(struct str name, enum note_kind *ret_kind)
{
	for (int i = 0; i < NOTE_KIND_COUNT; i++)
		if (str_is(name, names[i])) {
			*ret_kind = (enum note_kind)i;
			return true;
		}
	return false;
}
