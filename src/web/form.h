/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One description renders, judges and shows again a form: the questions of an edition become fields for the partial
 * form_fields.html, what was typed becomes answers or problems, and the problems become the partial error_summary.html.
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

/* Judges a posted form. *ret_answers: a map of question id to answer (see question_judge); what was not asked, because
 * its condition does not hold, is not in it whatever was sent. *ret_problems: a map of question id to the name of a
 * problem, in the order of the questions; a page may add its own. True when there is no problem. */
bool form_judge(struct arena *arena, const struct form *form, const struct value *typed, struct value **ret_answers,
		struct value **ret_problems);

/* Puts "fields" and "problems" into a page's context. given is what was typed or what was answered before (a map, or
 * NULL); problems is form_judge's (or NULL). A question that depends on one of the same page is shown with a line that
 * says when to answer it, for pages work without scripts; one whose condition on an earlier page fails is not shown. */
void form_show(struct arena *arena, const struct form *form, enum lang lang, const struct value *given,
	       const struct value *problems, struct value *context);

#endif
