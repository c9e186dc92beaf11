/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a match tells: a fingerprint's params filled from the groups of the match, with {service.version} and the like
 * in fixed values replaced by the value of that param.
 */
#ifndef TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_VALUE_H
#define TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_VALUE_H

#include "codec/regex.h"
#include "knowledge/fingerprint/fingerprint.h"

struct fingerprint_value {
	const char *name;
	struct str text; /* bytes of the searched text may be no UTF-8 */
};

struct fingerprint_values {
	struct fingerprint_value *items; /* in the order of the params */
	size_t count;
};

/* In the arena, the groups copied. A param whose group took no part is left out. As in recog, a name in braces that has
 * no value becomes "-" where it is a version in a CPE; any other fixed value that lacks a part is left out. */
struct fingerprint_values fingerprint_value_fill(struct arena *arena, const struct fingerprint *fingerprint,
						 const struct regex_match *match);

/* The value of that name, or NULL. */
const struct str *fingerprint_value_find(const struct fingerprint_values *values, struct str name);

#endif
