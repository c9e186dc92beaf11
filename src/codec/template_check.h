/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads a template without filling it: is every name that it, its partials and its texts use among the keys that it
 * will be given? Sections that are rarely shown are read like all others.
 */
#ifndef TENKEN_CODEC_TEMPLATE_CHECK_H
#define TENKEN_CODEC_TEMPLATE_CHECK_H

#include "codec/template.h"
#include "codec/value_keys.h"

struct template_names {
	const struct template_source *source; /* NULL: it may use neither partials nor texts */
	/* The index-th text whose key begins with the prefix, {NULL, 0} behind the last: what {{t:key.{{name}}}} may
	 * show. NULL when source has no texts. */
	struct str (*text_key)(const void *context, struct str prefix, size_t index);
	const struct value_key *const *scopes; /* what it is given, outermost first */
	size_t scope_count;
	struct str *ret_tag; /* the tag at fault as the template's own source has it; empty when it is a partial's or a
			      * text's. NULL: not asked for */
};

/* ERR_INVALID with "name:line: ..." for a name that is not declared, one that cannot be written (a list, a map), and
 * a partial or text that does not exist; texts are read in both languages. */
MUST_USE enum err template_check(const struct template *template, const struct template_names *names,
				 struct fault *why);

#endif
