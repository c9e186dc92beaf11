/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/xml.h"

#include <expat.h>
#include <string.h>

#include "base/log.h"

/* An element whose end has not come yet. */
struct open_node {
	struct xml_node *node;
	struct xml_node **next_child;
	char *text;
	size_t text_size, text_cap;
};

struct xml_run {
	XML_Parser parser;
	struct arena *arena;
	const char *name;
	struct open_node open[XML_DEPTH_MAX];
	size_t depth;
	size_t nodes;
	struct xml_node *root;
	enum err err;
	struct fault *why;
};

/* Remembers the first problem and ends the parse. */
static void refuse(struct xml_run *reading, enum err err, const char *text)
{
	if (reading->err)
		return;
	reading->err = fault_set(reading->why, err, "%s:%lu:%lu: %s", reading->name,
				 (unsigned long)XML_GetCurrentLineNumber(reading->parser),
				 (unsigned long)XML_GetCurrentColumnNumber(reading->parser) + 1, text);
	XML_StopParser(reading->parser, XML_FALSE);
}

static void copy_attributes(struct xml_run *reading, struct xml_node *node, const XML_Char **pairs)
{
	size_t count = 0;

	while (pairs[2 * count])
		count++;
	if (count > XML_ATTRIBUTES_MAX) {
		refuse(reading, ERR_TOO_LARGE, "too many attributes");
		return;
	}
	node->attributes = arena_array(reading->arena, count, sizeof(*node->attributes));
	for (size_t i = 0; i < count; i++)
		node->attributes[i] = (struct xml_attribute){arena_strdup(reading->arena, pairs[2 * i]),
							     arena_strdup(reading->arena, pairs[2 * i + 1])};
	node->attribute_count = count;
}

static void on_start(void *data, const XML_Char *name, const XML_Char **pairs)
{
	struct xml_run *reading = data;
	struct xml_node *node;

	/* Expat may still call handlers after it was stopped. */
	if (reading->err)
		return;
	if (reading->depth == XML_DEPTH_MAX) {
		refuse(reading, ERR_TOO_LARGE, "elements are nested too deep");
		return;
	}
	if (++reading->nodes > XML_NODES_MAX) {
		refuse(reading, ERR_TOO_LARGE, "too many elements");
		return;
	}
	node = arena_alloc(reading->arena, sizeof(*node));
	node->name = arena_strdup(reading->arena, name);
	node->line = (unsigned)XML_GetCurrentLineNumber(reading->parser);
	node->column = (unsigned)XML_GetCurrentColumnNumber(reading->parser) + 1;
	copy_attributes(reading, node, pairs);
	if (reading->depth == 0) {
		reading->root = node;
	} else {
		struct open_node *parent = &reading->open[reading->depth - 1];
		*parent->next_child = node;
		parent->next_child = &node->next;
	}
	reading->open[reading->depth++] = (struct open_node){.node = node, .next_child = &node->first};
}

static void on_end(void *data, const XML_Char *name)
{
	struct xml_run *reading = data;
	struct open_node *open;

	if (reading->err)
		return;
	open = &reading->open[--reading->depth];
	open->node->text = open->text_size ? arena_strndup(reading->arena, open->text, open->text_size) : "";
}

static void on_text(void *data, const XML_Char *bytes, int size)
{
	struct xml_run *reading = data;
	struct open_node *open;

	if (reading->err)
		return;
	open = &reading->open[reading->depth - 1];
	while (open->text_size + (size_t)size > open->text_cap)
		open->text = arena_grow(reading->arena, open->text, open->text_cap, &open->text_cap, 1);
	memcpy(open->text + open->text_size, bytes, (size_t)size);
	open->text_size += (size_t)size;
}

static void on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
		       int has_declarations)
{
	if (has_declarations)
		refuse(data, ERR_INVALID, "a DTD with declarations is not allowed");
}

static void on_entity(void *data, const XML_Char *name, int is_parameter)
{
	refuse(data, ERR_INVALID, "an entity that XML itself does not define is not allowed");
}

static int on_external(XML_Parser parser, const XML_Char *context, const XML_Char *base, const XML_Char *system,
		       const XML_Char *public)
{
	return XML_STATUS_ERROR;
}

static void set_handlers(struct xml_run *reading)
{
	XML_Parser parser = reading->parser;

	XML_SetUserData(parser, reading);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetCharacterDataHandler(parser, on_text);
	XML_SetStartDoctypeDeclHandler(parser, on_doctype);
	XML_SetSkippedEntityHandler(parser, on_entity);
	XML_SetExternalEntityRefHandler(parser, on_external);
	XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER);
}

enum err xml_decode(struct arena *arena, struct str text, const char *name, const struct xml_node **ret_root,
		    struct fault *why)
{
	struct xml_run reading = {.arena = arena, .name = name, .why = why};

	if (text.n > XML_SIZE_MAX)
		return fault_set(why, ERR_TOO_LARGE, "%s: more than %u bytes", name, XML_SIZE_MAX);
	reading.parser = XML_ParserCreate(NULL);
	if (!reading.parser) {
		log_error("out of memory for reading XML");
		abort();
	}
	set_handlers(&reading);
	if (XML_Parse(reading.parser, text.n ? text.p : "", (int)text.n, 1) != XML_STATUS_OK)
		refuse(&reading, ERR_INVALID, XML_ErrorString(XML_GetErrorCode(reading.parser)));
	XML_ParserFree(reading.parser);
	if (!reading.err)
		*ret_root = reading.root;
	return reading.err;
}

const char *xml_attribute(const struct xml_node *node, const char *name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (strcmp(node->attributes[i].name, name) == 0)
			return node->attributes[i].value;
	return NULL;
}

const struct xml_node *xml_child(const struct xml_node *node, const char *name)
{
	for (const struct xml_node *child = node->first; child; child = child->next)
		if (strcmp(child->name, name) == 0)
			return child;
	return NULL;
}
