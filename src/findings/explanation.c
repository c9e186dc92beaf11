/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/explanation.h"

#include <string.h>

#include "codec/json.h"

#define PORT_MAX 65535

const struct explanation *explanation_of(const struct explanation *said, size_t count, const struct finding *finding)
{
	for (size_t i = count; i-- > 0;) {
		const struct explanation *one = &said[i];
		if (one->port == finding->port && !strcmp(one->check, finding->check) &&
		    !strcmp(one->target, finding->target))
			return *one->answer ? one : NULL;
	}
	return NULL;
}

static enum err read_text(const struct value *map, const char *key, const char **ret_text, struct fault *why)
{
	const struct value *value = value_get(map, key);

	if (!value || value->kind != VALUE_TEXT || memchr(value->text.p, '\0', value->text.n))
		return fault_set(why, ERR_INVALID, "explanation: \"%s\" must be a text", key);
	*ret_text = value->text.p;
	return ERR_OK;
}

static enum err read_number(const struct value *map, const char *key, int64_t most, int64_t *ret_number,
			    struct fault *why)
{
	int64_t number = value_get_int(map, key, -1);

	if (number < 0 || number > most)
		return fault_set(why, ERR_INVALID, "explanation: \"%s\" must be 0 to %lld", key, (long long)most);
	*ret_number = number;
	return ERR_OK;
}

enum err explanation_parse(struct arena *arena, struct str line, struct explanation *ret_explanation, struct fault *why)
{
	struct explanation read = {.told_to = ""};
	struct value *map;
	int64_t port = 0;
	enum err err = json_decode(arena, line, &map, why);

	if (err)
		return fault_prefix(why, err, "explanation");
	if (map->kind != VALUE_MAP)
		return fault_set(why, ERR_INVALID, "explanation: expected a JSON object");
	err = read_text(map, "check", &read.check, why);
	if (!err)
		err = read_text(map, "target", &read.target, why);
	if (!err)
		err = read_number(map, "port", PORT_MAX, &port, why);
	if (!err)
		err = read_text(map, "answer", &read.answer, why);
	if (!err)
		err = read_text(map, "said_by", &read.said_by, why);
	if (!err)
		err = read_number(map, "said_ms", INT64_MAX, &read.said_ms, why);
	read.port = (int)port;
	if (!err)
		*ret_explanation = read;
	return err;
}
