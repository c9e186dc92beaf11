/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An advice plan as it is kept: a JSON object {"entries": [...]} in both languages, with what led to each measure in
 * words, so that it reads the same whatever becomes of catalogue, answers and findings. An entry has id, stage
 * ("month_1", ..., or "dropped"), own (the expert's own words, or why it was dropped), and the words of the catalogue.
 * A plan that names findings says of which "diagnosis" and "judgement".
 */
#ifndef TENKEN_USECASES_ADVICE_ADVICE_DOCUMENT_H
#define TENKEN_USECASES_ADVICE_ADVICE_DOCUMENT_H

#include "codec/value_keys.h"
#include "measures/advice_plan.h"
#include "usecases/office.h"

#define ADVICE_DOCUMENT_MAX ((size_t)1024 * 1024)
#define ADVICE_OWN_CHARS    250 /* of own words on a measure: those on 100 fit in the body of a form (web/http_head.h) */
#define ADVICE_DROPPED      "dropped"

/* Of a plan that was just made. */
struct value *advice_document_make(struct arena *arena, const struct office *office, const struct edition *edition,
				   const struct value *answers, const struct advice_plan *plan);

/* Says in the document that it names findings, and of which judgement of which diagnosis. */
void advice_document_set_judgement(struct arena *arena, struct value *document, int64_t diagnosis_id,
				   int64_t judgement);

/* What the expert set for one entry. */
struct advice_choice {
	struct str stage; /* a stage's name or ADVICE_DROPPED */
	struct str own;
	int64_t place; /* in its stage: smaller first */
};

/* The document with these choices, one for each entry in its order. *ret_problem: "" or what is wrong: "stage", "own",
 * "reason" (dropped without one). *ret_entry: which entry it is, from 0. */
struct value *advice_document_choose(struct arena *arena, const struct value *document,
				     const struct advice_choice *choices, const char **ret_problem, size_t *ret_entry);

/* For a page: "stages", each with its entries that were not dropped, "dropped", and "first", the first three. */
extern const struct value_key advice_document_keys[];
void advice_document_show(struct arena *arena, const struct value *document, enum lang lang, struct value *view);

#endif
