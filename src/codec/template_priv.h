/* SPDX-License-Identifier: Apache-2.0 */
/* What a template is compiled to. */
#ifndef TENKEN_CODEC_TEMPLATE_PRIV_H
#define TENKEN_CODEC_TEMPLATE_PRIV_H

#include "codec/template.h"

#define TEMPLATE_DEPTH_MAX 16 /* of partials and texts inside each other */
#define TEMPLATE_STACK_MAX 32 /* of contexts inside each other */

enum node_kind { NODE_TEXT, NODE_VALUE, NODE_SECTION, NODE_INVERTED, NODE_PARTIAL, NODE_WORDS };

/* A node of the compiled list. A section's body are the nodes up to end. */
struct node {
	enum node_kind kind;
	struct str text;     /* the bytes, or the name, or the key */
	struct str key_part; /* NODE_WORDS: name of the value that ends the key, or empty */
	size_t at;           /* where its tag stands in the source */
	size_t end;
};

struct template
{
	const char *name;
	struct str source;
	struct node *nodes;
	size_t count, cap;
};

/* The line, from 1, of a byte of the source. */
size_t template_line(const struct template *template, size_t at);

/* ERR_INVALID 'name:line: problem "what"', for what stands at that byte of the source. */
enum err template_refuse(const struct template *template, size_t at, const char *problem, struct str what,
			 struct fault *why);

#endif
