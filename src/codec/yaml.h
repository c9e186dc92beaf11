/* SPDX-License-Identifier: Apache-2.0 */
/*
 * YAML 1.2 to values, each with its line and column. Plain scalars become booleans (true,
 * false), whole numbers or texts; quoted ones are always texts. Duplicate keys, aliases
 * (a bomb's fuse), tags and more than JSON_DEPTH_MAX levels are refused.
 */
#ifndef TENKEN_CODEC_YAML_H
#define TENKEN_CODEC_YAML_H

#include "codec/value.h"

/* ERR_INVALID with "name:LINE:COLUMN: message" in the fault. The caller caps text.n. */
MUST_USE enum err yaml_decode(struct arena *arena, struct str text, const char *name, struct value **ret_value,
			      struct fault *why);

/* The same for files that speak of bytes: a value in double quotes may hold control characters that an escape writes
 * ("\x00"), NUL among them. The caller looks at each before it is shown. */
MUST_USE enum err yaml_decode_escaped(struct arena *arena, struct str text, const char *name, struct value **ret_value,
				      struct fault *why);

#endif
