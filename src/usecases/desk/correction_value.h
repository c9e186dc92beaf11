/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a company was asked to correct in its application (screening/send_back.h) and what became of it, for staff.
 */
#ifndef TENKEN_USECASES_DESK_CORRECTION_VALUE_H
#define TENKEN_USECASES_DESK_CORRECTION_VALUE_H

#include "codec/value_keys.h"
#include "usecases/screening/correction.h"

/* What was asked and what was answered, before and now. Null for a case that was never sent back. */
extern const struct value_key correction_value_keys[];
struct value *correction_value(struct arena *arena, enum lang lang, const struct correction *correction);

/* The answer to one question in words; "" where there is none. */
const char *correction_value_words(struct arena *arena, const struct question *question, const struct value *answers,
				   enum lang lang);

#endif
