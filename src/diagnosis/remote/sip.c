/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/sip.h"

#include "diagnosis/banner.h"
#include "diagnosis/dialogue/wire.h"

static enum dialogue_reading read_sip(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	struct str first = wire_line(&wire), software = STR("");

	if (!dialogue_may_begin(bytes, "SIP/2.0 "))
		return DIALOGUE_OTHER;
	for (;;) {
		struct str line = wire_line(&wire), name = str_head(line, str_index(line, ':'));

		if (wire.is_short)
			return DIALOGUE_MORE;
		if (!line.n)
			break;
		if (str_eq_ascii_case(name, STR("Server")) || str_eq_ascii_case(name, STR("User-Agent")))
			software = str_skip(line, name.n + 1);
	}
	dialogue_set_text(arena, data, software.n ? software : first);
	if (str_starts(first, "SIP/2.0 401") || str_starts(first, "SIP/2.0 403") || str_starts(first, "SIP/2.0 407"))
		dialogue_set_access(arena, data, false);
	return DIALOGUE_ANSWER;
}

void sip_ask(const char *target, uint16_t port, const char *about_url, const char *transport, struct buf *out)
{
	struct str host = banner_host(about_url);

	buf_printf(
		out,
		"OPTIONS sip:%s:%u SIP/2.0\r\nVia: SIP/2.0/%s %.*s;branch=z9hG4bK-tenken;rport\r\nMax-Forwards: 0\r\n"
		"From: <sip:tenken-probe@%.*s>;tag=tenken\r\nTo: <sip:%s>\r\nCall-ID: tenken@%.*s\r\nCSeq: 1 "
		"OPTIONS\r\n"
		"Content-Length: 0\r\n\r\n",
		target, (unsigned)port, transport, (int)host.n, host.p, (int)host.n, host.p, target, (int)host.n,
		host.p);
}

static void ask(const struct visit *visit, uint16_t port, struct buf *out)
{
	sip_ask(visit->target, port, visit->about_url, port == 5061 ? "TLS" : "TCP", out);
}

const struct dialogue sip_dialogue = {
	.service = "sip",
	.manner = DIALOGUE_ASKED,
	.ports = {5060, 5061},
	.ask = ask,
	.read = read_sip,
};
