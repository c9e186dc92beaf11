/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inside of the JSON reader: a window over the bytes, what is refused (json_refuse.c), and the scanning of
 * its tokens (json_scan.c), below the questions that readers ask (json_reader.c).
 */
#ifndef TENKEN_CODEC_JSON_READER_PRIV_H
#define TENKEN_CODEC_JSON_READER_PRIV_H

#include "base/buf.h"
#include "codec/json_reader.h"

enum { JSON_WINDOW = 128 << 10, JSON_NO_BYTE = -1 };

struct json_reader {
	struct byte_source source;
	const unsigned char *at, *end; /* what is not read yet, in window */
	uint64_t before;               /* bytes of the text before window */
	uint64_t line, line_start;     /* from 1; where the line begins in the text */
	uint64_t objects;              /* a bit a level: it is an object */
	unsigned depth;
	bool is_first; /* nothing stands in the innermost container yet */
	bool is_last;  /* the source has ended */
	bool is_refused;
	struct fault fault, refusal;
	const char *name; /* the wanted one that was met last, or NULL */
	struct buf text;  /* a text in more than one piece */
	unsigned char window[JSON_WINDOW];
};

/* Ends the reading with line and column. */
enum err json_scan_fail(struct json_reader *reader, const char *text);

/* At least that many bytes in the window, or all that are left; false when there are fewer. */
bool json_scan_need(struct json_reader *reader, size_t count);

/* The next byte that is not white space, without consuming it; JSON_NO_BYTE at the end. */
int json_scan_next(struct json_reader *reader);

/* Each takes one token whose first byte is next. False after a fault. */
bool json_scan_word(struct json_reader *reader, const char *word);
bool json_scan_number(struct json_reader *reader, char out[JSON_READER_NUMBER_MAX + 1]);
bool json_scan_skip_text(struct json_reader *reader);

/* A view that is valid until the next token. Bytes beyond cap are cut, and *ret_is_cut says so. Half a surrogate pair
 * refuses the record. */
bool json_scan_text(struct json_reader *reader, size_t cap, struct str *ret_text, bool *ret_is_cut);

#endif
