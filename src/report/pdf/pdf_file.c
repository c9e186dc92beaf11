/* SPDX-License-Identifier: Apache-2.0 */
#include "report/pdf/pdf_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "codec/pack.h"
#include "codec/utf8.h"

#define GATHERED_MAX ((size_t)16 << 20)
#define PLACE_BYTES  7 /* of a row of the table: kind, place in 4, index in 2 */

void pdf_file_begin(struct pdf_file *file, struct arena *arena, struct buf *out)
{
	*file = (struct pdf_file){.arena = arena, .out = out, .begin = out->size};
	buf_init(&file->heads, GATHERED_MAX);
	buf_init(&file->bodies, GATHERED_MAX);
	(void)pdf_file_reserve(file);
	/* The second line holds bytes above 127, so that nobody takes the file for text. */
	buf_add_text(out, "%PDF-1.5\n%\xb5\xed\xae\xfb\n");
}

void pdf_file_release(struct pdf_file *file)
{
	buf_release(&file->heads);
	buf_release(&file->bodies);
}

int pdf_file_reserve(struct pdf_file *file)
{
	file->places = arena_grow(file->arena, file->places, file->count, &file->cap, sizeof(*file->places));
	file->places[file->count] = (struct pdf_file_place){0};
	return (int)file->count++;
}

static void write_stream(struct pdf_file *file, int number, const char *entries, struct str bytes)
{
	struct buf packed;

	buf_init(&packed, file->out->cap);
	pack_zlib(bytes, &packed);
	file->places[number] = (struct pdf_file_place){file->out->size - file->begin, -1, true};
	buf_printf(file->out, "%d 0 obj\n<<%s/Length %zu/Filter/FlateDecode>>\nstream\n", number, entries, packed.size);
	buf_add(file->out, buf_str(&packed));
	buf_add_text(file->out, "\nendstream\nendobj\n");
	buf_release(&packed);
}

void pdf_file_add_stream(struct pdf_file *file, int number, const char *entries, struct str bytes)
{
	write_stream(file, number, entries, bytes);
}

static void close_gathered(struct pdf_file *file)
{
	size_t first = file->heads.size;

	if (!file->stream)
		return;
	buf_add(&file->heads, buf_str(&file->bodies));
	file->is_cut |= file->heads.full || file->bodies.full;
	write_stream(file, file->stream,
		     arena_printf(file->arena, "/Type/ObjStm/N %d/First %zu", file->gathered, first),
		     buf_str(&file->heads));
	file->stream = 0;
}

void pdf_file_add(struct pdf_file *file, int number, struct str object)
{
	if (file->gathered == PDF_FILE_GATHERED)
		close_gathered(file);
	if (!file->stream) {
		file->stream = pdf_file_reserve(file);
		file->gathered = 0;
		buf_clear(&file->heads);
		buf_clear(&file->bodies);
	}
	file->places[number] = (struct pdf_file_place){(size_t)file->stream, file->gathered++, true};
	buf_printf(&file->heads, "%d %zu ", number, file->bodies.size);
	buf_add(&file->bodies, object);
	buf_add_byte(&file->bodies, '\n');
}

static void add_big_endian(struct buf *out, size_t number, int bytes)
{
	while (bytes--)
		buf_add_byte(out, (char)(number >> 8 * bytes & 0xff));
}

/* 7.5.8.2: kind 0 is free, 1 stands by itself, 2 is gathered. */
static void add_places(const struct pdf_file *file, struct buf *table)
{
	for (size_t i = 0; i < file->count; i++) {
		const struct pdf_file_place *place = &file->places[i];
		bool by_itself = place->index < 0;
		add_big_endian(table, !place->known ? 0 : by_itself ? 1 : 2, 1);
		add_big_endian(table, place->at, 4);
		add_big_endian(table, !place->known ? 0xffff : by_itself ? 0 : (size_t)place->index, 2);
	}
}

enum err pdf_file_end(struct pdf_file *file, int catalog, int information, struct fault *why)
{
	int number;
	size_t at;
	BUF_SCOPED table;

	close_gathered(file);
	number = pdf_file_reserve(file);
	at = file->out->size - file->begin;
	file->places[number] = (struct pdf_file_place){at, -1, true};
	buf_init(&table, file->count * PLACE_BYTES);
	add_places(file, &table);
	write_stream(file, number,
		     arena_printf(file->arena, "/Type/XRef/W[1 4 2]/Size %zu/Root %d 0 R/Info %d 0 R", file->count,
				  catalog, information),
		     buf_str(&table));
	buf_printf(file->out, "startxref\n%zu\n%%%%EOF\n", at);
	if (file->is_cut)
		return fault_set(why, ERR_TOO_LARGE, "report: a part of the document is too large");
	return buf_finish(file->out, "report", why);
}

static void add_hex(struct buf *out, unsigned unit)
{
	static const char digits[] = "0123456789ABCDEF";

	for (int shift = 12; shift >= 0; shift -= 4)
		buf_add_byte(out, digits[unit >> shift & 15]);
}

void pdf_file_utf16(struct buf *out, struct str utf8)
{
	uint32_t code;
	size_t length;

	for (; (length = utf8_decode(utf8, &code)); utf8 = str_skip(utf8, length)) {
		if (code > 0xffff) {
			add_hex(out, 0xd800 + ((code - 0x10000) >> 10));
			code = 0xdc00 + ((code - 0x10000) & 0x3ff);
		}
		add_hex(out, code);
	}
}

void pdf_file_text(struct buf *out, struct str utf8)
{
	buf_add_text(out, "<FEFF");
	pdf_file_utf16(out, utf8);
	buf_add_byte(out, '>');
}

void pdf_file_number(struct buf *out, double number)
{
	long long hundredths = llround(number * 100);
	unsigned long long size = (unsigned long long)llabs(hundredths);

	if (hundredths < 0 && size)
		buf_add_byte(out, '-');
	buf_add_int(out, (int64_t)(size / 100));
	if (size % 100)
		buf_add_byte(out, '.');
	if (size % 100)
		buf_add_byte(out, (char)('0' + size / 10 % 10));
	if (size % 10)
		buf_add_byte(out, (char)('0' + size % 10));
}
