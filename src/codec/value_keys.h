/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The keys of a map, declared as data: what a function promises to give, and what a template may name
 * (codec/template_check.h). The giver of such a map sets every declared key and no other; what there is none of is
 * "", an empty list or null. An absent key would be looked for in the map around it.
 */
#ifndef TENKEN_CODEC_VALUE_KEYS_H
#define TENKEN_CODEC_VALUE_KEYS_H

#include "codec/value.h"

/* An array of these ends with {0}. A row without a name stands for all keys that its inside declares, so that one
 * declaration may hold another; of two rows of one name the first counts. */
struct value_key {
	const char *name;
	enum value_kind kind; /* the value may always be null too */
	const struct value_key
		*inside; /* keys of the map, or of each map in the list; NULL: not maps with declared keys */
};

/* NULL when no row declares the name. */
const struct value_key *value_keys_find(const struct value_key *keys, struct str name);

#endif
