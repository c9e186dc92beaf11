/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/mqtt.h"

#include "diagnosis/dialogue/wire.h"

enum { CONNACK = 0x20, PUBLISH = 0x30, SUBACK = 0x90 };

#define REFUSED     0x80 /* of a SUBACK */
#define FAILURES_5  0x80 /* from there on the codes of MQTT 5 (its 3.2.2.2) ... */
#define BAD_SIGN_IN 0x86 /* ... of which these are the ones of a sign-in */
#define NOT_ALLOWED 0x87

/* The remaining length: seven bits a byte, the lowest first, four bytes at most (2.2.3). */
static uint32_t length(struct wire *wire)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < 4; i++) {
		uint8_t byte = wire_u8(wire);

		value |= (uint32_t)(byte & 0x7f) << 7 * i;
		if (!(byte & 0x80))
			return value;
	}
	wire->is_short = true;
	return 0;
}

/* Codes 4 and 5: bad name or password, not authorised. Others tell nothing of a sign-in. One that speaks MQTT 5 alone
 * says so in its own codes, with or without properties behind them. */
static enum dialogue_reading read_connack(struct arena *arena, struct str body, struct value *data)
{
	uint8_t code = body.n >= 2 ? (uint8_t)body.p[1] : 0;

	if (body.n >= 2 && body.p[0] == 0 && code >= FAILURES_5) {
		if (code == BAD_SIGN_IN || code == NOT_ALLOWED)
			dialogue_set_access(arena, data, false);
		return DIALOGUE_ANSWER;
	}
	if (body.n != 2 || code > 5)
		return DIALOGUE_OTHER;
	if (code == 0 || code >= 4)
		dialogue_set_access(arena, data, code == 0);
	return code == 0 ? DIALOGUE_ENOUGH : DIALOGUE_ANSWER;
}

/* What stands in the topic: "mosquitto version 2.0.11". */
static void take_version(struct arena *arena, struct wire body, struct value *data)
{
	struct str topic = wire_bytes(&body, wire_u16(&body)), words = body.rest;
	size_t at = str_find(words, "mosquitto version ");

	if (body.is_short || !str_is(topic, "$SYS/broker/version"))
		return;
	dialogue_set_text(arena, data, words);
	if (at < words.n)
		dialogue_set_version(arena, data, str_skip(words, at + sizeof("mosquitto version ") - 1));
}

static enum dialogue_reading read_mqtt(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	enum dialogue_reading reading = DIALOGUE_MORE;

	if (bytes.n && (uint8_t)bytes.p[0] != CONNACK)
		return DIALOGUE_OTHER;
	while (wire.rest.n) {
		uint8_t kind = wire_u8(&wire) & 0xf0;
		struct str body = wire_bytes(&wire, length(&wire));

		if (wire.is_short)
			break;
		if (reading == DIALOGUE_MORE) {
			reading = read_connack(arena, body, data);
			if (reading != DIALOGUE_ENOUGH)
				return reading;
		} else if (kind == PUBLISH) {
			take_version(arena, wire_of(body), data);
			return DIALOGUE_ANSWER;
		} else if (kind == SUBACK && body.n == 3 && (uint8_t)body.p[2] == REFUSED) {
			return DIALOGUE_ANSWER;
		}
	}
	return reading;
}

/* CONNECT of level 4 with a clean session and no client's name, then SUBSCRIBE. */
const struct dialogue mqtt_dialogue = {
	.service = "mqtt",
	.manner = DIALOGUE_ASKED,
	.ports = {1883, 8883},
	.question = DIALOGUE_BYTES("\x10\x0c\0\x04MQTT\x04\x02\0\x3c\0\0"
				   "\x82\x18\0\x01\0\x13$SYS/broker/version\0"),
	.read = read_mqtt,
	.farewell = DIALOGUE_BYTES("\xe0\0"),
};
