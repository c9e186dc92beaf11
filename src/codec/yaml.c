/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/yaml.h"

#include <libfyaml.h>
#include <string.h>

#include "codec/json.h"
#include "codec/utf8.h"

#define NODES_MAX 100000

struct yaml_run {
	struct arena *arena;
	const char *name;
	struct fy_parser *parser;
	struct fy_diag *diag;
	size_t nodes;
	bool takes_escapes;
	struct fault *why;
};

static enum err fail_at(struct yaml_run *reading, struct fy_event *event, const char *text)
{
	const struct fy_mark *mark = fy_event_start_mark(event);

	return fault_set(reading->why, ERR_INVALID, "%s:%d:%d: %s", reading->name, mark ? mark->line + 1 : 1,
			 mark ? mark->column + 1 : 1, text);
}

static enum err fail_syntax(struct yaml_run *reading)
{
	struct fy_diag_error *error;
	void *at = NULL;

	error = fy_diag_errors_iterate(reading->diag, &at);
	if (!error)
		return fault_set(reading->why, ERR_INVALID, "%s:1:1: this is not YAML", reading->name);
	return fault_set(reading->why, ERR_INVALID, "%s:%d:%d: %s", reading->name, error->line + 1, error->column + 1,
			 error->msg);
}

/* The next event, which the caller frees; a broken stream is an error, its end is STREAM_END. */
static enum err next_event(struct yaml_run *reading, struct fy_event **ret_event)
{
	struct fy_event *event = fy_parser_parse(reading->parser);

	if (!event)
		return fail_syntax(reading);
	*ret_event = event;
	return ERR_OK;
}

static enum err refuse_extras(struct yaml_run *reading, struct fy_event *event)
{
	const bool is_scalar = event->type == FYET_SCALAR, is_map = event->type == FYET_MAPPING_START;
	const struct fy_token *anchor = is_scalar ? event->scalar.anchor
					: is_map  ? event->mapping_start.anchor
						  : event->sequence_start.anchor;
	const struct fy_token *tag = is_scalar ? event->scalar.tag
				     : is_map  ? event->mapping_start.tag
					       : event->sequence_start.tag;

	if (anchor)
		return fail_at(reading, event, "anchors (&) are not allowed; write the value out where it is needed");
	if (tag)
		return fail_at(reading, event, "tags (!) are not allowed");
	return ERR_OK;
}

static struct value *plain_scalar(struct arena *arena, struct str text)
{
	int64_t integer;

	if (text.n == 0 || str_is(text, "null") || str_is(text, "~"))
		return value_null(arena);
	if (str_is(text, "true") || str_is(text, "false"))
		return value_bool(arena, text.p[0] == 't');
	if (str_to_i64(text, &integer) && !(text.n > 1 && text.p[0] == '0'))
		return value_int(arena, integer);
	return value_str(arena, text);
}

static struct str text_of(const struct fy_event *event)
{
	size_t size = 0;
	const char *bytes = fy_token_get_text(event->scalar.value, &size);

	return str_of(bytes, bytes ? size : 0);
}

static enum err read_text(struct yaml_run *reading, struct fy_event *event, struct str *ret_text)
{
	struct str text = text_of(event);

	if (utf8_has_control(text))
		return fail_at(reading, event, "a text holds a control character");
	*ret_text = text;
	return ERR_OK;
}

static enum err read_scalar(struct yaml_run *reading, struct fy_event *event, struct value **ret_value)
{
	bool is_plain = fy_token_scalar_style(event->scalar.value) == FYSS_PLAIN;
	struct str text;
	enum err err;

	if (reading->takes_escapes && fy_token_scalar_style(event->scalar.value) == FYSS_DOUBLE_QUOTED) {
		*ret_value = value_str(reading->arena, text_of(event));
		return ERR_OK;
	}
	err = read_text(reading, event, &text);
	if (!err)
		*ret_value = is_plain ? plain_scalar(reading->arena, text) : value_str(reading->arena, text);
	return err;
}

static enum err read_value(struct yaml_run *reading, struct fy_event *event, unsigned depth, struct value **ret_value);

/* Reads the events of a list up to its end. */
static enum err read_list(struct yaml_run *reading, unsigned depth, struct value **ret_value)
{
	struct value *list = value_list(reading->arena), *item;
	struct fy_event *event = NULL;
	enum err err = ERR_OK;
	bool is_end = false;

	while (!err && !is_end) {
		err = next_event(reading, &event);
		if (err)
			return err;
		is_end = event->type == FYET_SEQUENCE_END;
		if (!is_end)
			err = read_value(reading, event, depth + 1, &item);
		if (!err && !is_end)
			value_add(reading->arena, list, item);
		fy_parser_event_free(reading->parser, event);
	}
	*ret_value = list;
	return err;
}

static enum err read_pair(struct yaml_run *reading, struct fy_event *key_event, unsigned depth, struct value *map)
{
	struct fy_event *event = NULL;
	struct value *item;
	struct str key;
	enum err err;

	if (key_event->type != FYET_SCALAR)
		return fail_at(reading, key_event, "a key must be a text");
	err = refuse_extras(reading, key_event);
	if (!err)
		err = read_text(reading, key_event, &key);
	if (!err && value_get_str(map, key))
		err = fail_at(reading, key_event, "this key appears twice");
	if (!err)
		err = next_event(reading, &event);
	if (err)
		return err;
	err = read_value(reading, event, depth + 1, &item);
	if (!err)
		value_append(reading->arena, map, key, item);
	fy_parser_event_free(reading->parser, event);
	return err;
}

static enum err read_map(struct yaml_run *reading, unsigned depth, struct value **ret_value)
{
	struct value *map = value_map(reading->arena);
	struct fy_event *event = NULL;
	enum err err = ERR_OK;
	bool is_end = false;

	while (!err && !is_end) {
		err = next_event(reading, &event);
		if (err)
			return err;
		is_end = event->type == FYET_MAPPING_END;
		if (!is_end)
			err = read_pair(reading, event, depth, map);
		fy_parser_event_free(reading->parser, event);
	}
	*ret_value = map;
	return err;
}

/* Reads the value that starts with this event. */
static enum err read_value(struct yaml_run *reading, struct fy_event *event, unsigned depth, struct value **ret_value)
{
	const struct fy_mark *mark = fy_event_start_mark(event);
	const unsigned line = mark ? (unsigned)mark->line + 1 : 0, column = mark ? (unsigned)mark->column + 1 : 0;
	enum err err;

	if (event->type == FYET_ALIAS)
		return fail_at(reading, event, "aliases (*) are not allowed; write the value out");
	if (depth > JSON_DEPTH_MAX || ++reading->nodes > NODES_MAX)
		return fail_at(reading, event, "the file is nested too deep or holds too many values");
	err = refuse_extras(reading, event);
	if (err)
		return err;
	if (event->type == FYET_MAPPING_START)
		err = read_map(reading, depth, ret_value);
	else if (event->type == FYET_SEQUENCE_START)
		err = read_list(reading, depth, ret_value);
	else
		err = read_scalar(reading, event, ret_value);
	if (err)
		return err;
	(*ret_value)->line = line;
	(*ret_value)->column = column;
	return ERR_OK;
}

/* A stream is STREAM_START, one document (DOCUMENT_START, its value, DOCUMENT_END), STREAM_END. */
static enum err read_stream(struct yaml_run *reading, struct value **ret_value)
{
	struct value *root = NULL;
	bool is_end = false;
	enum err err = ERR_OK;

	while (!err && !is_end) {
		struct fy_event *event = NULL;
		err = next_event(reading, &event);
		if (err)
			return err;
		is_end = event->type == FYET_STREAM_END;
		if (event->type == FYET_DOCUMENT_START && root)
			err = fail_at(reading, event, "the file holds more than one document (---)");
		else if (event->type == FYET_SCALAR || event->type == FYET_MAPPING_START ||
			 event->type == FYET_SEQUENCE_START || event->type == FYET_ALIAS)
			err = read_value(reading, event, 1, &root);
		fy_parser_event_free(reading->parser, event);
	}
	if (!err)
		*ret_value = root ? root : value_null(reading->arena);
	return err;
}

static enum err fail_control(struct str text, const char *name, struct fault *why)
{
	size_t line = 1;

	while (!utf8_has_control(str_head(text, str_index(text, '\n'))) && str_index(text, '\n') < text.n) {
		text = str_skip(text, str_index(text, '\n') + 1);
		line++;
	}
	return fault_set(why, ERR_INVALID, "%s:%zu:1: this line holds a control character", name, line);
}

static enum err decode(struct arena *arena, struct str text, const char *name, bool takes_escapes,
		       struct value **ret_value, struct fault *why)
{
	struct yaml_run reading = {.arena = arena, .name = name, .takes_escapes = takes_escapes, .why = why};
	struct fy_parse_cfg config = {.flags = FYPCF_COLLECT_DIAG};
	struct fy_diag_cfg diag_config;
	enum err err;

	if (!utf8_is_valid(text))
		return fault_set(why, ERR_INVALID, "%s:1:1: the file is not UTF-8", name);
	if (utf8_has_control(text)) /* YAML 1.2 section 5.1; libfyaml would go on with some of them */
		return fail_control(text, name, why);
	fy_diag_cfg_default(&diag_config);
	diag_config.colorize = false;
	diag_config.level = FYET_MAX; /* collected, never printed */
	reading.diag = config.diag = fy_diag_create(&diag_config);
	fy_diag_set_collect_errors(reading.diag, true);
	reading.parser = fy_parser_create(&config);
	if (!reading.diag || !reading.parser || fy_parser_set_string(reading.parser, text.p ? text.p : "", text.n) != 0)
		err = fault_set(why, ERR_IO, "%s: the YAML reader could not be started", name);
	else
		err = read_stream(&reading, ret_value);
	fy_parser_destroy(reading.parser);
	fy_diag_destroy(reading.diag);
	return err;
}

enum err yaml_decode(struct arena *arena, struct str text, const char *name, struct value **ret_value,
		     struct fault *why)
{
	return decode(arena, text, name, false, ret_value, why);
}

enum err yaml_decode_escaped(struct arena *arena, struct str text, const char *name, struct value **ret_value,
			     struct fault *why)
{
	return decode(arena, text, name, true, ret_value, why);
}
