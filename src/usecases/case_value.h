/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts of a case as values for templates.
 */
#ifndef TENKEN_USECASES_CASE_VALUE_PRIV_H
#define TENKEN_USECASES_CASE_VALUE_PRIV_H

#include "store/application/case_store.h"
#include "store/diagnosis/judgement_store.h"
#include "usecases/office.h"

/* {number receipt company contact state course course_name arrived due} */
struct value *case_value_row(const struct office *office, struct arena *arena, enum lang lang,
			     const struct case_row *row);

/* [{id label value}] of judged answers, in the order of the form, options in words. */
struct value *case_value_rows(struct arena *arena, const struct edition_form *forms, size_t count,
			      const struct value *answers, enum lang lang);

/* The same of a stored answer sheet (JSON); empty for "". */
struct value *case_value_answers(struct arena *arena, const struct edition_form *forms, size_t count, const char *sheet,
				 enum lang lang);

struct value *case_value_history(struct arena *arena, const struct history_entry *entries, size_t count,
				 enum lang lang);

/* {exists state targets [..] ports from until by stop_contact is_usable} */
struct value *case_value_authorisation(const struct office *office, struct arena *arena, enum lang lang,
				       const struct authorisation_row *row);

/* {exists id state started finished done total percent is_running is_done is_released problem} */
struct value *case_value_diagnosis(struct arena *arena, enum lang lang, const struct diagnosis_row *row);

/* {at changes priority is_open}; priority is absent when nothing became more urgent. */
struct value *case_value_judgement(struct arena *arena, enum lang lang, const struct judgement_row *row);

#endif
