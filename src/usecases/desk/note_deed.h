/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The secretariat or Tokyo writes a note about a case, or what was said on the telephone: who, when, and the words, for
 * staff of the office alone. The assigned expert writes those of a visit (NOTE_KIND_VISIT), which they read too.
 */
#ifndef TENKEN_USECASES_DESK_NOTE_DEED_H
#define TENKEN_USECASES_DESK_NOTE_DEED_H

#include "cases/note.h"
#include "people/actor.h"
#include "usecases/office.h"

#define NOTE_DEED_CHARS_MAX 2000

/* ret_problem: "" when it is kept; else what is wrong with the words, as case_deed_reason_problem names it, and nothing
 * is. ERR_NOT_FOUND, ERR_DENIED. The same form sent again is kept already. */
MUST_USE enum err note_deed_add(const struct office *office, const struct actor *actor, const struct once *once,
				int64_t case_id, enum note_kind kind, struct str words, const char **ret_problem,
				struct fault *why);

#endif
