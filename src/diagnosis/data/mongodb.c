/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/mongodb.h"

#include "diagnosis/dialogue/wire.h"

#define HEADER      16 /* size, number, number of the question, code */
#define OP_MSG      2013
#define READ_MAX    60000    /* bytes of a message that are waited for */
#define MESSAGE_MAX 48000000 /* the protocol's own bound (maxMessageSizeBytes) */
#define NOT_ALLOWED 13       /* the code "Unauthorized" */

/* What stands in a BSON element (bsonspec.org): fixed sizes, or a size before it. */
static struct str element_value(struct wire *wire, uint8_t type)
{
	static const uint8_t sizes[] = {[0x01] = 8, [0x06] = 0, [0x07] = 12, [0x08] = 1, [0x09] = 8,
					[0x0a] = 0, [0x10] = 4, [0x11] = 8,  [0x12] = 8, [0x13] = 16};
	struct str rest = wire->rest;
	uint32_t size;

	if (type == 0x03 || type == 0x04) { /* a document or a list: its size counts itself */
		size = wire_u32_low(wire);
		(void)wire_bytes(wire, size < 4 ? rest.n + 1 : size - 4);
		return wire->is_short ? STR("") : str_head(rest, size);
	}
	if (type == 0x02 || type == 0x05) {
		size = wire_u32_low(wire);
		return wire_bytes(wire, size + (uint64_t)(type == 0x05));
	}
	if (type < sizeof(sizes) && (sizes[type] || type == 0x06 || type == 0x0a))
		return wire_bytes(wire, sizes[type]);
	return wire_bytes(wire, rest.n + 1); /* not known, so its size is not either */
}

struct element {
	uint8_t type;
	struct str name, value;
};

/* False behind the last one that can be read. */
static bool next_element(struct wire *wire, struct element *element)
{
	element->type = wire_u8(wire);
	if (wire->is_short || !element->type)
		return false;
	element->name = wire_text(wire);
	element->value = element_value(wire, element->type);
	return !wire->is_short;
}

static struct wire document(struct str bytes)
{
	return wire_of(str_skip(bytes, 4));
}

static struct str text_in(struct str bytes, const char *name)
{
	struct wire wire = document(bytes);
	struct element element;

	while (next_element(&wire, &element))
		if (element.type == 0x02 && str_is(element.name, name) && element.value.n)
			return str_head(element.value, element.value.n - 1);
	return STR("");
}

static void take_databases(struct arena *arena, struct str list, struct value *data)
{
	struct wire wire = document(list);
	struct element element;

	while (next_element(&wire, &element))
		if (element.type == 0x03)
			dialogue_add_name(arena, data, text_in(element.value, "name"));
}

/* Of either answer. True when it is the one to listDatabases. */
static bool take_answer(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = document(bytes);
	struct element element;
	bool is_list = false;

	if (text_in(bytes, "version").n)
		dialogue_set_version(arena, data, text_in(bytes, "version"));
	while (next_element(&wire, &element)) {
		struct wire number = wire_of(element.value);

		if (element.type == 0x04 && str_is(element.name, "databases")) {
			dialogue_set_access(arena, data, true);
			take_databases(arena, element.value, data);
			is_list = true;
		} else if (element.type == 0x10 && str_is(element.name, "code") &&
			   wire_u32_low(&number) == NOT_ALLOWED) {
			dialogue_set_access(arena, data, false);
			is_list = true;
		}
	}
	return is_list;
}

static enum dialogue_reading read_mongodb(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	bool has_one = false;

	while (wire.rest.n) {
		uint32_t size = wire_u32_low(&wire), code;
		struct str message;

		(void)wire_bytes(&wire, 8);
		code = wire_u32_low(&wire);
		if (!wire.is_short && (size <= HEADER || size > MESSAGE_MAX || code != OP_MSG))
			return DIALOGUE_OTHER;
		if (!wire.is_short && size > READ_MAX)
			return DIALOGUE_ANSWER; /* its header says who it is; what it says is left unread */
		message = wire_bytes(&wire, size - (uint64_t)HEADER);
		if (wire.is_short)
			break;
		has_one = true;
		if (take_answer(arena, str_skip(message, 5), data)) /* flags, and the kind of the section */
			return DIALOGUE_ANSWER;
	}
	return has_one ? DIALOGUE_ENOUGH : DIALOGUE_MORE;
}

/* Both at once: {buildInfo: 1, $db: "admin"} and {listDatabases: 1, nameOnly: true, $db: "admin"}. */
#define DB "\x02$db\0\x06\0\0\0admin\0\0"
const struct dialogue mongodb_dialogue = {
	.service = "mongodb",
	.manner = DIALOGUE_ASKED,
	.ports = {27017, 27018, 27019},
	.question = DIALOGUE_BYTES("\x38\0\0\0\x01\0\0\0\0\0\0\0\xdd\x07\0\0\0\0\0\0\0"
				   "\x23\0\0\0\x10"
				   "buildInfo\0\x01\0\0\0" DB "\x47\0\0\0\x02\0\0\0\0\0\0\0\xdd\x07\0\0\0\0\0\0\0"
				   "\x32\0\0\0\x10listDatabases\0\x01\0\0\0\x08nameOnly\0\x01" DB),
	.read = read_mongodb,
};
