/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/yaml.h"

#include <string.h>
#include <yaml.h>

#include "codec/json.h"
#include "codec/utf8.h"

#define NODES_MAX 100000

struct yaml_run {
	struct arena *arena;
	const char *name;
	yaml_parser_t parser;
	size_t nodes;
	bool takes_escapes;
	struct fault *why;
};

struct place {
	unsigned line, column;
};

/* Where a value's own text begins: behind its quote, and a block's on the line after its sign. */
static struct place place_of(const yaml_event_t *event)
{
	struct place place = {(unsigned)event->start_mark.line + 1, (unsigned)event->start_mark.column + 1};
	yaml_scalar_style_t style;

	if (event->type != YAML_SCALAR_EVENT)
		return place;
	style = event->data.scalar.style;
	if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		place.column++;
	else if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
		place = (struct place){place.line + 1, 1};
	return place;
}

static enum err fail_at(struct yaml_run *reading, const yaml_event_t *event, const char *text)
{
	const struct place place = place_of(event);

	return fault_set(reading->why, ERR_INVALID, "%s:%u:%u: %s", reading->name, place.line, place.column, text);
}

/* What is opened and never closed is told where it was opened; anything else where it stands. */
static yaml_mark_t where(const yaml_parser_t *parser)
{
	static const char *const opened[] = {"while parsing a flow sequence", "while parsing a flow mapping",
					     "while scanning a quoted scalar"};

	for (size_t i = 0; parser->context && i < COUNT(opened); i++)
		if (strcmp(parser->context, opened[i]) == 0)
			return parser->context_mark;
	return parser->problem_mark;
}

static enum err fail_syntax(struct yaml_run *reading)
{
	const yaml_parser_t *parser = &reading->parser;

	if (!parser->problem)
		return fault_set(reading->why, ERR_INVALID, "%s:1:1: this is not YAML", reading->name);
	return fault_set(reading->why, ERR_INVALID, "%s:%zu:%zu: %s%s%s", reading->name, where(parser).line + 1,
			 where(parser).column + 1, parser->problem, parser->context ? " " : "",
			 parser->context ? parser->context : "");
}

/* The next event, which the caller deletes; a broken stream is an error, its end is STREAM_END. */
static enum err next_event(struct yaml_run *reading, yaml_event_t *ret_event)
{
	return yaml_parser_parse(&reading->parser, ret_event) ? ERR_OK : fail_syntax(reading);
}

static enum err refuse_extras(struct yaml_run *reading, const yaml_event_t *event)
{
	const bool is_scalar = event->type == YAML_SCALAR_EVENT, is_map = event->type == YAML_MAPPING_START_EVENT;
	const yaml_char_t *anchor = is_scalar ? event->data.scalar.anchor
				    : is_map  ? event->data.mapping_start.anchor
					      : event->data.sequence_start.anchor;
	const yaml_char_t *tag = is_scalar ? event->data.scalar.tag
				 : is_map  ? event->data.mapping_start.tag
					   : event->data.sequence_start.tag;

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

static struct str text_of(const yaml_event_t *event)
{
	return str_of(event->data.scalar.value, event->data.scalar.length);
}

static enum err read_text(struct yaml_run *reading, const yaml_event_t *event, struct str *ret_text)
{
	struct str text = text_of(event);

	if (utf8_has_control(text))
		return fail_at(reading, event, "a text holds a control character");
	*ret_text = text;
	return ERR_OK;
}

static enum err read_scalar(struct yaml_run *reading, const yaml_event_t *event, struct value **ret_value)
{
	const yaml_scalar_style_t style = event->data.scalar.style;
	struct str text;
	enum err err;

	if (reading->takes_escapes && style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
		*ret_value = value_str(reading->arena, text_of(event));
		return ERR_OK;
	}
	err = read_text(reading, event, &text);
	if (!err)
		*ret_value = style == YAML_PLAIN_SCALAR_STYLE ? plain_scalar(reading->arena, text)
							      : value_str(reading->arena, text);
	return err;
}

static enum err read_value(struct yaml_run *reading, const yaml_event_t *event, unsigned depth,
			   struct value **ret_value);

/* Reads the events of a list up to its end. */
static enum err read_list(struct yaml_run *reading, unsigned depth, struct value **ret_value)
{
	struct value *list = value_list(reading->arena), *item;
	enum err err = ERR_OK;
	bool is_end = false;

	while (!err && !is_end) {
		yaml_event_t event;
		err = next_event(reading, &event);
		if (err)
			return err;
		is_end = event.type == YAML_SEQUENCE_END_EVENT;
		if (!is_end)
			err = read_value(reading, &event, depth + 1, &item);
		if (!err && !is_end)
			value_add(reading->arena, list, item);
		yaml_event_delete(&event);
	}
	*ret_value = list;
	return err;
}

static enum err read_pair(struct yaml_run *reading, const yaml_event_t *key_event, unsigned depth, struct value *map)
{
	yaml_event_t event;
	struct value *item;
	struct str key;
	enum err err;

	if (key_event->type != YAML_SCALAR_EVENT)
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
	err = read_value(reading, &event, depth + 1, &item);
	if (!err)
		value_append(reading->arena, map, key, item);
	yaml_event_delete(&event);
	return err;
}

static enum err read_map(struct yaml_run *reading, unsigned depth, struct value **ret_value)
{
	struct value *map = value_map(reading->arena);
	enum err err = ERR_OK;
	bool is_end = false;

	while (!err && !is_end) {
		yaml_event_t event;
		err = next_event(reading, &event);
		if (err)
			return err;
		is_end = event.type == YAML_MAPPING_END_EVENT;
		if (!is_end)
			err = read_pair(reading, &event, depth, map);
		yaml_event_delete(&event);
	}
	*ret_value = map;
	return err;
}

/* Reads the value that starts with this event. */
static enum err read_value(struct yaml_run *reading, const yaml_event_t *event, unsigned depth,
			   struct value **ret_value)
{
	const struct place place = place_of(event);
	enum err err;

	if (event->type == YAML_ALIAS_EVENT)
		return fail_at(reading, event, "aliases (*) are not allowed; write the value out");
	if (depth > JSON_DEPTH_MAX || ++reading->nodes > NODES_MAX)
		return fail_at(reading, event, "the file is nested too deep or holds too many values");
	err = refuse_extras(reading, event);
	if (err)
		return err;
	if (event->type == YAML_MAPPING_START_EVENT)
		err = read_map(reading, depth, ret_value);
	else if (event->type == YAML_SEQUENCE_START_EVENT)
		err = read_list(reading, depth, ret_value);
	else
		err = read_scalar(reading, event, ret_value);
	if (err)
		return err;
	(*ret_value)->line = place.line;
	(*ret_value)->column = place.column;
	return ERR_OK;
}

static bool starts_value(const yaml_event_t *event)
{
	return event->type == YAML_SCALAR_EVENT || event->type == YAML_MAPPING_START_EVENT ||
	       event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_ALIAS_EVENT;
}

/* A stream is STREAM_START, one document (DOCUMENT_START, its value, DOCUMENT_END), STREAM_END. */
static enum err read_stream(struct yaml_run *reading, struct value **ret_value)
{
	struct value *root = NULL;
	bool is_end = false;
	enum err err = ERR_OK;

	while (!err && !is_end) {
		yaml_event_t event;
		err = next_event(reading, &event);
		if (err)
			return err;
		is_end = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_DOCUMENT_START_EVENT && root)
			err = fail_at(reading, &event, "the file holds more than one document (---)");
		else if (starts_value(&event))
			err = read_value(reading, &event, 1, &root);
		yaml_event_delete(&event);
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
	enum err err;

	if (!utf8_is_valid(text))
		return fault_set(why, ERR_INVALID, "%s:1:1: the file is not UTF-8", name);
	if (utf8_has_control(text)) /* YAML 1.2 section 5.1, with the line that libyaml does not tell */
		return fail_control(text, name, why);
	if (!yaml_parser_initialize(&reading.parser))
		return fault_set(why, ERR_IO, "%s: the YAML reader could not be started", name);
	yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reading.parser, (const yaml_char_t *)(text.p ? text.p : ""), text.n);
	err = read_stream(&reading, ret_value);
	yaml_parser_delete(&reading.parser);
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
