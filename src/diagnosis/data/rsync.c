/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/rsync.h"

#include <string.h>

#include "diagnosis/dialogue/wire.h"

#define MODULES_ASKED 3
#define MODULE_MAX    100
#define HELLO         "@RSYNCD: 31.0\n"

/* The lines of the list have a tab behind the name; a welcome before them may be anything. */
static enum dialogue_reading read_list(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);

	for (;;) {
		struct str line = wire_line(&wire);

		if (wire.is_short)
			return DIALOGUE_MORE;
		if (str_starts(line, "@RSYNCD: EXIT"))
			return DIALOGUE_ANSWER;
		if (str_starts(line, "@ERROR"))
			return DIALOGUE_OTHER;
		if (str_index(line, '\t') < line.n)
			dialogue_add_name(arena, data, str_head(line, str_index(line, '\t')));
	}
}

/* Behind the greeting of a connection of its own. */
static enum dialogue_reading read_module(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);

	if (!str_starts(wire_line(&wire), "@RSYNCD: ") && !wire.is_short)
		return DIALOGUE_OTHER;
	for (;;) {
		struct str line = wire_line(&wire);

		if (wire.is_short)
			return DIALOGUE_MORE;
		if (str_starts(line, "@ERROR"))
			return DIALOGUE_ANSWER;
		if (!str_starts(line, "@RSYNCD: OK") && !str_starts(line, "@RSYNCD: AUTHREQD"))
			continue;
		dialogue_set_access(arena, data, str_starts(line, "@RSYNCD: OK"));
		return DIALOGUE_ANSWER;
	}
}

static const char *access_to(const struct dialogue_turn *turn, struct str module)
{
	struct value *seen;
	BUF_SCOPED question;

	buf_init(&question, DIALOGUE_ASKED_BYTES);
	buf_printf(&question, HELLO "%.*s\n", (int)module.n, module.p);
	if (module.n > MODULE_MAX ||
	    dialogue_ask_apart(turn->visit, buf_str(&question), read_module, turn->arena, &seen) != DIALOGUE_ANSWER)
		return "";
	return value_get_text(seen, "authentication");
}

/* Open when one of the first modules is; guarded when all that there are ask for a password. */
static const char *access_to_all(const struct dialogue_turn *turn, const struct value *modules)
{
	size_t count = value_count(modules), guarded = 0;

	for (size_t i = 0; i < count && i < MODULES_ASKED; i++) {
		const char *access = access_to(turn, value_at(modules, i)->text);

		if (!strcmp(access, "none"))
			return access;
		guarded += !strcmp(access, "required");
	}
	return count && guarded == count ? "required" : "";
}

static void go_on(const struct dialogue_turn *turn)
{
	const struct value *modules;
	struct value *seen;
	enum talk_event event;
	const char *access;
	BUF_SCOPED bytes;

	buf_init(&bytes, VISIT_SESSION_BYTES);
	if (dialogue_ask(turn->talk, STR(HELLO "\n"), read_list, turn->arena, &seen, &bytes, &event) != DIALOGUE_ANSWER)
		return;
	modules = value_get(seen, "names");
	access = access_to_all(turn, modules);
	if (*access)
		value_set_text(turn->arena, turn->data, "authentication", access);
	if (modules)
		value_set_shared(turn->arena, turn->data, "names", modules);
	else
		value_set(turn->arena, turn->data, "names", value_list(turn->arena));
}

const struct dialogue rsync_dialogue = {
	.service = "rsync",
	.manner = DIALOGUE_GREETS,
	.ports = {873},
	.go_on = go_on,
};
