/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Typed reading of an edition's file with messages that say where, what was found and what was expected. The
 * reader is sticky: after the first problem every further read gives an empty value, and reader_finish
 * reports that problem once.
 */
#ifndef TENKEN_PROGRAMME_READER_H
#define TENKEN_PROGRAMME_READER_H

#include "base/lang.h"
#include "codec/value.h"

struct reader {
	struct arena *arena; /* of the edition; what is read is copied there or lives there */
	const char *name;    /* of the file, for messages */
	bool has_failed;
	struct fault fault;
};

/* Reports a problem at a value's place: "NAME:LINE:COLUMN: message". Only the first one is kept. */
void reader_fail(struct reader *reader, const struct value *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
MUST_USE enum err reader_finish(const struct reader *reader, struct fault *why);

/* Refuses keys that are not in the NULL-ended list and suggests the nearest. */
void reader_allow(struct reader *reader, const struct value *map, const char *const *keys);

/* Members of a map. The plain ones are required; a "maybe" gives what its comment says when the key is absent. */
const char *reader_text(struct reader *reader, const struct value *map, const char *key);
const char *reader_maybe_text(struct reader *reader, const struct value *map, const char *key); /* NULL */
const char *reader_id(struct reader *reader, const struct value *map, const char *key);         /* [a-z][a-z0-9_]* */
struct lang_text reader_pair(struct reader *reader, const struct value *map, const char *key);  /* {ja: , en: } */
struct lang_text reader_maybe_pair(struct reader *reader, const struct value *map, const char *key); /* NULLs */
struct lang_text reader_maybe_empty_pair(struct reader *reader, const struct value *map, const char *key);
int64_t reader_int(struct reader *reader, const struct value *map, const char *key, int64_t min, int64_t max);
int64_t reader_maybe_int(struct reader *reader, const struct value *map, const char *key, int64_t min, int64_t max,
			 int64_t otherwise);
bool reader_maybe_bool(struct reader *reader, const struct value *map, const char *key, bool otherwise);
int64_t reader_day(struct reader *reader, const struct value *map, const char *key); /* 2025-06-30 */
const struct value *reader_map(struct reader *reader, const struct value *map, const char *key);

/* A list of at least one item; NULL and a problem otherwise. */
const struct value *reader_list(struct reader *reader, const struct value *map, const char *key);
const struct value *reader_maybe_list(struct reader *reader, const struct value *map, const char *key); /* NULL */

/* One value that must be {ja: , en: }, neither empty. */
struct lang_text reader_pair_of(struct reader *reader, const struct value *value);

#endif
