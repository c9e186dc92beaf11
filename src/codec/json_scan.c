/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/ascii.h"
#include "codec/json_reader_priv.h"
#include "codec/utf8.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "eight bytes are looked at as one little-endian number"
#endif

enum { UTF8_MAX = 4, ESCAPE_MAX = 12 }; /* bytes of a character, and of a surrogate pair: \ud83d\ude00 */

enum err json_scan_fail(struct json_reader *reader, const char *text)
{
	uint64_t offset = reader->before + (uint64_t)(reader->at - reader->window);
	unsigned long long column = offset - reader->line_start + 1;

	if (reader->fault.code)
		return reader->fault.code;
	reader->end = reader->at; /* nothing is left to read */
	reader->is_last = true;
	return fault_set(&reader->fault, ERR_INVALID, "JSON, line %llu, column %llu: %s",
			 (unsigned long long)reader->line, column, text);
}

bool json_scan_need(struct json_reader *reader, size_t count)
{
	while ((size_t)(reader->end - reader->at) < count && !reader->is_last) {
		size_t kept = (size_t)(reader->end - reader->at), got = 0;
		reader->before += (uint64_t)(reader->at - reader->window);
		memmove(reader->window, reader->at, kept);
		reader->at = reader->window;
		reader->end = reader->window + kept;
		if (reader->source.read(reader->source.context, (char *)reader->window + kept, JSON_WINDOW - kept, &got,
					&reader->fault)) {
			reader->end = reader->at; /* what is left is half of something */
			got = 0;
		}
		reader->end += got;
		reader->is_last = got == 0;
	}
	return (size_t)(reader->end - reader->at) >= count && !reader->fault.code;
}

static uint64_t eight(const unsigned char *at)
{
	uint64_t bytes;

	memcpy(&bytes, at, sizeof(bytes));
	return bytes;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

int json_scan_next(struct json_reader *reader)
{
	do {
		const unsigned char *at = reader->at, *end = reader->end;
		for (; at < end; at++) {
			while (end - at > 8 && eight(at) == EACH(' ')) /* an indented text has many */
				at += 8;
			if (*at == '\n') {
				reader->line++;
				reader->line_start = reader->before + (uint64_t)(at - reader->window) + 1;
			} else if (*at != ' ' && *at != '\t' && *at != '\r') {
				reader->at = at;
				return *at;
			}
		}
		reader->at = at;
	} while (json_scan_need(reader, 1));
	return JSON_NO_BYTE;
}

bool json_scan_word(struct json_reader *reader, const char *word)
{
	size_t length = strlen(word);

	if (!json_scan_need(reader, length) || memcmp(reader->at, word, length) != 0) {
		json_scan_fail(reader, "this is no value");
		return false;
	}
	reader->at += length;
	return true;
}

/* ---- numbers ---- */

static const char *past_digits(const char *text)
{
	return text + strspn(text, "0123456789");
}

static bool is_number(const char *text)
{
	const char *start = text += *text == '-', *after;

	text = past_digits(text);
	if (text == start || (*start == '0' && text - start > 1))
		return false;
	if (*text == '.') {
		after = past_digits(text + 1);
		if (after == text + 1)
			return false;
		text = after;
	}
	if (*text == 'e' || *text == 'E') {
		text += text[1] == '+' || text[1] == '-' ? 2 : 1;
		after = past_digits(text);
		if (after == text)
			return false;
		text = after;
	}
	return *text == '\0';
}

bool json_scan_number(struct json_reader *reader, char out[JSON_READER_NUMBER_MAX + 1])
{
	size_t length = 0;

	while (json_scan_need(reader, length + 1) && memchr("0123456789+-.eE", reader->at[length], 15)) {
		if (length == JSON_READER_NUMBER_MAX) {
			json_scan_fail(reader, "a number of too many digits");
			return false;
		}
		out[length] = (char)reader->at[length];
		length++;
	}
	out[length] = '\0';
	if (reader->fault.code || !is_number(out)) {
		json_scan_fail(reader, "this is no value");
		return false;
	}
	reader->at += length;
	return true;
}

/* ---- texts ---- */

/* Index of the first byte that is not plain: a quote, a backslash, a control character, or not ASCII. Of the marks in a
 * word of eight bytes only the lowest is exact; higher ones may come from a borrow. */
static const unsigned char *past_plain(const unsigned char *at, const unsigned char *end)
{
	for (; end - at >= 8; at += 8) {
		uint64_t bytes = eight(at), quote = bytes ^ EACH('"'), backslash = bytes ^ EACH('\\');
		uint64_t marks = (bytes | (bytes - EACH(0x20)) | ((quote - EACH(1)) & ~quote) |
				  ((backslash - EACH(1)) & ~backslash)) &
				 EACH(0x80);
		if (marks)
			return at + __builtin_ctzll(marks) / 8;
	}
	while (at < end && *at >= 0x20 && *at < 0x80 && *at != '"' && *at != '\\')
		at++;
	return at;
}

static bool take_character(struct json_reader *reader, size_t *ret_length)
{
	uint32_t code_point;

	(void)json_scan_need(reader, UTF8_MAX);
	*ret_length = utf8_decode(str_of(reader->at, (size_t)(reader->end - reader->at)), &code_point);
	if (!*ret_length)
		json_scan_fail(reader, "this is not UTF-8");
	return *ret_length != 0;
}

/* Four hexadecimal digits behind "\u"; false when they are others. */
static bool read_unit(const unsigned char *escape, const unsigned char *end, uint32_t *ret_unit)
{
	uint32_t unit = 0;

	if (end - escape < 6 || escape[0] != '\\' || escape[1] != 'u')
		return false;
	for (int i = 2; i < 6; i++) {
		int digit = ascii_hex_digit((char)escape[i]);
		if (digit < 0)
			return false;
		unit = unit << 4 | (uint32_t)digit;
	}
	*ret_unit = unit;
	return true;
}

/* The length of the escape at reader->at, and its character (0xfffd for half of a pair); 0 when it is not an escape. */
static size_t read_escape(struct json_reader *reader, uint32_t *ret_code_point)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const unsigned char *at = reader->at;
	const char *letter;
	uint32_t unit, low;

	if (!json_scan_need(reader, 2))
		return 0;
	(void)json_scan_need(reader, ESCAPE_MAX);
	at = reader->at;
	letter = memchr(letters, at[1], sizeof(letters) - 1);
	if (letter) {
		*ret_code_point = (unsigned char)meant[letter - letters];
		return 2;
	}
	if (!read_unit(at, reader->end, &unit))
		return 0;
	*ret_code_point = unit;
	if (unit < 0xd800 || unit > 0xdfff)
		return 6;
	if (unit < 0xdc00 && read_unit(at + 6, reader->end, &low) && low >= 0xdc00 && low <= 0xdfff) {
		*ret_code_point = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
		return 12;
	}
	*ret_code_point = 0xfffd;
	json_reader_refuse(reader, "half of a surrogate pair");
	return 6;
}

static void keep(struct buf *text, struct str piece)
{
	size_t room = text ? text->cap - text->size : 0;

	if (!text)
		return;
	buf_add(text, str_head(piece, room));
	text->full |= piece.n > room;
}

/* Reads on to the closing quote. With a buffer the text goes there, up to the buffer's cap. */
static bool scan_text(struct json_reader *reader, struct buf *text)
{
	while (json_scan_need(reader, 1)) {
		const unsigned char *after = past_plain(reader->at, reader->end);
		struct str piece = str_of(reader->at, (size_t)(after - reader->at));
		size_t length = 0;
		uint32_t code_point;
		char bytes[4];
		keep(text, piece);
		reader->at = after;
		if (after == reader->end)
			continue;
		if (*after == '"') {
			reader->at++;
			return true;
		}
		if (*after >= 0x80) {
			if (!take_character(reader, &length))
				return false;
			piece = str_of(reader->at, length);
		} else {
			length = *after == '\\' ? read_escape(reader, &code_point) : 0;
			piece = str_of(bytes, length ? utf8_encode(code_point, bytes) : 0);
		}
		if (!length) {
			json_scan_fail(reader, "this may not stand in a text");
			return false;
		}
		keep(text, piece);
		reader->at += length;
	}
	json_scan_fail(reader, "the text ends in the middle");
	return false;
}

bool json_scan_skip_text(struct json_reader *reader)
{
	bool was_refused = reader->is_refused, is_good;

	reader->at++;
	is_good = scan_text(reader, NULL);
	reader->is_refused = was_refused; /* what nobody reads may hold half a pair */
	return is_good;
}

bool json_scan_text(struct json_reader *reader, size_t cap, struct str *ret_text, bool *ret_is_cut)
{
	const unsigned char *start = ++reader->at, *after = past_plain(start, reader->end);

	if (after < reader->end && *after == '"' && (size_t)(after - start) <= cap) { /* most are in one piece */
		*ret_text = str_of(start, (size_t)(after - start));
		*ret_is_cut = false;
		reader->at = after + 1;
		return true;
	}
	buf_clear(&reader->text);
	reader->text.cap = cap;
	if (!scan_text(reader, &reader->text))
		return false;
	*ret_text = buf_str(&reader->text);
	*ret_is_cut = reader->text.full;
	return true;
}
