/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/ftp.h"

#include <string.h>

#include "base/count.h"
#include "diagnosis/banner.h"
#include "diagnosis/dialogue/capability.h"

static struct str say(const struct dialogue_turn *turn, struct str line, struct buf *answer)
{
	buf_clear(answer);
	capability_say(turn->talk, "ftp", line, answer);
	return buf_str(answer);
}

/* "530 Anonymous sessions must use encryption." says nothing of strangers with TLS. */
static bool is_about_tls(struct str reply)
{
	static const char *const words[] = {"tls", "ssl", "encrypt"};

	for (size_t at = 0; at < reply.n; at++)
		for (size_t i = 0; i < COUNT(words); i++)
			if (str_eq_ascii_case(str_head(str_skip(reply, at), strlen(words[i])), str_from(words[i])))
				return true;
	return false;
}

/* 331: send a password; 230: signed in; 530: not signed in (RFC 959, 5.4). Whatever else it says, or half of it, tells
 * nothing. */
static void try_anonymous(const struct dialogue_turn *turn, struct buf *answer)
{
	struct str reply = say(turn, STR("USER anonymous\r\n"), answer);

	if (str_starts(reply, "331"))
		reply = say(turn, STR("PASS probe@tenken-probe.invalid\r\n"), answer);
	if (!banner_is_answer_whole("ftp", reply))
		return;
	if (str_starts(reply, "230"))
		dialogue_set_access(turn->arena, turn->data, true);
	else if (str_starts(reply, "530") && !is_about_tls(reply))
		dialogue_set_access(turn->arena, turn->data, false);
}

static void go_on(const struct dialogue_turn *turn)
{
	BUF_SCOPED answer;

	buf_init(&answer, VISIT_SESSION_BYTES);
	if (!turn->talk->tls) {
		capability_ask(turn->visit, turn->talk, "ftp", &answer);
		capability_tell(turn->visit, turn->port, "ftp", buf_str(&answer));
	}
	if (str_starts(turn->heard, "220"))
		try_anonymous(turn, &answer);
}

const struct dialogue ftp_dialogue = {
	.service = "ftp",
	.manner = DIALOGUE_GREETS,
	.ports = {21, 990, 2121},
	.go_on = go_on,
	.farewell = DIALOGUE_BYTES("QUIT\r\n"),
};
