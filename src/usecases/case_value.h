/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts of a case as values for templates, and the keys of each (codec/value_keys.h).
 */
#ifndef TENKEN_USECASES_CASE_VALUE_H
#define TENKEN_USECASES_CASE_VALUE_H

#include "codec/value_keys.h"
#include "store/application/case_store.h"
#include "store/diagnosis/authorisation_store.h"
#include "store/diagnosis/judgement_store.h"
#include "usecases/office.h"

extern const struct value_key case_value_row_keys[];
struct value *case_value_row(const struct edition *edition, struct arena *arena, enum lang lang,
			     const struct case_row *row);

/* A list of them, each with its own edition. */
MUST_USE enum err case_value_list(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
				  const struct case_row *rows, size_t count, struct value **ret_list,
				  struct fault *why);

/* A list of judged answers, in the order of the form, options in words. */
extern const struct value_key case_value_answer_keys[];
struct value *case_value_rows(struct arena *arena, const struct edition_form *forms, size_t count,
			      const struct value *answers, enum lang lang);

/* The same as a person reads a sheet: the statements to which one tick agreed are one row, unless one of them is
 * missing. */
extern const struct value_key case_value_sheet_keys[];
struct value *case_value_sheet(struct arena *arena, const struct edition_form *forms, size_t count,
			       const struct value *answers, enum lang lang);

/* That of a stored answer sheet (JSON); empty for "". */
struct value *case_value_answers(struct arena *arena, const struct edition_form *forms, size_t count, const char *sheet,
				 enum lang lang);

/* A list, newest first. */
extern const struct value_key case_value_history_keys[];
struct value *case_value_history(struct arena *arena, const struct history_entry *entries, size_t count,
				 enum lang lang);

/* Null when there is none (id 0). */
extern const struct value_key case_value_authorisation_keys[];
struct value *case_value_authorisation(const struct office *office, struct arena *arena, enum lang lang,
				       const struct authorisation_row *row);

/* Likewise. */
extern const struct value_key case_value_diagnosis_keys[];
struct value *case_value_diagnosis(struct arena *arena, enum lang lang, const struct diagnosis_row *row);

extern const struct value_key case_value_judgement_keys[];
struct value *case_value_judgement(struct arena *arena, enum lang lang, const struct judgement_row *row);

/* The telephone number of the application, as the company gave it; "" without one. */
MUST_USE enum err case_value_phone(struct tx *tx, struct arena *arena, int64_t case_id, const char **ret_phone,
				   struct fault *why);

/* Where letters to it go, as the application says: in Japanese in any language, since they are posted in Japan. Both ""
 * once that was erased. */
MUST_USE enum err case_value_address(struct tx *tx, struct arena *arena, const struct edition *edition, int64_t case_id,
				     const char **ret_postcode, const char **ret_address, struct fault *why);

#endif
