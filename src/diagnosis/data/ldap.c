/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/ldap.h"

#include <string.h>

#include "diagnosis/dialogue/wire.h"

/* Tags of BER (RFC 4511, 5.1) as LDAP uses them. */
enum { INTEGER = 0x02, TEXT = 0x04, ENUM = 0x0a, SEQUENCE = 0x30, ENTRY = 0x64, DONE = 0x65, REFERENCE = 0x73 };

#define START_TLS   "1.3.6.1.4.1.1466.20037" /* RFC 4511, 4.14 */
#define CONTEXT_MAX 100                      /* bytes of a name that is asked about */
#define ATTRIBUTES  "namingContexts", "vendorName", "vendorVersion", "supportedExtension"

/* One element of that tag; short when another stands there. */
static struct wire element(struct wire *wire, uint8_t tag)
{
	uint32_t size;

	if (wire_u8(wire) != tag)
		wire->is_short = true;
	size = wire_u8(wire);
	if (size & 0x80) {
		struct wire bytes = wire_of(wire_bytes(wire, size & 0x7f));

		if (bytes.rest.n > 4)
			wire->is_short = true;
		for (size = 0; bytes.rest.n;)
			size = size << 8 | wire_u8(&bytes);
	}
	return wire_of(wire_bytes(wire, wire->is_short ? 0 : size));
}

static void take_attribute(struct arena *arena, struct str name, struct str value, struct value *data)
{
	if (str_eq_ascii_case(name, STR("namingContexts")))
		dialogue_add_name(arena, data, value);
	else if (str_eq_ascii_case(name, STR("vendorName")))
		dialogue_set_text(arena, data, value);
	else if (str_eq_ascii_case(name, STR("vendorVersion")))
		dialogue_set_version(arena, data, value);
}

static void take_entry(struct arena *arena, struct wire entry, struct value *data)
{
	struct wire attributes;

	(void)element(&entry, TEXT);
	attributes = element(&entry, SEQUENCE);
	while (attributes.rest.n && !attributes.is_short) {
		struct wire pair = element(&attributes, SEQUENCE), name = element(&pair, TEXT);
		struct wire values = element(&pair, 0x31);

		while (values.rest.n && !values.is_short)
			take_attribute(arena, name.rest, element(&values, TEXT).rest, data);
	}
}

/* operationsError, by which some directories ask for a bind first, strongerAuthRequired, inappropriateAuthentication
 * and insufficientAccessRights (RFC 4511, A.2) tell of a sign-in; others, as noSuchObject or busy, of something else.
 */
static void take_code(struct arena *arena, struct str code, struct value *data)
{
	static const char refusals[] = {1, 8, 48, 50};
	bool is_refusal = code.n == 1 && memchr(refusals, code.p[0], sizeof(refusals));

	if (code.n == 1 && (!code.p[0] || is_refusal))
		dialogue_set_access(arena, data, !is_refusal);
	else
		value_set_text(arena, data, "authentication", "unknown");
}

/* The result's code decides about the sign-in; entries come before it. */
static enum dialogue_reading read_ldap(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);

	if (bytes.n && (uint8_t)bytes.p[0] != SEQUENCE)
		return DIALOGUE_OTHER;
	while (wire.rest.n) {
		struct wire message = element(&wire, SEQUENCE), body;
		uint8_t kind;

		if (wire.is_short)
			return wire.rest.n == 0 ? DIALOGUE_MORE : DIALOGUE_OTHER;
		(void)element(&message, INTEGER);
		kind = message.rest.n ? (uint8_t)message.rest.p[0] : 0;
		body = element(&message, kind);
		if (message.is_short || (kind != ENTRY && kind != DONE && kind != REFERENCE && kind != 0x78))
			return DIALOGUE_OTHER;
		if (kind == ENTRY)
			take_entry(arena, body, data);
		if (kind == DONE || kind == 0x78) {
			take_code(arena, element(&body, ENUM).rest, data);
			return DIALOGUE_ANSWER;
		}
	}
	return DIALOGUE_MORE;
}

static void add_element(struct buf *out, uint8_t tag, struct str bytes)
{
	buf_add_byte(out, (char)tag);
	buf_add_byte(out, (char)bytes.n); /* below 128 here */
	buf_add(out, bytes);
}

/* SearchRequest (4.5.1) of the scope base, one entry, five seconds, everything that has an objectClass. */
static void write_search(struct buf *out, uint8_t id, struct str base, const char *const *attributes, size_t count)
{
	BUF_SCOPED request, names;

	buf_init(&request, DIALOGUE_ASKED_BYTES);
	buf_init(&names, DIALOGUE_ASKED_BYTES);
	for (size_t i = 0; i < count; i++)
		add_element(&names, TEXT, str_from(attributes[i]));
	add_element(&request, TEXT, base);
	buf_add(&request, STR("\x0a\x01\0\x0a\x01\0\x02\x01\x01\x02\x01\x05\x01\x01\0\x87\x0bobjectClass"));
	add_element(&request, SEQUENCE, buf_str(&names));
	buf_add_byte(out, SEQUENCE);
	buf_add(out, str_of((unsigned char[]){0x81, (unsigned char)(request.size + 6)}, 2));
	add_element(out, INTEGER, str_of(&id, 1));
	buf_add(out, str_of((unsigned char[]){0x63, 0x81, (unsigned char)request.size}, 3));
	buf_add(out, buf_str(&request));
}

static void ask(const struct visit *visit, uint16_t port, struct buf *out)
{
	static const char *const attributes[] = {ATTRIBUTES};

	write_search(out, 1, STR(""), attributes, sizeof(attributes) / sizeof(attributes[0]));
}

/* "1.1": no attribute at all (4.5.1.8). A server that keeps strangers out answers with an error, or as if nothing were
 * there. */
static void go_on(const struct dialogue_turn *turn)
{
	static const char *const none[] = {"1.1"};
	const struct value *contexts = value_get(turn->data, "names"), *first = value_at(contexts, 0);
	struct value *seen;
	enum talk_event event;
	BUF_SCOPED question, answer;

	value_set_text(turn->arena, turn->data, "authentication", "unknown"); /* the root DSE is everybody's */
	dialogue_tell_tls(turn->visit, turn->port, "ldap", str_find(turn->heard, START_TLS) < turn->heard.n);
	buf_init(&question, DIALOGUE_ASKED_BYTES);
	buf_init(&answer, VISIT_SESSION_BYTES);
	if (!first || first->text.n > CONTEXT_MAX)
		return;
	write_search(&question, 2, first->text, none, 1);
	if (dialogue_ask(turn->talk, buf_str(&question), read_ldap, turn->arena, &seen, &answer, &event) ==
	    DIALOGUE_ANSWER)
		value_set_text(turn->arena, turn->data, "authentication", value_get_text(seen, "authentication"));
}

/* UnbindRequest (4.3). */
const struct dialogue ldap_dialogue = {
	.service = "ldap",
	.manner = DIALOGUE_ASKED,
	.ports = {389, 636, 3268, 3269},
	.ask = ask,
	.read = read_ldap,
	.go_on = go_on,
	.farewell = DIALOGUE_BYTES("\x30\x05\x02\x01\x03\x42\0"),
};
