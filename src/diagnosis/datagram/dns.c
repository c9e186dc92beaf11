/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/dns.h"

#include "codec/text/host_name.h"
#include "diagnosis/banner.h"
#include "diagnosis/dialogue/wire.h"

enum { TYPE_A = 1, TYPE_TXT = 16 };

#define ANSWER    0x8000 /* flags of RFC 1035, 4.1.1 */
#define CUT       0x0200
#define RECURSION 0x0080
#define REFUSED   5
#define HOPS_MAX  128
#define LABEL_MAX 63

/* Each question has its own, so that a late answer to the first is not read as one to the second. */
#define VERSION_ID   "tk"
#define RECURSION_ID "tr"

/* version.bind, TXT, class CH; no recursion is asked for. */
#define VERSION_QUESTION                                                                                               \
	VERSION_ID "\0\0\0\x01\0\0\0\0\0\0\x07version\x04"                                                             \
		   "bind\0\0\x10\0\x03"

/* A name ends with an empty label or with a pointer, which is not followed (4.1.4). */
static void skip_name(struct wire *wire)
{
	for (int i = 0; i < HOPS_MAX && !wire->is_short; i++) {
		uint8_t size = wire_u8(wire);

		if (size == 0)
			return;
		if (size > LABEL_MAX) {
			(void)wire_u8(wire);
			return;
		}
		(void)wire_bytes(wire, size);
	}
	wire->is_short = true;
}

struct message {
	uint16_t flags, answers;
	struct wire records;
};

/* Behind the question of an answer to ours with this number. */
static bool read_message(struct str bytes, const char *id, struct message *message)
{
	struct wire wire = wire_of(bytes);
	struct str number = wire_bytes(&wire, 2);
	uint16_t questions;

	message->flags = wire_u16(&wire);
	questions = wire_u16(&wire);
	message->answers = wire_u16(&wire);
	(void)wire_bytes(&wire, 4);
	for (int i = 0; i < questions && !wire.is_short; i++) {
		skip_name(&wire);
		(void)wire_bytes(&wire, 4);
	}
	message->records = wire;
	return !wire.is_short && (message->flags & ANSWER) && str_is(number, id);
}

/* The data of the first record of the type; empty: none. */
static struct str find_record(struct message *message, uint16_t type)
{
	for (int i = 0; i < message->answers && !message->records.is_short; i++) {
		struct str data;
		uint16_t seen;

		skip_name(&message->records);
		seen = wire_u16(&message->records);
		(void)wire_bytes(&message->records, 6);
		data = wire_bytes(&message->records, wire_u16(&message->records));
		if (seen == type && !message->records.is_short)
			return data;
	}
	return STR("");
}

static enum dialogue_reading read_version(struct arena *arena, struct str bytes, struct value *data)
{
	struct message message;
	struct wire text;

	if (!bytes.n)
		return DIALOGUE_MORE;
	if (!read_message(bytes, VERSION_ID, &message))
		return DIALOGUE_OTHER;
	text = wire_of(find_record(&message, TYPE_TXT));
	dialogue_set_text(arena, data, wire_bytes(&text, wire_u8(&text)));
	return DIALOGUE_ENOUGH;
}

static const char *rcode_name(uint16_t flags)
{
	static const char *const names[] = {"NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"};

	return (flags & 15u) < sizeof(names) / sizeof(names[0]) ? names[flags & 15] : "other";
}

/* One that tried and failed (SERVFAIL, NXDOMAIN, a cut answer) looks up names for strangers all the same, or does not:
 * "resolved" is left out. */
static enum dialogue_reading read_recursion(struct arena *arena, struct str bytes, struct value *data)
{
	struct message message;

	if (!bytes.n)
		return DIALOGUE_MORE;
	if (!read_message(bytes, RECURSION_ID, &message))
		return DIALOGUE_OTHER;
	value_set_text(arena, data, "rcode", rcode_name(message.flags));
	if (!(message.flags & RECURSION) || (message.flags & 15) == REFUSED)
		value_set_bool(arena, data, "resolved", false);
	else if (!(message.flags & 15) && !(message.flags & CUT) && find_record(&message, TYPE_A).n == 4)
		value_set_bool(arena, data, "resolved", true);
	return DIALOGUE_ENOUGH;
}

/* Over TCP a length stands before each message (4.2.2). */
static enum dialogue_reading behind_length(dialogue_reader *read, struct arena *arena, struct str bytes,
					   struct value *data)
{
	struct wire wire = wire_of(bytes);
	struct str message = wire_bytes(&wire, wire_u16(&wire));
	enum dialogue_reading reading;

	if (wire.is_short)
		return DIALOGUE_MORE;
	reading = message.n ? read(arena, message, data) : DIALOGUE_OTHER;
	return reading == DIALOGUE_ENOUGH ? DIALOGUE_ANSWER : reading;
}

static enum dialogue_reading read_version_tcp(struct arena *arena, struct str bytes, struct value *data)
{
	return behind_length(read_version, arena, bytes, data);
}

static enum dialogue_reading read_recursion_tcp(struct arena *arena, struct str bytes, struct value *data)
{
	return behind_length(read_recursion, arena, bytes, data);
}

static void tell_version(const struct dialogue_turn *turn)
{
	struct subject subject = visit_subject(turn->visit, turn->port);
	struct value *data = value_map(turn->arena);
	const struct value *text = value_get(turn->data, "text");

	value_set_bool(turn->arena, data, "answered", true);
	if (text)
		value_set(turn->arena, data, "text", value_str(turn->arena, str_head(text->text, 255)));
	sink_emit(turn->visit->sink, &subject, "dns.version", data);
}

/* False when there is no name of ours to ask for. */
static bool write_recursion(const char *about_url, struct buf *out)
{
	struct str host = banner_host(about_url);
	unsigned char bytes[4];

	if (!about_url || !host_name_is_valid(host) || host_name_read_ipv4(host, bytes))
		return false;
	buf_add(out, STR(RECURSION_ID "\x01\0\0\x01\0\0\0\0\0\0"));
	while (host.n) {
		struct str label = str_head(str_cut(&host, '.'), LABEL_MAX);

		buf_add_byte(out, (char)label.n);
		buf_add(out, label);
	}
	buf_add(out, STR("\0\0\x01\0\x01"));
	return !out->full;
}

static const char *why_undecided(enum dialogue_reading reading)
{
	return reading == DIALOGUE_MORE ? "timeout" : "other";
}

static void tell_recursion(const struct dialogue_turn *turn, bool is_tcp)
{
	struct subject subject = visit_subject(turn->visit, turn->port);
	enum dialogue_reading reading;
	enum talk_event event;
	struct value *data;
	bool is_decided;
	BUF_SCOPED message, question, answer;

	buf_init(&message, DIALOGUE_ASKED_BYTES);
	buf_init(&question, DIALOGUE_ASKED_BYTES);
	buf_init(&answer, VISIT_SESSION_BYTES);
	if (!write_recursion(turn->visit->about_url, &message))
		return;
	if (is_tcp) {
		buf_add_byte(&question, (char)(message.size >> 8));
		buf_add_byte(&question, (char)message.size);
	}
	buf_add(&question, buf_str(&message));
	reading = dialogue_ask(turn->talk, buf_str(&question), is_tcp ? read_recursion_tcp : read_recursion,
			       turn->arena, &data, &answer, &event);
	is_decided = reading == DIALOGUE_ANSWER && value_get(data, "resolved");
	value_set_bool(turn->arena, data, "answered", is_decided);
	if (!is_decided)
		value_set_text(turn->arena, data, "reason", why_undecided(reading));
	sink_emit(turn->visit->sink, &subject, "dns.recursion", data);
}

static void go_on_tcp(const struct dialogue_turn *turn)
{
	tell_version(turn);
	tell_recursion(turn, true);
}

static void go_on_udp(const struct dialogue_turn *turn)
{
	tell_version(turn);
	tell_recursion(turn, false);
}

const struct dialogue dns_dialogue = {
	.service = "dns",
	.manner = DIALOGUE_ASKED,
	.ports = {53},
	.question = DIALOGUE_BYTES("\0\x1e" VERSION_QUESTION),
	.read = read_version_tcp,
	.go_on = go_on_tcp,
};

const struct dialogue dns_udp_dialogue = {
	.service = "dns",
	.manner = DIALOGUE_ASKED,
	.ports = {53},
	.question = DIALOGUE_BYTES(VERSION_QUESTION),
	.read = read_version,
	.go_on = go_on_udp,
};
