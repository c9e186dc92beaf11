/* SPDX-License-Identifier: Apache-2.0 */
/* How a template is read: shared by the files that read its parts. */
#ifndef TENKEN_NUCLEI_NUCLEI_TEMPLATE_PRIV_H
#define TENKEN_NUCLEI_NUCLEI_TEMPLATE_PRIV_H

#include "codec/value.h"
#include "nuclei/nuclei_template.h"

struct nuclei_reading {
	struct arena *arena;
	struct nuclei_template *template;
	const struct value *variables; /* map or NULL */
	unsigned depth;                /* of variables that name variables */
	size_t fills;                  /* of {{...}} so far */
};

/* Keeps the refusal when it is graver than what is kept. */
void nuclei_template_refuse(struct nuclei_template *template, enum nuclei_reason reason, unsigned line, unsigned column,
			    struct str what);

/* The same at a value, which may be NULL; what is copied. */
void nuclei_template_refuse_at(struct nuclei_reading *reading, enum nuclei_reason reason, const struct value *at,
			       const char *what);

/* A key that may stand in a map. One with a reason refuses the template, unless its value is false or empty. */
struct nuclei_key {
	const char *key;
	enum nuclei_reason reason;
};

/* Looks at every key of a map; what is not in the table is refused as NUCLEI_REASON_KEY. */
void nuclei_template_read_keys(struct nuclei_reading *reading, const struct value *map, const struct nuclei_key *keys,
			       size_t count);

/* Items of a list; 0 for anything else, also a map, whose items no index reaches. */
size_t nuclei_template_read_count(const struct value *list);

/* The text of a scalar, "" for none. */
struct str nuclei_template_read_scalar(struct nuclei_reading *reading, const struct value *value);
const char *nuclei_template_read_text(struct nuclei_reading *reading, const struct value *map, const char *key);

/* Writes out {{...}} in a text: constants, variables and functions of them. What is known only at run time refuses the
 * template and gives the text as it is. */
struct str nuclei_template_read_expand(struct nuclei_reading *reading, const struct value *at, struct str text);

/* nuclei_template_http.c: requests of a block from "path" or "raw". */
void nuclei_template_read_requests(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block);

/* nuclei_template_match.c: matchers and extractors of a block. */
void nuclei_template_read_matchers(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block);

#endif
