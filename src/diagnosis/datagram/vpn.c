/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/vpn.h"

#include "diagnosis/dialogue/wire.h"

#define COOKIE "tenkenpb" /* by which our questions are known again */

/* The initiator's cookie is ours, the responder's its own (RFC 2408, 3.1). */
static enum dialogue_reading read_ike(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	struct str mine = wire_bytes(&wire, 8);
	uint8_t version;

	if (!bytes.n)
		return DIALOGUE_MORE;
	(void)wire_bytes(&wire, 9);
	version = wire_u8(&wire);
	(void)wire_bytes(&wire, 10);
	if (wire.is_short || !str_is(mine, COOKIE) || (version != 0x10 && version != 0x20))
		return DIALOGUE_OTHER;
	dialogue_set_text(arena, data, version == 0x10 ? STR("IKEv1") : STR("IKEv2"));
	return DIALOGUE_ENOUGH;
}

/* The reset of a server, version 2 (8 in the upper five bits), which acknowledges our session. */
static enum dialogue_reading read_openvpn(struct arena *arena, struct str bytes, struct value *data)
{
	if (!bytes.n)
		return DIALOGUE_MORE;
	return (uint8_t)bytes.p[0] >> 3 == 8 && str_find(bytes, COOKIE) < bytes.n ? DIALOGUE_ENOUGH : DIALOGUE_OTHER;
}

/* Main mode: one proposal of one transform (RFC 2409, appendix A): AES of 256 bits, SHA-1, pre-shared key, group 14,
 * eight hours. */
const struct dialogue vpn_ike_dialogue = {
	.service = "ike",
	.manner = DIALOGUE_ASKED,
	.ports = {500},
	.question = DIALOGUE_BYTES(COOKIE "\0\0\0\0\0\0\0\0\x01\x10\x02\0\0\0\0\0\0\0\0\x54"
					  "\0\0\0\x38\0\0\0\x01\0\0\0\x01"
					  "\0\0\0\x2c\x01\x01\0\x01"
					  "\0\0\0\x24\x01\x01\0\0"
					  "\x80\x01\0\x07\x80\x0e\x01\0\x80\x02\0\x02\x80\x03\0\x01\x80\x04\0\x0e"
					  "\x80\x0b\0\x01\x80\x0c\x70\x80"),
	.read = read_ike,
};

/* The reset of a client, version 2 (7): our session, no acknowledgements, packet 0. */
const struct dialogue vpn_openvpn_dialogue = {
	.service = "openvpn",
	.manner = DIALOGUE_ASKED,
	.ports = {1194},
	.question = DIALOGUE_BYTES("\x38" COOKIE "\0\0\0\0\0"),
	.read = read_openvpn,
};
