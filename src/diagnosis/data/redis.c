/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/redis.h"

#include "diagnosis/dialogue/wire.h"

/* Others that answer INFO so call the version of Redis that they take after "redis_version". */
static bool is_another(struct str info)
{
	static const char *const names[] = {"valkey_version:", "dragonfly_version:", "kvrocks_version:"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_find(info, names[i]) < info.n)
			return true;
	return false;
}

static struct str version_of(struct str info)
{
	struct str rest = str_skip(info, str_find(info, "redis_version:"));

	return is_another(info) ? STR("") : str_trim(str_skip(str_cut(&rest, '\n'), sizeof("redis_version:") - 1));
}

/* A refusal of Redis names itself. */
static enum dialogue_reading read_refusal(struct arena *arena, struct str line, struct value *data)
{
	static const char *const words[] = {"-DENIED ", "-NOAUTH ", "-NOPERM ", "-WRONGPASS "};

	dialogue_set_text(arena, data, line);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(line, words[i])) {
			dialogue_set_access(arena, data, false);
			return DIALOGUE_ANSWER;
		}
	return str_starts(line, "-ERR ") || str_starts(line, "-LOADING ") ? DIALOGUE_ENOUGH : DIALOGUE_OTHER;
}

static enum dialogue_reading read_redis(struct arena *arena, struct str bytes, struct value *data)
{
	struct wire wire = wire_of(bytes);
	struct str line = wire_line(&wire), info;
	uint64_t size;

	if (bytes.n && bytes.p[0] != '+' && bytes.p[0] != '-')
		return DIALOGUE_OTHER;
	if (wire.is_short)
		return DIALOGUE_MORE;
	if (line.p[0] == '-')
		return read_refusal(arena, line, data);
	if (!str_is(line, "+PONG"))
		return DIALOGUE_OTHER;
	dialogue_set_access(arena, data, true);
	line = wire_line(&wire);
	if (wire.is_short || !str_starts(line, "$") || !str_to_u64(str_skip(line, 1), &size))
		return wire.is_short ? DIALOGUE_ENOUGH : DIALOGUE_ANSWER;
	info = wire_bytes(&wire, size);
	(void)wire_bytes(&wire, 2);
	if (wire.is_short)
		return DIALOGUE_ENOUGH;
	dialogue_set_version(arena, data, version_of(info));
	return DIALOGUE_ANSWER;
}

const struct dialogue redis_dialogue = {
	.service = "redis",
	.manner = DIALOGUE_ASKED,
	.ports = {6379, 6380},
	.question = DIALOGUE_BYTES("*1\r\n$4\r\nPING\r\n*2\r\n$4\r\nINFO\r\n$6\r\nserver\r\n"),
	.read = read_redis,
};
