/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/json.h"

#include <jansson.h>
#include <math.h>

#include "codec/utf8.h"

static struct value *from_jansson(struct arena *arena, const json_t *json, unsigned depth);

static struct value *list_from(struct arena *arena, const json_t *json, unsigned depth)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < json_array_size(json); i++) {
		struct value *item = from_jansson(arena, json_array_get(json, i), depth + 1);
		if (!item)
			return NULL;
		value_add(arena, list, item);
	}
	return list;
}

static struct value *map_from(struct arena *arena, json_t *json, unsigned depth)
{
	struct value *map = value_map(arena);

	for (void *at = json_object_iter(json); at; at = json_object_iter_next(json, at)) {
		struct value *item = from_jansson(arena, json_object_iter_value(at), depth + 1);
		if (!item)
			return NULL;
		/* Duplicates were refused by the decoder, so no search for the key. */
		value_append(arena, map, str_from(json_object_iter_key(at)), item);
	}
	return map;
}

/* NULL when the tree is deeper than the cap. */
static struct value *from_jansson(struct arena *arena, const json_t *json, unsigned depth)
{
	if (depth > JSON_DEPTH_MAX)
		return NULL;
	switch (json_typeof(json)) {
	case JSON_OBJECT: return map_from(arena, (json_t *)json, depth);
	case JSON_ARRAY: return list_from(arena, json, depth);
	case JSON_STRING: return value_str(arena, str_of(json_string_value(json), json_string_length(json)));
	case JSON_INTEGER: return value_int(arena, json_integer_value(json));
	case JSON_REAL: return value_real(arena, json_real_value(json));
	case JSON_TRUE: return value_bool(arena, true);
	case JSON_FALSE: return value_bool(arena, false);
	case JSON_NULL: break;
	}
	return value_null(arena);
}

enum err json_decode(struct arena *arena, struct str text, struct value **ret_value, struct fault *why)
{
	const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL;
	json_error_t error;
	struct value *value;
	json_t *json;

	json = json_loadb(text.p ? text.p : "", text.n, flags, &error);
	if (!json)
		return fault_set(why, ERR_INVALID, "JSON, line %d, column %d: %s", error.line, error.column,
				 error.text);
	value = from_jansson(arena, json, 1);
	json_decref(json);
	if (!value)
		return fault_set(why, ERR_INVALID, "JSON is nested more than %d levels deep", JSON_DEPTH_MAX);
	*ret_value = value;
	return ERR_OK;
}

static void encode_character(struct buf *out, struct str character, uint32_t code_point)
{
	switch (code_point) {
	case '"': buf_add_text(out, "\\\""); return;
	case '\\': buf_add_text(out, "\\\\"); return;
	case '\n': buf_add_text(out, "\\n"); return;
	case '\r': buf_add_text(out, "\\r"); return;
	case '\t': buf_add_text(out, "\\t"); return;
	default: break;
	}
	if (code_point < 0x20 || code_point == 0x7f)
		buf_printf(out, "\\u%04x", (unsigned)code_point);
	else
		buf_add(out, character);
}

/* How many leading bytes need no escape: printable ASCII except '"' and '\\'. Most texts hold nothing else. */
static size_t plain_length(struct str text)
{
	size_t length = 0;

	while (length < text.n && text.p[length] >= ' ' && text.p[length] < 0x7f && text.p[length] != '"' &&
	       text.p[length] != '\\')
		length++;
	return length;
}

static void encode_text(struct buf *out, struct str text)
{
	buf_add_byte(out, '"');
	while (text.n) {
		uint32_t code_point = 0xfffd;
		size_t plain = plain_length(text), length;
		buf_add(out, str_head(text, plain));
		text = str_skip(text, plain);
		if (!text.n)
			break;
		length = utf8_decode(text, &code_point);
		encode_character(out, length ? str_head(text, length) : STR("\xef\xbf\xbd"), code_point);
		text = str_skip(text, length ? length : 1);
	}
	buf_add_byte(out, '"');
}

static void encode_items(struct buf *out, const struct value *value)
{
	bool is_map = value->kind == VALUE_MAP;

	buf_add_byte(out, is_map ? '{' : '[');
	for (size_t i = 0; i < value->count; i++) {
		if (i)
			buf_add_byte(out, ',');
		if (is_map) {
			encode_text(out, value->keys[i]);
			buf_add_byte(out, ':');
		}
		json_encode(out, value->items[i]);
	}
	buf_add_byte(out, is_map ? '}' : ']');
}

/* Writes the fewest digits that decode to the same number: 9.3, not 9.3000000000000007. */
static void encode_real(struct buf *out, double real)
{
	char text[32];

	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, real);
		if (strtod(text, NULL) == real)
			break;
	}
	buf_add_text(out, text);
}

void json_encode(struct buf *out, const struct value *value)
{
	switch (value ? value->kind : VALUE_NULL) {
	case VALUE_NULL: buf_add_text(out, "null"); break;
	case VALUE_BOOL: buf_add_text(out, value->boolean ? "true" : "false"); break;
	case VALUE_INT: buf_printf(out, "%lld", (long long)value->integer); break;
	case VALUE_REAL:
		if (isfinite(value->real))
			encode_real(out, value->real);
		else
			buf_add_text(out, "null");
		break;
	case VALUE_TEXT: encode_text(out, value->text); break;
	case VALUE_LIST:
	case VALUE_MAP: encode_items(out, value); break;
	}
}
