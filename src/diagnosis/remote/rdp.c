/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/rdp.h"

#include "diagnosis/dialogue/wire.h"

/* Of a negotiation ([MS-RDPBCGR] 2.2.1.2): protocols, and the types of what is said about them. */
enum { RDP = 0, TLS = 1, CREDSSP = 2, RESPONSE = 2, FAILURE = 3 };

#define CONFIRM     0xd0 /* X.224, 13.4 */
#define CONFIRM_MAX 64

/* TPKT of version 3 (RFC 1006, 6), a connection request of X.224, a negotiation request for one protocol. */
#define QUESTION(protocol)                                                                                             \
	DIALOGUE_BYTES("\x03\0\0\x13\x0e\xe0\0\0\0\0\0"                                                                \
		       "\x01\0\x08\0" protocol "\0\0\0")

/* The protocol that it goes on with stands in "selected"; a server that knows no negotiation has its own alone. */
static enum dialogue_reading read_rdp(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint8_t version = wire_u8(&wire), kind;
	uint16_t size;

	(void)wire_u8(&wire);
	size = wire_u16(&wire);
	if (bytes.n && version != 3)
		return DIALOGUE_OTHER;
	if (!wire.is_short && (size < 11 || size > CONFIRM_MAX))
		return DIALOGUE_OTHER;
	wire = wire_of(wire_bytes(&wire, wire.is_short ? bytes.n + 1 : size - 4u));
	if (!wire.rest.n)
		return DIALOGUE_MORE;
	(void)wire_u8(&wire);
	if ((wire_u8(&wire) & 0xf0) != CONFIRM)
		return DIALOGUE_OTHER;
	(void)wire_bytes(&wire, 5);
	kind = wire.rest.n ? wire_u8(&wire) : RESPONSE;
	(void)wire_bytes(&wire, wire.rest.n ? 3 : 0);
	if (kind != RESPONSE && kind != FAILURE)
		return DIALOGUE_OTHER;
	if (kind == RESPONSE)
		value_set_int(arena, data, "selected", wire.rest.n ? wire_u32_low(&wire) : RDP);
	return wire.is_short ? DIALOGUE_OTHER : DIALOGUE_ANSWER;
}

static bool takes(const struct value *answer, int protocol)
{
	return value_get_int(answer, "selected", -1) == protocol;
}

/* The first question was for CredSSP, which most have. */
static void go_on(const struct dialogue_turn *turn)
{
	static const struct {
		int protocol;
		const char *name;
		struct str question;
	} rest[] = {{TLS, "tls", QUESTION("\x01")}, {RDP, "rdp", QUESTION("\0")}};
	struct subject subject = visit_subject(turn->visit, turn->port);
	struct value *accepted = value_list(turn->arena), *data = value_map(turn->arena);

	if (takes(turn->data, CREDSSP))
		value_add(turn->arena, accepted, value_text(turn->arena, "credssp"));
	*turn->data = *value_map(turn->arena); /* what it is made of is no part of service.answer */
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++) {
		struct value *seen;

		if (dialogue_ask_apart(turn->visit, rest[i].question, read_rdp, turn->arena, &seen) != DIALOGUE_ANSWER)
			return; /* half of the truth would pass for all of it */
		if (takes(seen, rest[i].protocol))
			value_add(turn->arena, accepted, value_text(turn->arena, rest[i].name));
	}
	value_set(turn->arena, data, "accepted", accepted);
	sink_emit(turn->visit->sink, &subject, "rdp.security", data);
}

const struct dialogue rdp_dialogue = {
	.service = "rdp",
	.manner = DIALOGUE_ASKED,
	.ports = {3389},
	.question = QUESTION("\x02"),
	.read = read_rdp,
	.go_on = go_on,
};
