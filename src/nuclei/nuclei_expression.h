/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The expressions ("dsl") of templates: 'status_code == 200 && contains(body, "x")'. The syntax is that of
 * github.com/Knetic/govaluate as far as templates use it: texts in either quote with a backslash that makes the next
 * character plain, numbers, true, false, names, calls, lists in parentheses, and
 *
 *   ||   &&   == != < <= > >= =~ !~ in   + -   * / %   ! - (before)        weakest to strongest
 *
 * Everything is bounded where it enters: 16 KiB, 4,096 parts, 64 levels; and where it runs: the bytes that one run may
 * make or look through. What cannot be told stays so through every operator that needs it (nuclei_value.h).
 */
#ifndef TENKEN_NUCLEI_NUCLEI_EXPRESSION_H
#define TENKEN_NUCLEI_NUCLEI_EXPRESSION_H

#include "base/fault.h"
#include "nuclei/nuclei_pattern.h"
#include "nuclei/nuclei_value.h"

#define NUCLEI_EXPRESSION_MAX   16384
#define NUCLEI_EXPRESSION_PARTS 4096
#define NUCLEI_EXPRESSION_DEPTH 64
#define NUCLEI_EXPRESSION_WORK  (4u << 20) /* bytes of one run */

struct nuclei_expression;

/* In the arena; the text is copied. ERR_INVALID with the offset of a mistake, ERR_UNSUPPORTED for a function or an
 * operator that is not known here (then *ret_what names it), ERR_TOO_LARGE. */
MUST_USE enum err nuclei_expression_parse(struct arena *arena, struct str text,
					  const struct nuclei_expression **ret_expression, const char **ret_what,
					  struct fault *why);

/* As it was written. */
struct str nuclei_expression_text(const struct nuclei_expression *expression);

/* Calls back for every name that stands for a value, not a function. */
void nuclei_expression_each_name(const struct nuclei_expression *expression,
				 void (*tell)(void *context, const char *name), void *context);

/* Where an expression runs. */
struct nuclei_scope {
	struct arena *arena; /* what is made lives there */
	struct nuclei_patterns *patterns;
	struct nuclei_value (*lookup)(const void *context, const char *name);
	const void *context;
	size_t work; /* bytes made and looked through so far; begins with 0 */
};

/* UNKNOWN also for a mistake of types ("a" * 2) and for too much work. */
struct nuclei_value nuclei_expression_run(const struct nuclei_expression *expression, struct nuclei_scope *scope);

#endif
