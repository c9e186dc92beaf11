/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "base/ascii.h"
#include "codec/digest.h"
#include "nuclei/nuclei_function_priv.h"
#include "nuclei/nuclei_hash.h"

#define PYTHON_LINE 76 /* characters of base64 before Python's newline */
#define HEX_DIGITS  "0123456789abcdef"

static struct nuclei_value hex_text(struct nuclei_scope *scope, struct str bytes)
{
	char *text = nuclei_argument_room(scope, 2 * bytes.n);

	if (!text)
		return nuclei_value_unknown();
	digest_hex(bytes, text);
	return nuclei_value_text(str_of(text, 2 * bytes.n));
}

static struct nuclei_value digest_of(struct nuclei_scope *scope, struct nuclei_value argument,
				     void (*digest)(struct str bytes, unsigned char *out), size_t size)
{
	unsigned char out[DIGEST_SIZE];
	struct str bytes;

	if (!nuclei_argument_whole(scope, argument, &bytes))
		return nuclei_value_unknown();
	digest(bytes, out);
	return hex_text(scope, str_of(out, size));
}

struct nuclei_value nuclei_function_md5(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count)
{
	return digest_of(scope, arguments[0], nuclei_hash_md5, NUCLEI_MD5_SIZE);
}

struct nuclei_value nuclei_function_sha1(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count)
{
	return digest_of(scope, arguments[0], nuclei_hash_sha1, NUCLEI_SHA1_SIZE);
}

struct nuclei_value nuclei_function_sha256(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					   size_t count)
{
	return digest_of(scope, arguments[0], digest_sha256, DIGEST_SIZE);
}

/* As a signed decimal number, in a text. */
struct nuclei_value nuclei_function_mmh3(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count)
{
	struct str bytes;

	if (!nuclei_argument_whole(scope, arguments[0], &bytes))
		return nuclei_value_unknown();
	return nuclei_value_text(str_from(arena_printf(scope->arena, "%d", (int)(int32_t)nuclei_hash_mmh3(bytes))));
}

struct nuclei_value nuclei_function_base64(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					   size_t count)
{
	struct str bytes;

	if (!nuclei_argument_whole(scope, arguments[0], &bytes))
		return nuclei_value_unknown();
	scope->work += 2 * bytes.n;
	return nuclei_value_text(digest_base64_encode(scope->arena, bytes));
}

/* Python's encodebytes: a newline after every 76 characters and at the end. */
struct nuclei_value nuclei_function_base64_py(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					      size_t count)
{
	struct nuclei_value plain = nuclei_function_base64(scope, arguments, count);
	struct str rest = plain.kind == NUCLEI_TEXT ? plain.text : STR("");
	const size_t lines = (rest.n + PYTHON_LINE - 1) / PYTHON_LINE;
	size_t size = 0;
	char *bytes;

	if (plain.kind != NUCLEI_TEXT || !rest.n)
		return plain;
	bytes = nuclei_argument_room(scope, rest.n + lines);
	if (!bytes)
		return nuclei_value_unknown();
	while (rest.n) {
		struct str line = str_head(rest, PYTHON_LINE);
		memcpy(bytes + size, line.p, line.n);
		size += line.n;
		bytes[size++] = '\n';
		rest = str_skip(rest, line.n);
	}
	return nuclei_value_text(str_of(bytes, size));
}

struct nuclei_value nuclei_function_base64_decode(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						  size_t count)
{
	struct str text, bytes;

	if (!nuclei_argument_whole(scope, arguments[0], &text))
		return nuclei_value_unknown();
	scope->work += text.n;
	return digest_base64_decode(scope->arena, text, &bytes) ? nuclei_value_text(bytes) : nuclei_value_unknown();
}

struct nuclei_value nuclei_function_hex_encode(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	struct str bytes;

	return nuclei_argument_whole(scope, arguments[0], &bytes) ? hex_text(scope, bytes) : nuclei_value_unknown();
}

bool nuclei_function_hex_bytes(struct arena *arena, struct str text, struct str *ret_bytes)
{
	char *bytes = arena_alloc(arena, text.n / 2 + 1);

	if (text.n % 2)
		return false;
	for (size_t i = 0; i < text.n; i += 2) {
		const int high = ascii_hex_digit(text.p[i]), low = ascii_hex_digit(text.p[i + 1]);
		if (high < 0 || low < 0)
			return false;
		bytes[i / 2] = (char)(high << 4 | low);
	}
	*ret_bytes = str_of(bytes, text.n / 2);
	return true;
}

struct nuclei_value nuclei_function_hex_decode(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	struct str text, bytes;

	if (!nuclei_argument_whole(scope, arguments[0], &text))
		return nuclei_value_unknown();
	scope->work += text.n;
	return nuclei_function_hex_bytes(scope->arena, text, &bytes) ? nuclei_value_text(bytes)
								     : nuclei_value_unknown();
}

/* A whole number below 2^53, which a number holds exactly. */
struct nuclei_value nuclei_function_hex_to_dec(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	uint64_t number = 0;
	struct str text;

	if (!nuclei_argument_whole(scope, arguments[0], &text))
		return nuclei_value_unknown();
	if (str_starts(text, "0x") || str_starts(text, "0X"))
		text = str_skip(text, 2);
	if (!text.n || text.n > 13)
		return nuclei_value_unknown();
	for (size_t i = 0; i < text.n; i++) {
		const int digit = ascii_hex_digit(text.p[i]);
		if (digit < 0)
			return nuclei_value_unknown();
		number = number * 16 + (unsigned)digit;
	}
	return nuclei_value_number((double)number);
}

struct nuclei_value nuclei_function_dec_to_hex(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	uint64_t number;
	struct str text;

	if (!nuclei_argument_whole(scope, arguments[0], &text) || !str_to_u64(text, &number))
		return nuclei_value_unknown();
	return nuclei_value_text(str_from(arena_printf(scope->arena, "%llx", (unsigned long long)number)));
}

/* Go's url.QueryEscape: letters, digits and "-_.~" stay, a space becomes '+'. */
struct nuclei_value nuclei_function_url_encode(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	struct str text;
	size_t size = 0;
	char *out;

	if (!nuclei_argument_whole(scope, arguments[0], &text))
		return nuclei_value_unknown();
	out = nuclei_argument_room(scope, 3 * text.n);
	for (size_t i = 0; out && i < text.n; i++) {
		const unsigned char c = (unsigned char)text.p[i];
		if (isalnum(c) || (c && strchr("-_.~", c))) {
			out[size++] = (char)c;
		} else if (c == ' ') {
			out[size++] = '+';
		} else {
			out[size++] = '%';
			out[size++] = (char)toupper(HEX_DIGITS[c >> 4]);
			out[size++] = (char)toupper(HEX_DIGITS[c & 15]);
		}
	}
	return out ? nuclei_value_text(str_of(out, size)) : nuclei_value_unknown();
}

struct nuclei_value nuclei_function_url_decode(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	struct str text;
	size_t size = 0;
	char *out;

	if (!nuclei_argument_whole(scope, arguments[0], &text))
		return nuclei_value_unknown();
	out = nuclei_argument_room(scope, text.n);
	for (size_t i = 0; out && i < text.n; i++) {
		if (text.p[i] == '%') {
			const int high = i + 2 < text.n ? ascii_hex_digit(text.p[i + 1]) : -1;
			const int low = i + 2 < text.n ? ascii_hex_digit(text.p[i + 2]) : -1;
			if (high < 0 || low < 0)
				return nuclei_value_unknown();
			out[size++] = (char)(high << 4 | low);
			i += 2;
		} else {
			out[size++] = text.p[i] == '+' ? ' ' : text.p[i];
		}
	}
	return out ? nuclei_value_text(str_of(out, size)) : nuclei_value_unknown();
}

/* Go's html.EscapeString. */
static const struct {
	char byte;
	const char *entity;
} entities[] = {{'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'\'', "&#39;"}, {'"', "&#34;"}, {'"', "&quot;"}};

struct nuclei_value nuclei_function_html_escape(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						size_t count)
{
	struct str text;
	size_t size = 0;
	char *out;

	if (!nuclei_argument_whole(scope, arguments[0], &text))
		return nuclei_value_unknown();
	out = nuclei_argument_room(scope, 5 * text.n);
	for (size_t i = 0; out && i < text.n; i++) {
		size_t e = 0, length;
		while (e < COUNT(entities) && entities[e].byte != text.p[i])
			e++;
		length = e < COUNT(entities) ? strlen(entities[e].entity) : 1;
		memcpy(out + size, e < COUNT(entities) ? entities[e].entity : text.p + i, length);
		size += length;
	}
	return out ? nuclei_value_text(str_of(out, size)) : nuclei_value_unknown();
}

/* The entities of the table above; others stay as they are. */
struct nuclei_value nuclei_function_html_unescape(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						  size_t count)
{
	struct str rest;
	size_t size = 0;
	char *out;

	if (!nuclei_argument_whole(scope, arguments[0], &rest))
		return nuclei_value_unknown();
	out = nuclei_argument_room(scope, rest.n);
	while (out && rest.n) {
		size_t e = 0;
		while (e < COUNT(entities) && !str_starts(rest, entities[e].entity))
			e++;
		out[size++] = e < COUNT(entities) ? entities[e].byte : rest.p[0];
		rest = str_skip(rest, e < COUNT(entities) ? strlen(entities[e].entity) : 1);
	}
	return out ? nuclei_value_text(str_of(out, size)) : nuclei_value_unknown();
}
