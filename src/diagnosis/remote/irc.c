/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/irc.h"

#include "base/ascii.h"
#include "diagnosis/dialogue/wire.h"

/* ":server 002 name :..." -> 2; 0: no number. */
static unsigned number_of(struct str line)
{
	struct str rest = str_skip(line, str_index(line, ' ') + 1);

	if (!str_starts(line, ":") || rest.n < 4 || !ascii_is_digit(rest.p[0]) || !ascii_is_digit(rest.p[1]) ||
	    !ascii_is_digit(rest.p[2]) || rest.p[3] != ' ')
		return 0;
	return (unsigned)(rest.p[0] - '0') * 100 + (unsigned)(rest.p[1] - '0') * 10 + (unsigned)(rest.p[2] - '0');
}

/* "Your host is irc.example.jp, running version ngircd-26.1 (x86_64/pc/linux-gnu)" */
static struct str version_of(struct str line)
{
	static const char before[] = "running version ";
	struct str rest = str_skip(line, str_find(line, before));

	rest = str_skip(rest, sizeof(before) - 1);
	return str_head(rest, str_index(rest, ' '));
}

/* Whatever has a number is IRC's. */
static enum dialogue_reading read_irc(struct arena *arena, struct str bytes, struct value *data)
{
	enum dialogue_reading reading = DIALOGUE_MORE;
	struct wire wire = wire_of(bytes);

	for (;;) {
		struct str line = wire_line(&wire);
		unsigned number = number_of(line);

		if (wire.is_short)
			return reading;
		if (number == 2) {
			dialogue_set_access(arena, data, true);
			dialogue_set_version(arena, data, version_of(line));
			dialogue_set_text(arena, data, line);
			return DIALOGUE_ANSWER;
		}
		if (number == 464)
			dialogue_set_access(arena, data, false);
		if (number >= 400 || str_starts(line, "ERROR :")) {
			dialogue_set_text(arena, data, line);
			return DIALOGUE_ANSWER;
		}
		if (!number && !str_starts(line, "PING ") && !str_starts(line, "NOTICE ") &&
		    !(str_starts(line, ":") && str_find(line, " NOTICE ") < line.n))
			return DIALOGUE_OTHER;
		reading = DIALOGUE_ENOUGH;
	}
}

const struct dialogue irc_dialogue = {
	.service = "irc",
	.manner = DIALOGUE_ASKED,
	.ports = {6667, 6697},
	.question = DIALOGUE_BYTES("NICK tenkenprb\r\nUSER tenken 0 * :tenken-probe\r\n"),
	.read = read_irc,
	.farewell = DIALOGUE_BYTES("QUIT\r\n"),
};
