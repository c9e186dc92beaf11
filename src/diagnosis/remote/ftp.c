/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/ftp.h"

#include "diagnosis/dialogue/capability.h"

static struct str say(const struct dialogue_turn *turn, struct str line, struct buf *answer)
{
	buf_clear(answer);
	capability_say(turn->talk, "ftp", line, answer);
	return buf_str(answer);
}

/* 331: send a password; 230: signed in; 530 and others: no (RFC 959, 5.4). A server that is busy, or goes, tells
 * nothing. */
static void try_anonymous(const struct dialogue_turn *turn, struct buf *answer)
{
	struct str reply = say(turn, STR("USER anonymous\r\n"), answer);

	if (str_starts(reply, "331"))
		reply = say(turn, STR("PASS probe@tenken-probe.invalid\r\n"), answer);
	if (!reply.n || str_starts(reply, "4"))
		return;
	dialogue_set_access(turn->arena, turn->data, str_starts(reply, "230"));
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
