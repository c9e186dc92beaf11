/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the assigned expert does with a company's advice plan: makes a draft from answers and findings, edits it,
 * releases it. A released version stays as it is; the next draft is a new version.
 */
#ifndef TENKEN_USECASES_ADVICE_ADVICE_DEED_H
#define TENKEN_USECASES_ADVICE_ADVICE_DEED_H

#include "usecases/advice/advice_document.h"
#include "usecases/case_deed.h"

/* A new draft, or the draft made anew: what was edited in it is lost. ERR_DENIED. */
MUST_USE enum err advice_deed_make(const struct office *office, const struct actor *actor, const struct once *once,
				   int64_t case_id, struct fault *why);

/* The expert's choices for each entry of the draft, read from a form: "stage-0", "own-0", "place-0". read_ms: when what
 * the page showed was saved; ERR_CONFLICT when it changed meanwhile, or when there is no draft. ret_problem as
 * advice_document_choose: nothing is saved then. */
MUST_USE enum err advice_deed_save(const struct office *office, const struct actor *actor, int64_t case_id,
				   const struct value *form, int64_t read_ms, const char **ret_problem,
				   size_t *ret_entry, struct fault *why);

/* Releases the draft to the company: confirmed becomes advised. ERR_CONFLICT without a draft, while it names findings
 * that the company may not read yet, and when it was saved since input.read_ms. */
extern const struct case_deed advice_deed_release;

#endif
