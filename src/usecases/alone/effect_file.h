/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The effect of a programme from a file of JSON (outcome/effect.h):
 *
 *   {"participants": {"companies": 812, "mended": 410}, "waiting": [{"found": 3, "mended": 1}, ...]}
 *
 * Either group as counts of companies, or as a list of what was found at each company and mended of it.
 */
#ifndef TENKEN_USECASES_ALONE_EFFECT_FILE_H
#define TENKEN_USECASES_ALONE_EFFECT_FILE_H

#include "base/lang.h"
#include "codec/value.h"

#define EFFECT_FILE_MAX ((size_t)128 << 20)

/* path: "-" is standard input. The answer says "estimate" or "cannot tell", what it rests on, and a sentence in the
 * language. ERR_INVALID with line and column. */
MUST_USE enum err effect_file(struct arena *arena, const char *path, enum lang lang, struct value **ret_answer,
			      struct fault *why);

#endif
