/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/csv_reader.h"

#include <stdlib.h>

#include "base/buf.h"
#include "codec/utf8.h"

enum { CHUNK = 65536, END = -1 };

/* Where the next byte stands. */
enum place { FIELD_START, BARE, QUOTED, BEHIND_QUOTE };

struct csv_reader {
	struct byte_source source;
	char chunk[CHUNK];
	size_t at, size;
	uint64_t line;
	struct buf row;              /* the fields' bytes, one behind the other */
	size_t ends[CSV_FIELDS_MAX]; /* of each field in the row */
	struct str fields[CSV_FIELDS_MAX];
	size_t count;
	struct fault fault; /* code is ERR_OK while all is well */
};

struct csv_reader *csv_reader_new(struct byte_source source)
{
	struct csv_reader *reader = calloc(1, sizeof(*reader));

	if (!reader)
		abort(); /* the same rule as arena.h */
	reader->source = source;
	reader->line = 1;
	buf_init(&reader->row, CSV_ROW_MAX);
	return reader;
}

void csv_reader_free(struct csv_reader *reader)
{
	if (!reader)
		return;
	buf_release(&reader->row);
	free(reader);
}

enum err csv_reader_fault(const struct csv_reader *reader, struct fault *why)
{
	return reader->fault.code ? fault_set(why, reader->fault.code, "%s", reader->fault.text) : ERR_OK;
}

static void fail(struct csv_reader *reader, enum err err, const char *what)
{
	if (!reader->fault.code)
		(void)fault_set(&reader->fault, err, "CSV, line %llu: %s", (unsigned long long)reader->line, what);
}

/* The next byte without taking it; END at the end of the bytes, or after a fault. */
static int look(struct csv_reader *reader)
{
	if (reader->at == reader->size && !reader->fault.code) {
		struct fault why = {ERR_OK, ""};
		enum err err;
		reader->at = reader->size = 0;
		err = reader->source.read(reader->source.context, reader->chunk, CHUNK, &reader->size, &why);
		if (err) {
			reader->size = 0;
			(void)fault_set(&reader->fault, err, "%s", why.text);
		}
	}
	if (reader->at == reader->size || reader->fault.code)
		return END;
	return (unsigned char)reader->chunk[reader->at];
}

static void end_field(struct csv_reader *reader)
{
	if (reader->count == CSV_FIELDS_MAX)
		fail(reader, ERR_TOO_LARGE, "too many fields in a row");
	else
		reader->ends[reader->count++] = reader->row.size;
}

/* Consumes a line end if the next bytes are one. */
static bool take_line_end(struct csv_reader *reader, int byte)
{
	if (byte == '\r') {
		reader->at++;
		if (look(reader) != '\n') {
			fail(reader, ERR_INVALID, "a carriage return without a line feed");
			return true;
		}
		byte = '\n';
	}
	if (byte != '\n')
		return false;
	reader->at++;
	reader->line++;
	return true;
}

/* Inside quotes everything is content, except a quote: it is doubled or ends the field. */
static enum place take_quoted(struct csv_reader *reader, int byte)
{
	reader->at++;
	if (byte != '"') {
		reader->line += byte == '\n';
		buf_add_byte(&reader->row, (char)byte);
		return QUOTED;
	}
	if (look(reader) != '"')
		return BEHIND_QUOTE;
	reader->at++;
	buf_add_byte(&reader->row, '"');
	return QUOTED;
}

/* One byte of a bare field, or the quote that opens another. */
static enum place take_bare(struct csv_reader *reader, enum place place, int byte)
{
	reader->at++;
	if (byte == '"' && place == FIELD_START)
		return QUOTED;
	if (byte == '"' || place == BEHIND_QUOTE)
		fail(reader, ERR_INVALID, "a quote inside a field, or more after its end");
	buf_add_byte(&reader->row, (char)byte);
	return BARE;
}

/* The bytes of one row up to the end of its line; false when there are none. */
static bool read_fields(struct csv_reader *reader)
{
	enum place place = FIELD_START;
	int byte = look(reader);

	if (byte == END)
		return false;
	for (; byte != END; byte = look(reader)) {
		if (place == QUOTED) {
			place = take_quoted(reader, byte);
		} else if (byte == ',') {
			reader->at++;
			end_field(reader);
			place = FIELD_START;
		} else if (take_line_end(reader, byte)) {
			break;
		} else {
			place = take_bare(reader, place, byte);
		}
		if (reader->row.full)
			fail(reader, ERR_TOO_LARGE, "a row is too long");
	}
	if (place == QUOTED)
		fail(reader, ERR_INVALID, "a quote is never closed");
	end_field(reader);
	return true;
}

static void pass_byte_order_mark(struct csv_reader *reader)
{
	static const char mark[] = "\xef\xbb\xbf";

	if (look(reader) == 0xef && str_starts(str_of(reader->chunk, reader->size), mark))
		reader->at += sizeof(mark) - 1;
}

bool csv_reader_row(struct csv_reader *reader, struct csv_row *ret_row)
{
	struct csv_row row = {reader->fields, 0, reader->line};
	size_t begin = 0;
	struct str text;

	if (reader->line == 1 && !reader->count)
		pass_byte_order_mark(reader);
	buf_clear(&reader->row);
	reader->count = 0;
	if (!read_fields(reader) || reader->fault.code)
		return false;
	text = buf_str(&reader->row);
	if (!utf8_is_valid(text) || str_index(text, '\0') < text.n) {
		fail(reader, ERR_INVALID, "a row that is no UTF-8 text ends here");
		return false;
	}
	for (size_t i = 0; i < reader->count; begin = reader->ends[i++])
		reader->fields[i] = str_of(text.p + begin, reader->ends[i] - begin);
	row.count = reader->count;
	*ret_row = row;
	return true;
}
