/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tree of plain values: what JSON and YAML decode to, what templates are filled
 * with, what JSON is encoded from. A tree lives in one arena and is never freed in
 * parts. A value decoded from a file knows its line and column, so that an error in it can name its place.
 */
#ifndef TENKEN_CODEC_VALUE_H
#define TENKEN_CODEC_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

enum value_kind { VALUE_NULL, VALUE_BOOL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_LIST, VALUE_MAP };

struct value {
	enum value_kind kind;
	unsigned line, column; /* from 1; 0 when the value came from no file */
	union {
		bool boolean;
		int64_t integer;
		double real;
		struct str text; /* terminated behind its end; may hold NUL inside */
		struct {
			struct value **items; /* of a list, or the values of a map */
			struct str *keys;     /* of a map, in the order of insertion */
			size_t count, cap;
		};
	};
};

/* Makers; the texts are copied into the arena. */
struct value *value_null(struct arena *arena);
struct value *value_bool(struct arena *arena, bool boolean);
struct value *value_int(struct arena *arena, int64_t integer);
struct value *value_real(struct arena *arena, double real);
struct value *value_text(struct arena *arena, const char *text); /* NULL gives "" */
struct value *value_str(struct arena *arena, struct str text);
struct value *value_list(struct arena *arena);
struct value *value_map(struct arena *arena);

void value_add(struct arena *arena, struct value *list, struct value *item);

/* Sets or replaces a key of a map. */
void value_set(struct arena *arena, struct value *map, const char *key, struct value *item);
void value_set_str(struct arena *arena, struct value *map, struct str key, struct value *item);

/* Sets a key to a tree that others read too: nobody may change it through this map. */
void value_set_shared(struct arena *arena, struct value *map, const char *key, const struct value *item);

/* Adds a key that the caller knows to be new, without looking for it. */
void value_append(struct arena *arena, struct value *map, struct str key, struct value *item);

/* Shorthands for the commonest items. */
void value_set_text(struct arena *arena, struct value *map, const char *key, const char *text);
void value_set_int(struct arena *arena, struct value *map, const char *key, int64_t integer);
void value_set_bool(struct arena *arena, struct value *map, const char *key, bool boolean);

/* Readers. All take NULL and the wrong kind for "absent". */
const struct value *value_get(const struct value *map, const char *key);    /* or NULL */
const struct value *value_get_str(const struct value *map, struct str key); /* or NULL */
const struct value *value_at(const struct value *list, size_t index);       /* or NULL */
size_t value_count(const struct value *list_or_map);                        /* 0 when neither */
const char *value_get_text(const struct value *map, const char *key);       /* or "" */
int64_t value_get_int(const struct value *map, const char *key, int64_t otherwise);
bool value_get_bool(const struct value *map, const char *key); /* or false */

/* True for a true bool, a number other than 0, a text or a list that is not empty, any map. */
bool value_is_truthy(const struct value *value);

const char *value_kind_name(enum value_kind kind);

#endif
