/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes comma-separated values (RFC 4180) for Excel: a byte order mark, without which Excel in Japan reads CP932, and
 * rows that end in CRLF. What somebody else said must not become a formula: a cell that begins with = + - @, one of
 * their wide forms, a tab or a line's end gets an apostrophe before it; a plain number stays one.
 */
#ifndef TENKEN_CODEC_CSV_WRITER_H
#define TENKEN_CODEC_CSV_WRITER_H

#include "base/buf.h"

void csv_writer_begin(struct buf *out);

/* The cell, always in quotes, behind a comma where it is not the first of its row. */
void csv_writer_cell(struct buf *out, bool is_first, struct str text);
void csv_writer_end_row(struct buf *out);

#endif
