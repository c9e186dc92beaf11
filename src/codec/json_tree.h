/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads one value of a JSON stream as a tree, for records that are easier to handle whole than part by part.
 */
#ifndef TENKEN_CODEC_JSON_TREE_H
#define TENKEN_CODEC_JSON_TREE_H

#include "codec/json_reader.h"
#include "codec/value.h"

#define JSON_TREE_NAMES_MAX 4096 /* of one object */

/* Takes the next value; NULL when none follows. When the arena grows beyond size_max bytes, a name stands twice or an
 * object has too many, the record is refused and what was read so far is returned. */
struct value *json_tree_read(struct json_reader *reader, struct arena *arena, size_t size_max);

#endif
