/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/mail/smtp.h"

#include "codec/text/host_name.h"
#include "diagnosis/banner.h"
#include "diagnosis/dialogue/capability.h"

#define REPLY_CODE      4   /* "250-" */
#define NAME_BYTES      255 /* RFC 1035, 2.3.4 */
#define EXTENSIONS_MAX  64
#define EXTENSION_BYTES 512                     /* RFC 5321, 4.5.3.1.5 */
#define NOBODY          "tenken-no-such-person" /* of whom a server can know nothing */

/* "250-mail.example.jp Hello", then a keyword a line (RFC 5321, 4.1.1.1). */
static void add_extensions(struct arena *arena, struct value *data, struct str answer)
{
	struct value *extensions = value_list(arena);
	struct str name = str_skip(str_cut(&answer, '\n'), REPLY_CODE);

	name = str_trim(str_head(str_trim(name), str_index(str_trim(name), ' ')));
	value_set(arena, data, "name", sink_text(arena, name, NAME_BYTES));
	while (answer.n && extensions->count < EXTENSIONS_MAX) {
		struct str line = str_trim(str_skip(str_cut(&answer, '\n'), REPLY_CODE));
		if (line.n)
			value_add(arena, extensions, sink_text(arena, line, EXTENSION_BYTES));
	}
	value_set(arena, data, "extensions", extensions);
	if (str_trim(answer).n)
		value_set_bool(arena, data, "extensions_cut", true);
}

/* What a mail server says it can do. True when it said so. */
static bool tell_capabilities(const struct dialogue_turn *turn, struct str answer)
{
	struct subject subject = visit_subject(turn->visit, turn->port);
	bool is_answered = str_starts(answer, "250") && banner_is_answer_whole("smtp", answer);
	struct value *data = value_map(turn->arena);

	value_set_bool(turn->arena, data, "answered", is_answered);
	if (turn->talk->tls)
		value_set_bool(turn->arena, data, "implicit_tls", true);
	if (is_answered)
		add_extensions(turn->arena, data, answer);
	else
		value_set(turn->arena, data, "reason",
			  answer.n ? sink_text(turn->arena, str_head(answer, 3), 3)
				   : value_text(turn->arena, "timeout"));
	sink_emit(turn->visit->sink, &subject, "smtp.capabilities", data);
	return is_answered;
}

/* The code of the reply; 0 when none came. */
static int say(const struct dialogue_turn *turn, const char *line, struct buf *answer)
{
	struct str reply;
	uint64_t code = 0;

	buf_clear(answer);
	capability_say(turn->talk, "smtp", str_from(line), answer);
	reply = buf_str(answer);
	if (!banner_is_answer_whole("smtp", reply) || !str_to_u64(str_head(reply, 3), &code))
		return 0;
	return (int)code;
}

static void tell_verify(const struct dialogue_turn *turn)
{
	struct subject subject = visit_subject(turn->visit, turn->port);
	struct value *data = value_map(turn->arena);
	BUF_SCOPED answer;

	buf_init(&answer, VISIT_SESSION_BYTES);
	value_set_text(turn->arena, data, "command", "VRFY");
	value_set_int(turn->arena, data, "known_code", say(turn, "VRFY postmaster\r\n", &answer));
	value_set_int(turn->arena, data, "unknown_code", say(turn, "VRFY " NOBODY "\r\n", &answer));
	sink_emit(turn->visit->sink, &subject, "smtp.verify", data);
}

/* Without a host of ours nobody may be written to. */
static void tell_relay(const struct dialogue_turn *turn)
{
	struct subject subject = visit_subject(turn->visit, turn->port);
	struct value *data = value_map(turn->arena);
	struct str host = banner_host(turn->visit->about_url);
	char *address = arena_printf(turn->arena, "tenken-probe@%.*s", (int)host.n, host.p);
	int mail_code, rcpt_code = 0;
	unsigned char bytes[4];
	BUF_SCOPED answer;

	if (!turn->visit->about_url || host_name_read_ipv4(host, bytes) || host.n > NAME_BYTES ||
	    str_index(host, '.') == host.n)
		return;
	buf_init(&answer, VISIT_SESSION_BYTES);
	mail_code = say(turn, arena_printf(turn->arena, "MAIL FROM:<%s>\r\n", address), &answer);
	if (mail_code / 100 == 2)
		rcpt_code = say(turn, arena_printf(turn->arena, "RCPT TO:<%s>\r\n", address), &answer);
	value_set_text(turn->arena, data, "from", address);
	value_set_text(turn->arena, data, "to", address);
	value_set_int(turn->arena, data, "mail_code", mail_code);
	value_set_int(turn->arena, data, "rcpt_code", rcpt_code);
	value_set(turn->arena, data, "text", sink_text(turn->arena, str_trim(buf_str(&answer)), EXTENSION_BYTES));
	(void)say(turn, "RSET\r\n", &answer);
	sink_emit(turn->visit->sink, &subject, "smtp.relay", data);
}

static void go_on(const struct dialogue_turn *turn)
{
	BUF_SCOPED answer;

	buf_init(&answer, VISIT_SESSION_BYTES);
	capability_ask(turn->visit, turn->talk, "smtp", &answer);
	if (!turn->talk->tls)
		capability_tell(turn->visit, turn->port, "smtp", buf_str(&answer));
	if (!tell_capabilities(turn, buf_str(&answer)))
		return;
	tell_verify(turn);
	tell_relay(turn);
}

const struct dialogue smtp_dialogue = {
	.service = "smtp",
	.manner = DIALOGUE_GREETS,
	.ports = {25, 465, 587, 2525},
	.go_on = go_on,
	.farewell = DIALOGUE_BYTES("QUIT\r\n"),
};
