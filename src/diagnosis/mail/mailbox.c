/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/mail/mailbox.h"

#include "diagnosis/dialogue/capability.h"

/* Inside TLS the question has its answer. */
static void go_on(const struct dialogue_turn *turn, const char *service)
{
	BUF_SCOPED answer;

	buf_init(&answer, VISIT_SESSION_BYTES);
	if (turn->talk->tls)
		return;
	capability_ask(turn->visit, turn->talk, service, &answer);
	capability_tell(turn->visit, turn->port, service, buf_str(&answer));
}

static void go_on_imap(const struct dialogue_turn *turn)
{
	go_on(turn, "imap");
}

static void go_on_pop3(const struct dialogue_turn *turn)
{
	go_on(turn, "pop3");
}

const struct dialogue mailbox_imap_dialogue = {
	.service = "imap",
	.manner = DIALOGUE_GREETS,
	.ports = {143, 993},
	.go_on = go_on_imap,
	.farewell = DIALOGUE_BYTES("t2 LOGOUT\r\n"),
};

const struct dialogue mailbox_pop3_dialogue = {
	.service = "pop3",
	.manner = DIALOGUE_GREETS,
	.ports = {110, 995},
	.go_on = go_on_pop3,
	.farewell = DIALOGUE_BYTES("QUIT\r\n"),
};
