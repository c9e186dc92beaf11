/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The letters of released reports on paper. Printing notes of each report that its letter was printed, so that the desk
 * lists those that were not; a new release asks for a new letter. A letter tells what its company reads.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_PRINT_LETTERS_H
#define TENKEN_USECASES_DIAGNOSIS_PRINT_LETTERS_H

#include "base/buf.h"
#include "people/actor.h"
#include "usecases/office.h"

/* Appends one PDF with the letters of these cases, at least one, in their order. ERR_DENIED for whom but the
 * secretariat; a case whose report is not released refuses them all. */
MUST_USE enum err print_letters(const struct office *office, struct arena *arena, const struct actor *actor,
				const int64_t *case_ids, size_t count, struct buf *out, struct fault *why);

#endif
