/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One description renders a form and shows it again: the questions of an edition become fields for the partial
 * form_fields.html, and problems become the partial error_summary.html. Judging is programme/answers.h.
 *
 * It knows kinds of questions and how HTML asks them; it must never know what a question is about.
 */
#ifndef TENKEN_WEB_FORM_H
#define TENKEN_WEB_FORM_H

#include "programme/question.h"

struct form {
	const struct question *questions;
	size_t count;
	const struct value *before; /* answers of earlier pages, for conditions; NULL when there are none */
};

/* Puts "fields" and "problems" into a page's context. given is what was typed or what was answered before (a map, or
 * NULL); problems is answers_judge's (programme/answers.h), or NULL. A question that depends on one of the same page is
 * shown with a line that says when to answer it, for pages work without scripts; one whose condition on an earlier page
 * fails is not shown. */
void form_show(struct arena *arena, const struct form *form, enum lang lang, const struct value *given,
	       const struct value *problems, struct value *context);

#endif
