/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/manage.h"

#include "diagnosis/dialogue/wire.h"
#include "diagnosis/remote/sip.h"

/* RMCP of class 7, then the answer to Get Channel Authentication Capabilities (IPMI 2.0, 22.13): which ways there are,
 * and whether somebody without a name is let in. */
static enum dialogue_reading read_ipmi(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	struct str head = wire_bytes(&wire, 4);
	uint8_t status;

	if (!bytes.n)
		return DIALOGUE_MORE;
	if (!str_eq(head, STR("\x06\0\xff\x07")))
		return DIALOGUE_OTHER;
	(void)wire_bytes(&wire, 10 + 6 + 1 + 1 + 1); /* session, message, completion, channel, ways */
	status = wire_u8(&wire);
	if (!wire.is_short)
		dialogue_set_access(arena, data, status & 1);
	return DIALOGUE_ENOUGH;
}

static struct str element(struct wire *wire, uint8_t tag)
{
	uint32_t size;

	if (wire_u8(wire) != tag)
		wire->is_short = true;
	size = wire_u8(wire);
	if (size == 0x81)
		size = wire_u8(wire);
	else if (size == 0x82)
		size = wire_u16(wire);
	return wire_bytes(wire, wire->is_short ? 0 : size);
}

/* GetResponse (RFC 1157, 4.1.3): one binding, its value a text. */
static enum dialogue_reading read_snmp(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes), message = wire_of(element(&wire, 0x30)), pdu, list, binding;
	struct str text;

	if (!bytes.n)
		return DIALOGUE_MORE;
	(void)element(&message, 0x02);
	(void)element(&message, 0x04);
	pdu = wire_of(element(&message, 0xa2));
	if (wire.is_short || message.is_short)
		return DIALOGUE_OTHER;
	(void)element(&pdu, 0x02);
	(void)element(&pdu, 0x02);
	(void)element(&pdu, 0x02);
	list = wire_of(element(&pdu, 0x30));
	binding = wire_of(element(&list, 0x30));
	(void)element(&binding, 0x06);
	text = element(&binding, 0x04);
	if (!binding.is_short)
		dialogue_set_text(arena, data, text);
	dialogue_set_access(arena, data, true);
	return DIALOGUE_ENOUGH;
}

static enum dialogue_reading read_sip(struct arena *arena, struct str bytes, struct value *data)
{
	return sip_dialogue.read(arena, bytes, data);
}

static void ask_sip(const struct visit *visit, uint16_t port, struct buf *out)
{
	sip_ask(visit->target, port, visit->about_url, "UDP", out);
}

const struct dialogue manage_ipmi_dialogue = {
	.service = "ipmi",
	.manner = DIALOGUE_ASKED,
	.ports = {623},
	.question = DIALOGUE_BYTES("\x06\0\xff\x07\0\0\0\0\0\0\0\0\0\x09\x20\x18\xc8\x81\0\x38\x0e\x04\x35"),
	.read = read_ipmi,
};

/* GetRequest of version 1 for sysDescr.0 (RFC 3418, 2). */
const struct dialogue manage_snmp_dialogue = {
	.service = "snmp",
	.manner = DIALOGUE_ASKED,
	.ports = {161},
	.question = DIALOGUE_BYTES("\x30\x26\x02\x01\0\x04\x06public\xa0\x19\x02\x01\x01\x02\x01\0\x02\x01\0"
				   "\x30\x0e\x30\x0c\x06\x08\x2b\x06\x01\x02\x01\x01\x01\0\x05\0"),
	.read = read_snmp,
};

const struct dialogue manage_sip_dialogue = {
	.service = "sip",
	.manner = DIALOGUE_ASKED,
	.ports = {5060},
	.ask = ask_sip,
	.read = read_sip,
};
