/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/rpc.h"

#include "diagnosis/dialogue/wire.h"

#define LAST        0x80000000u /* of the fragments of a message (RFC 5531, 11) */
#define MESSAGE_MAX 60000
#define NUMBER      0x74656e6b /* by which our questions are known again */
#define REPLY       1
#define TEXT_MAX    255
#define LIST_MAX    500

/* Behind what RFC 5531, 9 puts before a result; *ret_is_served: the procedure ran. */
static enum dialogue_reading begin(struct str bytes, struct wire *ret_result, bool *ret_is_served)
{
	struct wire wire = wire_of(bytes), message;
	uint32_t mark = wire_u32(&wire), number, kind, is_denied;
	bool is_long = !(mark & LAST) || (mark & ~LAST) > MESSAGE_MAX;

	if (wire.is_short)
		return DIALOGUE_MORE;
	if ((mark & ~LAST) < 12)
		return DIALOGUE_OTHER;
	message = is_long ? wire : wire_of(wire_bytes(&wire, mark & ~LAST));
	if (wire.is_short || message.rest.n < 8)
		return DIALOGUE_MORE;
	number = wire_u32(&message);
	kind = wire_u32(&message);
	if (number != NUMBER || kind != REPLY)
		return DIALOGUE_OTHER;
	if (is_long) /* it is ours; what it says is left unread */
		return DIALOGUE_ANSWER;
	is_denied = wire_u32(&message);
	(void)wire_u32(&message); /* the verifier */
	(void)wire_bytes(&message, wire_u32(&message));
	*ret_is_served = !is_denied && wire_u32(&message) == 0 && !message.is_short;
	*ret_result = message;
	return DIALOGUE_ANSWER;
}

static struct str text(struct wire *wire)
{
	uint32_t size = wire_u32(wire);
	struct str bytes = wire_bytes(wire, size > TEXT_MAX ? UINT32_MAX : size);

	(void)wire_bytes(wire, -size & 3); /* to a multiple of four (RFC 4506, 4.11) */
	return bytes;
}

/* Mappings of a program, a version, a protocol and a port (RFC 1833, 3.1). */
static enum dialogue_reading read_portmapper(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire;
	bool is_served = false;
	enum dialogue_reading reading = begin(bytes, &wire, &is_served);

	for (int i = 0; reading == DIALOGUE_ANSWER && is_served && i < LIST_MAX && wire_u32(&wire) == 1; i++) {
		uint32_t program = wire_u32(&wire), version = wire_u32(&wire), protocol = wire_u32(&wire),
			 port = wire_u32(&wire);

		if (wire.is_short)
			break;
		dialogue_add_name(arena, data,
				  str_from(arena_printf(arena, "%u v%u %s %u", program, version,
							protocol == 6    ? "tcp"
							: protocol == 17 ? "udp"
									 : "other",
							port)));
	}
	return reading;
}

static enum dialogue_reading read_null(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire;
	bool is_served = false;

	return begin(bytes, &wire, &is_served);
}

/* Exports: a folder, and the groups that may mount it; without one, or with "*", everybody may. That nobody else may is
 * known only of a list that has come to its end. */
static enum dialogue_reading read_exports(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire;
	bool is_served = false, is_open = false;
	enum dialogue_reading reading = begin(bytes, &wire, &is_served);

	if (reading != DIALOGUE_ANSWER || !is_served)
		return reading;
	while (wire_u32(&wire) == 1) {
		struct str folder = text(&wire);
		size_t groups = 0;
		bool has_all = false;

		for (; wire_u32(&wire) == 1; groups++) {
			struct str group = text(&wire);

			has_all |= str_is(group, "*") || str_is(group, "0.0.0.0/0");
		}
		if (wire.is_short)
			break;
		dialogue_add_name(arena, data, folder);
		is_open |= has_all || !groups;
	}
	if (value_get(data, "names") && (is_open || !wire.is_short))
		dialogue_set_access(arena, data, is_open);
	return DIALOGUE_ANSWER;
}

/* A call (RFC 5531, 9): our number, call, version 2 of RPC, program, version, procedure, no credentials. */
#define CALL(program, version, procedure)                                                                              \
	DIALOGUE_BYTES("\x80\0\0\x28tenk\0\0\0\0\0\0\0\x02\0\x01\x86" program "\0\0\0" version "\0\0\0" procedure      \
		       "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")

const struct dialogue rpc_portmapper_dialogue = {
	.service = "portmapper",
	.manner = DIALOGUE_ASKED,
	.ports = {111},
	.question = CALL("\xa0", "\x02", "\x04"), /* DUMP */
	.read = read_portmapper,
};

const struct dialogue rpc_nfs_dialogue = {
	.service = "nfs",
	.manner = DIALOGUE_ASKED,
	.ports = {2049},
	.question = CALL("\xa3", "\x03", "\0"), /* NULL */
	.read = read_null,
};

const struct dialogue rpc_mount_dialogue = {
	.service = "nfs",
	.manner = DIALOGUE_ASKED,
	.ports = {20048},
	.question = CALL("\xa5", "\x03", "\x05"), /* EXPORT */
	.read = read_exports,
};
