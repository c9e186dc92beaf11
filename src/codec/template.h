/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Logic-less templates, compiled once, filled from a value.
 *
 *   {{name}} {{a.b}} {{.}}     the value, escaped for the output's syntax
 *   {{#name}}...{{/name}}      once per item of a list, or once with a truthy value as the context
 *   {{^name}}...{{/name}}      when the value is absent, false or empty
 *   {{>partial}}               another template, with the present context
 *   {{t:key}} {{t:key.{{name}}}}  a text in the reader's language; the text is itself a template;
 *                              the second form takes the last part of its key from a value
 *   {{! comment }}
 *
 * Names are looked up in the innermost context first, then outwards. There is no raw
 * output: HTML escapes & < > " ', TEMPLATE_PLAIN escapes nothing (mails).
 */
#ifndef TENKEN_CODEC_TEMPLATE_H
#define TENKEN_CODEC_TEMPLATE_H

#include "base/buf.h"
#include "base/lang.h"
#include "codec/value.h"

enum template_syntax { TEMPLATE_HTML, TEMPLATE_PLAIN };

struct template; /* compiled, immutable, lives in its arena */

/* Where a template finds partials and texts. NULL members mean there are none. */
struct template_source {
	const struct template *(*partial)(const void *context, struct str name);
	const struct template *(*text)(const void *context, enum lang lang, struct str key);
	const void *context;
};

/* ERR_INVALID with "name:line: ..." for an unclosed or misnamed section or a bad tag; "line 3: ..." when the name is
 * empty, for a text that the caller names. */
MUST_USE enum err template_compile(struct arena *arena, const char *name, struct str source,
				   struct template **ret_template, struct fault *why);

/* Fails with ERR_NOT_FOUND for an unknown partial or text (named in the fault), ERR_TOO_LARGE
 * for more than 16 levels of partials or a full buffer. A {{name}} that is not given is written as it stands,
 * so that it is seen and nothing fails. */
MUST_USE enum err template_render(const struct template *template, const struct template_source *source,
				  enum template_syntax syntax, enum lang lang, const struct value *context,
				  struct buf *out, struct fault *why);

#endif
