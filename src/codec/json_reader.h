/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads JSON (RFC 8259) of any size as a stream, value by value, for files of which little is needed: what nobody asks
 *for is checked and skipped without being kept. A small text becomes a tree with codec/json.h.
 *
 * Strict: invalid UTF-8, more than JSON_READER_DEPTH_MAX levels and whatever is not JSON end the reading (the fault);
 * from then on every call answers as at the end of the text, so that readers unwind without a check at each line.
 *
 * A value that is JSON but not what was asked for (a number where a text belongs, a key that stands twice) spoils only
 * the record that it is in (the refusal): the rest of that record reads as empty and is skipped, and the next one is
 *read as usual after json_reader_take_refusal.
 *
 *	struct json_object object = json_reader_object(json, names);
 *	for (int name; (name = json_reader_name(json, &object)) >= 0;)
 *		switch (name) { case 0: text = json_reader_text(json, arena); break; ... }
 *	for (struct json_array array = json_reader_array(json); json_reader_item(json, &array);)
 *		...
 */
#ifndef TENKEN_CODEC_JSON_READER_H
#define TENKEN_CODEC_JSON_READER_H

#include "codec/byte_source.h"

#define JSON_READER_DEPTH_MAX  64
#define JSON_READER_NAMES_MAX  32        /* that one object is asked for */
#define JSON_READER_TEXT_MAX   (1 << 16) /* bytes of a text that is wanted, and of a name */
#define JSON_READER_NUMBER_MAX 64        /* characters */

enum json_kind {
	JSON_KIND_END, /* no value: the end of the bytes, or a fault */
	JSON_KIND_OBJECT,
	JSON_KIND_ARRAY,
	JSON_KIND_TEXT,
	JSON_KIND_NUMBER,
	JSON_KIND_BOOL,
	JSON_KIND_NULL,
};

/* An object or array that is being read; its members are in private use. */
struct json_object {
	const char *const *names; /* wanted ones, ended by NULL */
	size_t count;
	uint32_t seen; /* bits of those that stood already */
	unsigned next; /* the name that is likely to come */
	bool is_open;
};

struct json_array {
	bool is_open;
};

struct json_reader;

struct json_reader *json_reader_new(struct byte_source source);
void json_reader_free(struct json_reader *reader);

/* The kind of the value that comes next. Between top-level values (one text may hold several, as in JSON lines)
 * JSON_KIND_END is the good end of the text. */
enum json_kind json_reader_kind(struct json_reader *reader);

/* Each of these takes the next value. A value of another kind is skipped, and its record is refused. */
struct json_object json_reader_object(struct json_reader *reader, const char *const *names);
struct json_array json_reader_array(struct json_reader *reader);
struct str json_reader_text(struct json_reader *reader, struct arena *arena); /* at most JSON_READER_TEXT_MAX */
struct str json_reader_text_head(struct json_reader *reader, struct arena *arena, size_t size); /* what fits in size */
double json_reader_number(struct json_reader *reader);
bool json_reader_bool(struct json_reader *reader);
bool json_reader_null(struct json_reader *reader); /* takes a null; leaves anything else, and is false */
void json_reader_skip(struct json_reader *reader);

/* The index of the next wanted name that stands in the object, before its value; -1 at the end. A wanted name that
 * stands twice refuses the record; others are passed over. */
int json_reader_name(struct json_reader *reader, struct json_object *object);

/* For objects whose names are data: the next name, whatever it is. False at the end. */
bool json_reader_any_name(struct json_reader *reader, struct json_object *object, struct arena *arena,
			  struct str *ret_name);

/* Whether one more item follows in the array. */
bool json_reader_item(struct json_reader *reader, struct json_array *array);

/* Refuses the record that is being read, in the caller's words; the first refusal of a record counts. */
void json_reader_refuse(struct json_reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool json_reader_is_refused(const struct json_reader *reader);

/* ERR_INVALID with the reason when the record was refused; the refusal is then cleared. ERR_OK when it was not, or when
 * a fault has ended the reading: a fault takes precedence. */
MUST_USE enum err json_reader_take_refusal(struct json_reader *reader, struct fault *why);

/* What ended the reading: ERR_INVALID with line and column, or the source's fault; ERR_OK while all is well. */
MUST_USE enum err json_reader_fault(const struct json_reader *reader, struct fault *why);

uint64_t json_reader_line(const struct json_reader *reader); /* from 1; of what was read last */

#endif
