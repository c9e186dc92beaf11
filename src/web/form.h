/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How HTML asks the fields of a form (usecases/form_value.h): with which control, of which type, described by what. The
 * partials form_fields.html and error_summary.html show it.
 *
 * It knows the kinds of questions and how HTML asks them; it must never know what a question is about.
 */
#ifndef TENKEN_WEB_FORM_H
#define TENKEN_WEB_FORM_H

#include "codec/value_keys.h"

extern const struct value_key form_keys[]; /* form_title, form_intro, fields and problems, with what form_show adds */

/* Adds to each field of a form_value how it is asked. */
void form_show(struct arena *arena, struct value *form);

/* Marks the field of that question no more as one that must be filled in. */
void form_relax(struct arena *arena, struct value *form, const char *question);

#endif
