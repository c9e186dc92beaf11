/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads comma-separated values (RFC 4180) of any size as a stream, row by row. Lines end in LF or CRLF; a byte order
 * mark at the beginning is passed over.
 *
 * Strict: a quote inside a bare field, something behind a closing quote, a quote that is never closed, a lone CR, a NUL
 * and invalid UTF-8 end the reading (the fault, with its line); so do rows beyond the caps.
 */
#ifndef TENKEN_CODEC_CSV_READER_H
#define TENKEN_CODEC_CSV_READER_H

#include "codec/byte_source.h"

#define CSV_FIELDS_MAX 64        /* of one row */
#define CSV_ROW_MAX    (1 << 20) /* bytes of one row's fields */

struct csv_row {
	const struct str *fields; /* without their quotes */
	size_t count;             /* an empty line has one field, "" */
	uint64_t line;            /* at which the row begins, from 1 */
};

struct csv_reader;

struct csv_reader *csv_reader_new(struct byte_source source);
void csv_reader_free(struct csv_reader *reader);

/* The next row, which lasts until the next call; false at the end and after a fault. */
bool csv_reader_row(struct csv_reader *reader, struct csv_row *ret_row);

/* What ended the reading: ERR_INVALID or ERR_TOO_LARGE with the line, or the source's fault; ERR_OK at a good end. */
MUST_USE enum err csv_reader_fault(const struct csv_reader *reader, struct fault *why);

#endif
