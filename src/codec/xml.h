/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small strict reader of XML 1.0: bytes to a tree of elements that know their line and column. The one home of expat.
 *
 * Nothing is expanded: a DTD with declarations of its own, an entity other than the five of XML and a reference to
 * anything outside the text are refused, so that a small file cannot expand and no file can reach another. (A bare
 * "<!DOCTYPE name>", as Nmap writes, is passed over and never fetched.) Namespaces are not resolved, comments and
 * processing instructions are dropped.
 */
#ifndef TENKEN_CODEC_XML_H
#define TENKEN_CODEC_XML_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

#define XML_SIZE_MAX       (64u << 20) /* bytes of text */
#define XML_DEPTH_MAX      32
#define XML_NODES_MAX      2000000
#define XML_ATTRIBUTES_MAX 64 /* of one element */

struct xml_attribute {
	const char *name, *value;
};

struct xml_node {
	const char *name;
	unsigned line, column; /* from 1 */
	struct xml_attribute *attributes;
	size_t attribute_count;
	const char *text;              /* the character data directly inside, joined; "" when there is none */
	struct xml_node *first, *next; /* first child, next brother; or NULL */
};

/* UTF-8 out, from UTF-8, UTF-16 or Latin-1. The tree lives in the arena. ERR_INVALID or ERR_TOO_LARGE with
 * "name:line:column: " in the fault. */
MUST_USE enum err xml_decode(struct arena *arena, struct str text, const char *name, const struct xml_node **ret_root,
			     struct fault *why);

/* The value of an attribute, or NULL. */
const char *xml_attribute(const struct xml_node *node, const char *name);

/* The first child of that name, or NULL. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);

#endif
