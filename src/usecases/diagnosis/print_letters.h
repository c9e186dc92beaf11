/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The letters of released reports on paper. Printing notes of each report that its letter was printed, so that the desk
 * lists those that were not; a new release asks for a new letter. A letter tells what its company reads.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_PRINT_LETTERS_H
#define TENKEN_USECASES_DIAGNOSIS_PRINT_LETTERS_H

#include "base/buf.h"
#include "people/actor.h"
#include "usecases/diagnosis/view_report.h"

/* Appends one PDF with the letters of these cases, at least one, in their order. ERR_DENIED for whom but the
 * secretariat; a case whose report is not released refuses them all. */
MUST_USE enum err print_letters(const struct office *office, struct arena *arena, const struct actor *actor,
				const int64_t *case_ids, size_t count, struct buf *out, struct fault *why);

/* The second half of it: notes that the letters of these releases are printed. One that was released anew meanwhile, or
 * is not released any more, is passed over, and the desk goes on listing it. */
MUST_USE enum err print_letters_note(const struct office *office, const struct actor *actor,
				     const struct report_release *releases, size_t count, struct fault *why);

#endif
