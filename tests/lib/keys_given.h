/* SPDX-License-Identifier: Apache-2.0 */
/* Does a tree hold what its declaration promises (codec/value_keys.h)? */
#ifndef TENKEN_TESTS_LIB_KEYS_GIVEN_H
#define TENKEN_TESTS_LIB_KEYS_GIVEN_H

#include "base/fault.h"
#include "codec/value_keys.h"

/* ERR_INVALID with the path of a key that is declared and not given, given and not declared, or of another kind. */
MUST_USE enum err keys_given(const struct value *map, const struct value_key *keys, struct fault *why);

/* Fails the test for it; name says whose keys they are. */
void assert_keys(const struct value *map, const struct value_key *keys, const char *name);

#endif
