/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A form of the edition as values: what is asked, what was typed, what is wrong with it. How a page asks it is
 * web/form.h.
 */
#ifndef TENKEN_USECASES_FORM_VALUE_H
#define TENKEN_USECASES_FORM_VALUE_H

#include "codec/value_keys.h"
#include "programme/eligibility.h"

extern const struct value_key form_value_keys[];
extern const struct value_key form_value_field_keys[];

/* given is what was typed or what was answered before (a map, or NULL); problems is answers_judge's
 * (programme/answers.h), or NULL; before are answers of earlier pages, or NULL. A question that depends on one of the
 * same page has a condition that says when to answer it, for pages work without scripts; one whose condition on an
 * earlier page fails is left out. */
struct value *form_value(struct arena *arena, const struct edition_form *form, enum lang lang,
			 const struct value *before, const struct value *given, const struct value *problems);

/* Whether an answer, one text or a list of texts, holds this id; NULL holds none. */
bool form_value_is_chosen(const struct value *given, const char *id);

/* Problems of a list of hosts beside those of question.h: an address that nobody reaches from outside, what many
 * companies share, and in a rehearsal what is not this machine. Whether one of the hosts, which are judged already, has
 * it. */
#define FORM_VALUE_NOT_PUBLIC    "not_public"
#define FORM_VALUE_LOOPBACK_ONLY "loopback_only"
#define FORM_VALUE_SHARED_HOST   "shared_host"
bool form_value_has_refused_host(const struct value *hosts, const char *problem);

extern const struct value_key form_value_reason_keys[];

/* What the answers say of the company (programme/eligibility.h): the reasons whose verdict is at least that bad, in the
 * order of the call. */
struct value *form_value_reasons(struct arena *arena, const struct eligibility_result *result, enum eligibility least);

#endif
