/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/observation.h"

#include <string.h>

#include "codec/json.h"
#include "codec/utf8.h"

/* An absent text is "". */
static enum err read_text(const struct value *map, const char *key, const char **ret_text, struct fault *why)
{
	const struct value *value = value_get(map, key);

	if (value &&
	    (value->kind != VALUE_TEXT || utf8_has_control(value->text) || memchr(value->text.p, '\0', value->text.n)))
		return fault_set(why, ERR_INVALID, "observation: \"%s\" must be a text without control characters",
				 key);
	*ret_text = value ? value->text.p : "";
	return ERR_OK;
}

static enum err read_members(struct arena *arena, const struct value *map, struct observation *into, struct fault *why)
{
	const struct value *at = value_get(map, "at_ms");
	const struct value *port = value_get(map, "port");
	const struct value *data = value_get(map, "data");
	enum err err;

	if (!at || at->kind != VALUE_INT)
		return fault_set(why, ERR_INVALID, "observation: \"at_ms\" must be a whole number");
	if (port && (port->kind != VALUE_INT || port->integer < 0 || port->integer > 65535))
		return fault_set(why, ERR_INVALID, "observation: \"port\" must be from 0 to 65535");
	if (data && data->kind != VALUE_MAP)
		return fault_set(why, ERR_INVALID, "observation: \"data\" must be an object");
	if ((err = read_text(map, "kind", &into->kind, why)) || (err = read_text(map, "target", &into->target, why)) ||
	    (err = read_text(map, "address", &into->address, why)))
		return err;
	if (!into->kind[0])
		return fault_set(why, ERR_INVALID, "observation: \"kind\" must not be empty");
	into->at_ms = at->integer;
	into->port = port ? (int)port->integer : 0;
	into->data = data ? data : value_map(arena);
	return ERR_OK;
}

enum err observation_parse(struct arena *arena, struct str line, struct observation *ret_observation, struct fault *why)
{
	struct observation observation = {0};
	struct value *map;
	enum err err;

	if (line.n > OBSERVATION_LINE_MAX)
		return fault_set(why, ERR_INVALID, "observation: line of more than %zu bytes", OBSERVATION_LINE_MAX);
	err = json_decode(arena, line, &map, why);
	if (err)
		return fault_prefix(why, err, "observation");
	if (map->kind != VALUE_MAP)
		return fault_set(why, ERR_INVALID, "observation: must be one JSON object");
	err = read_members(arena, map, &observation, why);
	if (err)
		return err;
	*ret_observation = observation;
	return ERR_OK;
}

void observation_format(const struct observation *observation, struct buf *out)
{
	ARENA_SCOPED arena;
	struct value *map;

	arena_init(&arena);
	map = value_map(&arena);
	value_set_int(&arena, map, "at_ms", observation->at_ms);
	value_set_text(&arena, map, "kind", observation->kind);
	value_set_text(&arena, map, "target", observation->target);
	value_set_text(&arena, map, "address", observation->address);
	value_set_int(&arena, map, "port", observation->port);
	/* The cast is safe: the value is only read, and the caller's tree outlives this arena. */
	value_set(&arena, map, "data", observation->data ? (struct value *)observation->data : value_map(&arena));
	json_encode(out, map);
}
