/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a company was asked to correct in its application (screening/send_back.h): the answers to choose from, and the
 * form of those that were chosen.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_CORRECTION_H
#define TENKEN_USECASES_DESK_VIEW_CORRECTION_H

#include "codec/value_keys.h"
#include "usecases/office.h"

/* The answers of a case that may be asked for again, for who may ask; chosen: those that are ticked, as the browser
 * sent them. */
extern const struct value_key view_correction_choice_keys[];
MUST_USE enum err view_correction_choices(const struct office *office, struct arena *arena, const struct actor *actor,
					  enum lang lang, int64_t case_id, const struct value *chosen,
					  struct value **ret_choices, struct fault *why);

/* The form to correct them, for the company or for the secretariat. given: what was typed, NULL for the answers as they
 * are; problems as in usecases/form_value.h. */
extern const struct value_key view_correction_form_keys[];
MUST_USE enum err view_correction_form(const struct office *office, struct arena *arena, const struct actor *actor,
				       enum lang lang, int64_t case_id, const struct value *given,
				       const struct value *problems, struct value **ret_view, struct fault *why);

#endif
