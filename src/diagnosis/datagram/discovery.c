/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/discovery.h"

#include "diagnosis/data/ldap.h"
#include "diagnosis/dialogue/wire.h"

#define NBSTAT     0x21
#define NAME_BYTES 15 /* of a NetBIOS name; the sixteenth tells its use */
#define GROUP      0x8000

static enum dialogue_reading read_ssdp(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);

	if (!bytes.n)
		return DIALOGUE_MORE;
	if (!str_starts(bytes, "HTTP/1.") && !str_starts(bytes, "NOTIFY "))
		return DIALOGUE_OTHER;
	while (!wire.is_short) {
		struct str line = wire_line(&wire);

		if (str_eq_ascii_case(str_head(line, 7), STR("SERVER:")))
			dialogue_set_text(arena, data, str_skip(line, 7));
	}
	return DIALOGUE_ENOUGH;
}

static enum dialogue_reading read_ws(struct arena *arena, struct str bytes, struct value *data)
{
	if (!bytes.n)
		return DIALOGUE_MORE;
	return str_find(bytes, "ProbeMatches") < bytes.n ? DIALOGUE_ENOUGH : DIALOGUE_OTHER;
}

/* A message of DNS that answers. */
static bool is_answer(struct wire *wire, const char *number)
{
	struct str id = wire_bytes(wire, 2);

	return (wire_u16(wire) & 0x8000) && str_eq(id, str_of(number, 2));
}

static enum dialogue_reading read_mdns(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes), other = wire;

	if (!bytes.n)
		return DIALOGUE_MORE;
	/* An answer for all has no number. */
	return is_answer(&wire, "tk") || is_answer(&other, "\0\0") ? DIALOGUE_ENOUGH : DIALOGUE_OTHER;
}

/* Behind head and name: the names of the machine and its groups, each with its use and flags. */
static enum dialogue_reading read_netbios(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint8_t count;

	if (!bytes.n)
		return DIALOGUE_MORE;
	if (!is_answer(&wire, "tk"))
		return DIALOGUE_OTHER;
	(void)wire_bytes(&wire, 8);
	(void)wire_text(&wire);
	if (wire_u16(&wire) != NBSTAT)
		return DIALOGUE_OTHER;
	(void)wire_bytes(&wire, 8);
	count = wire_u8(&wire);
	for (int i = 0; i < count; i++) {
		struct str name = wire_bytes(&wire, NAME_BYTES);

		(void)wire_u8(&wire);
		if (!(wire_u16(&wire) & GROUP) && !wire.is_short)
			dialogue_add_name(arena, data, name);
	}
	return wire.is_short ? DIALOGUE_OTHER : DIALOGUE_ENOUGH;
}

static enum dialogue_reading read_cldap(struct arena *arena, struct str bytes, struct value *data)
{
	enum dialogue_reading reading = ldap_dialogue.read(arena, bytes, data);

	return reading == DIALOGUE_ANSWER ? DIALOGUE_ENOUGH : reading;
}

/* A reset of our message. */
static enum dialogue_reading read_coap(struct arena *arena, struct str bytes, struct value *data)
{
	if (!bytes.n)
		return DIALOGUE_MORE;
	return str_eq(str_head(bytes, 4), STR("\x70\0tk")) ? DIALOGUE_ENOUGH : DIALOGUE_OTHER;
}

const struct dialogue discovery_ssdp_dialogue = {
	.service = "ssdp",
	.manner = DIALOGUE_ASKED,
	.ports = {1900},
	.question = DIALOGUE_BYTES(
		"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\n"
		"ST: upnp:rootdevice\r\n\r\n"),
	.read = read_ssdp,
};

const struct dialogue discovery_ws_dialogue = {
	.service = "ws-discovery",
	.manner = DIALOGUE_ASKED,
	.ports = {3702},
	.question = DIALOGUE_BYTES("<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
				   "xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" "
				   "xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\"><s:Header>"
				   "<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action>"
				   "<a:MessageID>urn:uuid:74656e6b-656e-4000-8000-000000000001</a:MessageID>"
				   "<a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header>"
				   "<s:Body><d:Probe/></s:Body></s:Envelope>"),
	.read = read_ws,
};

/* PTR of _services._dns-sd._udp.local, answered to us alone (RFC 6762, 5.4; RFC 6763, 9). */
const struct dialogue discovery_mdns_dialogue = {
	.service = "mdns",
	.manner = DIALOGUE_ASKED,
	.ports = {5353},
	.question = DIALOGUE_BYTES("tk\0\0\0\x01\0\0\0\0\0\0"
				   "\x09_services\x07_dns-sd\x04_udp\x05local\0\0\x0c\x80\x01"),
	.read = read_mdns,
};

/* The name "*", which is sixteen bytes, each as two letters (RFC 1001, 14.1). */
const struct dialogue discovery_netbios_dialogue = {
	.service = "netbios-ns",
	.manner = DIALOGUE_ASKED,
	.ports = {137},
	.question = DIALOGUE_BYTES("tk\0\0\0\x01\0\0\0\0\0\0"
				   "\x20"
				   "CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0\0\x21\0\x01"),
	.read = read_netbios,
};

static void ask_cldap(const struct visit *visit, uint16_t port, struct buf *out)
{
	ldap_dialogue.ask(visit, port, out);
}

const struct dialogue discovery_cldap_dialogue = {
	.service = "cldap",
	.manner = DIALOGUE_ASKED,
	.ports = {389},
	.ask = ask_cldap,
	.read = read_cldap,
};

/* An empty confirmable message, "ping" (RFC 7252, 4.3). */
const struct dialogue discovery_coap_dialogue = {
	.service = "coap",
	.manner = DIALOGUE_ASKED,
	.ports = {5683},
	.question = DIALOGUE_BYTES("\x40\0tk"),
	.read = read_coap,
};
