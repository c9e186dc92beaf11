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
	struct str source;   /* its text, to find a place inside a value; may be empty */
	bool has_failed;
	struct fault fault;
};

/* Reports a problem at a value's place: "NAME:LINE:COLUMN: message". Only the first one is kept. */
void reader_fail(struct reader *reader, const struct value *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same at the first `part` behind where the value begins; at the value when the file shows no such part there. */
void reader_fail_within(struct reader *reader, const struct value *at, struct str part, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

MUST_USE enum err reader_finish(const struct reader *reader, struct fault *why);

enum reader_kind {
	READER_ELSEWHERE, /* the key is known here; its value is read by other means */
	READER_TEXT,      /* const char * */
	READER_ID,        /* const char *, [a-z][a-z0-9_]* */
	READER_PAIR,      /* struct lang_text, from {ja: , en: } */
	READER_INT,       /* int */
	READER_INT64,     /* int64_t */
	READER_SIZE,      /* size_t */
	READER_BOOL,      /* bool */
	READER_DAY,       /* int64_t, from 2025-06-30 */
};

/* What a key of a map is, and the member that takes it. An array of these ends with one that has no key. */
struct reader_key {
	const char *key;
	enum reader_kind kind;
	size_t offset;    /* of the member */
	int64_t min, max; /* of a number; of a text or of each text of a pair, in bytes */
	bool is_optional; /* absent, it leaves the member as it is */
};

/* Reads a map into a struct, key by key; refuses keys that are not in the list and suggests the nearest. */
void reader_map_into(struct reader *reader, const struct value *map, const struct reader_key *keys, void *into);

/* Members of a map, one by one; each is required but for "maybe". */
const char *reader_text(struct reader *reader, const struct value *map, const char *key);
const char *reader_id(struct reader *reader, const struct value *map, const char *key); /* [a-z][a-z0-9_]* */
const struct value *reader_map(struct reader *reader, const struct value *map, const char *key);

/* A list of at least one item; NULL and a problem otherwise. */
const struct value *reader_list(struct reader *reader, const struct value *map, const char *key);
const struct value *reader_maybe_list(struct reader *reader, const struct value *map, const char *key); /* NULL */

/* Reports what is no address of a page: "https://" alone, or what would end the attribute that it stands in. */
void reader_check_page(struct reader *reader, const struct value *at, const char *url);

/* One value that must be {ja: , en: }, neither empty. */
struct lang_text reader_pair_of(struct reader *reader, const struct value *value);

#endif
