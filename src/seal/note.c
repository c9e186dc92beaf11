/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/note.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "codec/digest.h"
#include "codec/utf8.h"

#define MARK      "\xe2\x80\x94 " /* U+2014 and a space */
#define ID_SIZE   4
#define TIME_SIZE 8

static void put_number(unsigned char *bytes, size_t size, uint64_t number)
{
	for (size_t i = 0; i < size; i++)
		bytes[i] = (unsigned char)(number >> (8 * (size - 1 - i)));
}

static uint64_t get_number(const char *bytes, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | (unsigned char)bytes[i];
	return number;
}

/* What is signed: the text, or with the time before it (tlog-cosignature). */
static struct str signed_message(struct arena *arena, enum note_type type, struct str text, int64_t at_s)
{
	char *message;
	int head;

	if (type != NOTE_COSIGNATURE)
		return text;
	message = arena_alloc(arena, text.n + 64);
	head = snprintf(message, 64, "cosignature/v1\ntime %lld\n", (long long)at_s);
	memcpy(message + head, text.p, text.n);
	return str_of(message, (size_t)head + text.n);
}

/* The bytes are those behind the id. */
static void write_line(const struct note_key *key, struct str bytes, struct buf *lines)
{
	ARENA_SCOPED arena;
	unsigned char *whole;

	arena_init(&arena);
	whole = arena_alloc(&arena, ID_SIZE + bytes.n);
	put_number(whole, ID_SIZE, key->id);
	memcpy(whole + ID_SIZE, bytes.p, bytes.n);
	buf_printf(lines, MARK "%s ", key->name);
	digest_base64_add(lines, str_of(whole, ID_SIZE + bytes.n));
	buf_add_byte(lines, '\n');
}

void note_sign(const struct note_signer *signer, struct str text, int64_t at_s, struct buf *lines)
{
	size_t time_size = signer->key.type == NOTE_COSIGNATURE ? TIME_SIZE : 0;
	unsigned char signature[TIME_SIZE + crypto_sign_BYTES];
	unsigned char public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	struct str message;
	ARENA_SCOPED arena;

	if (sodium_init() < 0)
		abort();
	arena_init(&arena);
	message = signed_message(&arena, signer->key.type, text, at_s);
	put_number(signature, time_size, (uint64_t)at_s);
	crypto_sign_seed_keypair(public, secret, signer->seed);
	crypto_sign_detached(signature + time_size, NULL, (const unsigned char *)message.p, message.n, secret);
	sodium_memzero(secret, sizeof(secret));
	write_line(&signer->key, str_of(signature, time_size + crypto_sign_BYTES), lines);
}

static bool is_of(const struct note_signature *signature, const struct note_key *key)
{
	return signature->id == key->id && str_is(signature->name, key->name);
}

void note_write_lines_of(const struct note *note, const struct note_key *key, struct buf *lines)
{
	for (size_t i = 0; i < note->count; i++)
		if (is_of(&note->signatures[i], key))
			write_line(key, note->signatures[i].bytes, lines);
}

void note_write_signed_by(const struct note *note, const struct note_key *key, struct buf *bytes)
{
	buf_add(bytes, note->text);
	buf_add_byte(bytes, '\n');
	note_write_lines_of(note, key, bytes);
}

/* ---- reading ---- */

static bool is_plain_text(struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		if ((unsigned char)bytes.p[i] < ' ' && bytes.p[i] != '\n')
			return false;
	return utf8_is_valid(bytes);
}

/* The last empty line parts the text from the signatures. */
static bool cut_signatures(struct str bytes, struct str *ret_text, struct str *ret_lines)
{
	for (size_t at = bytes.n; at >= 2; at--)
		if (bytes.p[at - 1] == '\n' && bytes.p[at - 2] == '\n') {
			*ret_text = str_head(bytes, at - 1);
			*ret_lines = str_skip(bytes, at);
			return ret_lines->n > 0;
		}
	return false;
}

static bool read_signature(struct arena *arena, struct str line, struct note_signature *ret_signature)
{
	struct str bytes;

	if (!str_starts(line, MARK))
		return false;
	line = str_skip(line, sizeof(MARK) - 1);
	ret_signature->name = str_cut(&line, ' ');
	if (!note_name_is_valid(ret_signature->name) || !digest_base64_decode(arena, line, &bytes) ||
	    bytes.n <= ID_SIZE)
		return false;
	ret_signature->id = (uint32_t)get_number(bytes.p, ID_SIZE);
	ret_signature->bytes = str_skip(bytes, ID_SIZE);
	return true;
}

enum err note_read(struct arena *arena, struct str bytes, struct note *ret_note, struct fault *why)
{
	struct note *note = arena_alloc(arena, sizeof(*note));
	struct str lines;

	if (bytes.n > NOTE_BYTES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "a signed note has at most %zu bytes", NOTE_BYTES_MAX);
	if (!is_plain_text(bytes) || !cut_signatures(bytes, &note->text, &lines) || !str_ends(lines, "\n"))
		return fault_set(why, ERR_INVALID,
				 "this is no signed note: a text, an empty line, and lines of signatures");
	lines.n--;
	while (lines.p) {
		struct str line = str_cut(&lines, '\n');

		if (note->count == NOTE_SIGNATURES_MAX)
			return fault_set(why, ERR_TOO_LARGE, "a signed note has at most %d signatures",
					 NOTE_SIGNATURES_MAX);
		if (!read_signature(arena, line, &note->signatures[note->count]))
			return fault_set(why, ERR_INVALID, "line %zu of the signatures is no signature",
					 note->count + 1);
		note->count++;
	}
	*ret_note = *note;
	return ERR_OK;
}

/* ---- checking ---- */

static bool is_made_by(const struct note_key *key, struct str text, struct str signature, int64_t *ret_at_s)
{
	struct str message;
	ARENA_SCOPED arena;

	arena_init(&arena);
	*ret_at_s = 0;
	if (key->type == NOTE_COSIGNATURE) {
		if (signature.n != TIME_SIZE + crypto_sign_BYTES || signature.p[0] & 0x80)
			return false;
		*ret_at_s = (int64_t)get_number(signature.p, TIME_SIZE);
		signature = str_skip(signature, TIME_SIZE);
	}
	message = signed_message(&arena, key->type, text, *ret_at_s);
	return signature.n == crypto_sign_BYTES &&
	       crypto_sign_verify_detached((const unsigned char *)signature.p, (const unsigned char *)message.p,
					   message.n, key->public) == 0;
}

enum note_verdict note_check(const struct note *note, const struct note_key *key, int64_t *ret_at_s)
{
	enum note_verdict verdict = NOTE_UNSIGNED;
	int64_t at_s = 0;

	for (size_t i = 0; i < note->count && verdict != NOTE_FORGED; i++) {
		const struct note_signature *signature = &note->signatures[i];

		if (!is_of(signature, key))
			continue;
		verdict = is_made_by(key, note->text, signature->bytes, &at_s) ? NOTE_SIGNED : NOTE_FORGED;
	}
	if (ret_at_s)
		*ret_at_s = at_s;
	return verdict;
}
