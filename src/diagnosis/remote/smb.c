/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/smb.h"

#include "diagnosis/dialogue/wire.h"

#define ANSWER_MAX 20000
#define NONE       0xffff /* of SMB 1: no dialect was agreed to */
#define SMB1       1      /* in "dialect", beside the numbers of SMB 2 and 3 */
#define CONTEXTS                                                                                                       \
	"\x01\0\x26\0\0\0\0\0\x01\0\x20\0\x01\0" /* integrity before sign-in: SHA-512, with a salt of 32 bytes */      \
	"tenken-tenken-tenken-tenken-tenk"                                                                             \
	"\0\0\x02\0\x04\0\0\0\0\0\x01\0\x02\0" /* encryption: AES-128-GCM */

/* A session message of RFC 1002, 4.3.1, then a negotiation for NT LM 0.12 alone. */
#define SMB1_QUESTION                                                                                                  \
	DIALOGUE_BYTES("\0\0\0\x2f\xffSMB\x72\0\0\0\0\x18\x01\x28\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0c\0\x02" \
		       "NT LM 0.12\0")

/* The same for SMB 1 and whatever else it speaks, in the form that servers of each age answer ([MS-SMB2] 3.2.4.2.2.1).
 */
#define ANY_QUESTION                                                                                                   \
	DIALOGUE_BYTES("\0\0\0\x45\xffSMB\x72\0\0\0\0\x18\x01\x28\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x22\0\x02" \
		       "NT LM 0.12\0\x02SMB 2.002\0\x02SMB 2.?"                                                        \
		       "??\0")

/* The head of an SMB 2 message, then NEGOTIATE for one dialect: signing possible, no capabilities, no name of ours. */
#define SMB2_HEAD(size)                                                                                                \
	"\0\0\0" size                                                                                                  \
	"\xfeSMB\x40\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"              \
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define SMB2_BODY              "\x24\0\x01\0\x01\0\0\0\0\0\0\0tenken-tenken-te"
#define SMB2_QUESTION(dialect) DIALOGUE_BYTES(SMB2_HEAD("\x66") SMB2_BODY "\0\0\0\0\0\0\0\0" dialect)

static enum dialogue_reading read_smb1(struct arena *arena, struct wire wire, struct value *data)
{
	uint32_t status;
	uint8_t mode;
	uint16_t dialect;

	if (wire_u8(&wire) != 0x72)
		return DIALOGUE_OTHER;
	status = wire_u32_low(&wire);
	(void)wire_bytes(&wire, 23);
	if (!wire_u8(&wire))
		return DIALOGUE_ANSWER; /* a refusal without words */
	dialect = wire_u16_low(&wire);
	mode = wire_u8(&wire);
	if (status || dialect == NONE || wire.is_short)
		return DIALOGUE_ANSWER;
	value_set_int(arena, data, "dialect", SMB1);
	value_set_text(arena, data, "signing", mode & 8 ? "required" : mode & 4 ? "enabled" : "disabled");
	return DIALOGUE_ANSWER;
}

static enum dialogue_reading read_smb2(struct arena *arena, struct wire wire, struct value *data)
{
	uint32_t status;
	uint16_t command, mode;

	(void)wire_bytes(&wire, 4);
	status = wire_u32_low(&wire);
	command = wire_u16_low(&wire);
	(void)wire_bytes(&wire, 50);
	if (command || wire.is_short)
		return DIALOGUE_OTHER;
	if (status || wire_u16_low(&wire) != 65)
		return DIALOGUE_ANSWER;
	mode = wire_u16_low(&wire);
	value_set_int(arena, data, "dialect", wire_u16_low(&wire));
	value_set_text(arena, data, "signing", mode & 2 ? "required" : "enabled");
	return wire.is_short ? DIALOGUE_OTHER : DIALOGUE_ANSWER;
}

/* The dialect that was agreed to stands in "dialect"; absent: none. */
static enum dialogue_reading read_smb(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	uint32_t size = wire_u32(&wire);
	struct str protocol;

	if (bytes.n && bytes.p[0])
		return DIALOGUE_OTHER;
	if (wire.is_short)
		return DIALOGUE_MORE;
	if (size < 35 || size > ANSWER_MAX)
		return DIALOGUE_OTHER;
	wire = wire_of(wire_bytes(&wire, size));
	if (!wire.rest.n)
		return DIALOGUE_MORE;
	protocol = wire_bytes(&wire, 4);
	if (str_is(protocol, "\xffSMB"))
		return read_smb1(arena, wire, data);
	return str_is(protocol, "\xfeSMB") ? read_smb2(arena, wire, data) : DIALOGUE_OTHER;
}

static const struct {
	int number;
	const char *name;
	struct str question;
} dialects[] = {
	{0x0311, "3.1.1", DIALOGUE_BYTES(SMB2_HEAD("\xa4") SMB2_BODY "\x68\0\0\0\x02\0\0\0\x11\x03\0\0" CONTEXTS)},
	{0x0302, "3.0.2", SMB2_QUESTION("\x02\x03")},
	{0x0300, "3.0", SMB2_QUESTION("\0\x03")},
	{0x0210, "2.1", SMB2_QUESTION("\x10\x02")},
	{0x0202, "2.0.2", SMB2_QUESTION("\x02\x02")},
	{SMB1, "NT LM 0.12", SMB1_QUESTION},
};

enum told { TOLD_YES, TOLD_NO, TOLD_NOTHING };

/* Whoever is asked for a dialect that it has not closes the connection, or says so; silence, or no connection, is
 * neither. */
static enum told ask_for(const struct dialogue_turn *turn, size_t dialect, struct value **ret_seen)
{
	const struct visit *visit = turn->visit;
	enum dialogue_reading reading;
	enum talk_event event;
	struct talk talk;
	BUF_SCOPED bytes;

	if (clock_monotonic_ms() >= visit->deadline_ms || talk_open(&visit->way, &visit->limits, &talk, NULL))
		return TOLD_NOTHING;
	buf_init(&bytes, VISIT_SESSION_BYTES);
	reading = dialogue_ask(&talk, dialects[dialect].question, read_smb, turn->arena, ret_seen, &bytes, &event);
	talk_close(&talk);
	if (reading == DIALOGUE_ANSWER)
		return value_get_int(*ret_seen, "dialect", 0) == dialects[dialect].number ? TOLD_YES : TOLD_NO;
	return reading == DIALOGUE_MORE && event == TALK_CLOSED ? TOLD_NO : TOLD_NOTHING;
}

/* What is left out of the dialects is refused, so all of them have to have been told of; one is agreed to at least, or
 * we were shut out. */
static void go_on(const struct dialogue_turn *turn)
{
	struct subject subject = visit_subject(turn->visit, turn->port);
	struct value *agreed = value_list(turn->arena), *data = value_map(turn->arena);
	const char *signing = "";

	*turn->data = *value_map(turn->arena); /* what it is made of is no part of service.answer */
	for (size_t i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++) {
		struct value *seen;
		enum told told = ask_for(turn, i, &seen);

		if (told == TOLD_NOTHING)
			return;
		if (told == TOLD_NO)
			continue;
		value_add(turn->arena, agreed, value_text(turn->arena, dialects[i].name));
		signing = *signing ? signing : value_get_text(seen, "signing");
	}
	if (!value_count(agreed))
		return;
	value_set(turn->arena, data, "dialects", agreed);
	if (*signing)
		value_set_text(turn->arena, data, "signing", signing);
	sink_emit(turn->visit->sink, &subject, "smb.negotiate", data);
}

const struct dialogue smb_dialogue = {
	.service = "smb",
	.manner = DIALOGUE_ASKED,
	.ports = {445},
	.question = ANY_QUESTION,
	.read = read_smb,
	.go_on = go_on,
};
