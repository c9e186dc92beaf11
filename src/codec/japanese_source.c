/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/japanese_source.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "codec/utf8.h"

enum { CHUNK = 65536, UTF8_SEQUENCE_MAX = 4 };

enum encoding { UNKNOWN, UTF8, CP932 };

struct japanese_source {
	struct byte_source bytes;
	enum encoding encoding;
	iconv_t converter; /* open when CP932 */
	char chunk[CHUNK]; /* bytes that were read and not given out, from at to size */
	size_t at, size;
	bool is_at_end;
	bool is_cut;   /* what is left is the beginning of a letter */
	uint64_t line; /* of what was converted so far, from 1 */
};

struct japanese_source *japanese_source_new(struct byte_source bytes)
{
	struct japanese_source *source = calloc(1, sizeof(*source));

	if (!source)
		abort(); /* the same rule as arena.h */
	source->bytes = bytes;
	source->line = 1;
	return source;
}

void japanese_source_free(struct japanese_source *source)
{
	if (source && source->encoding == CP932)
		iconv_close(source->converter);
	free(source);
}

/* ---- which encoding ---- */

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

/* How many bytes at the end are the beginning of a letter that goes on behind it. */
static size_t cut_letter(struct str text)
{
	for (size_t back = 1; back < UTF8_SEQUENCE_MAX && back <= text.n; back++) {
		unsigned char byte = (unsigned char)text.p[text.n - back];
		size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
		if (byte >= 0xC0)
			return length > back ? back : 0;
	}
	return 0;
}

static bool looks_like_utf8(struct str text)
{
	return utf8_is_valid(str_head(text, text.n - cut_letter(text)));
}

static enum err decide(struct japanese_source *source, struct fault *why)
{
	struct str text = str_of(source->chunk + source->at, source->size - source->at);

	if (str_starts(text, "\xFF\xFE") || str_starts(text, "\xFE\xFF"))
		return fault_set(why, ERR_INVALID, "the text is UTF-16; save it as UTF-8 or as Shift_JIS");
	if (is_ascii(text))
		return ERR_OK;
	source->encoding = looks_like_utf8(text) ? UTF8 : CP932;
	if (source->encoding == CP932) {
		source->converter = iconv_open("UTF-8", "CP932");
		if (source->converter == (iconv_t)-1) {
			source->encoding = UNKNOWN;
			return fault_set(why, ERR_UNSUPPORTED, "the system cannot read Shift_JIS (CP932)");
		}
	}
	return ERR_OK;
}

/* ---- reading ---- */

/* Keeps what is left of the chunk at its beginning and reads on behind it. */
static enum err fill(struct japanese_source *source, struct fault *why)
{
	size_t left = source->size - source->at, got;
	enum err err;

	memmove(source->chunk, source->chunk + source->at, left);
	source->at = 0;
	source->size = left;
	err = source->bytes.read(source->bytes.context, source->chunk + left, CHUNK - left, &got, why);
	if (err)
		return err;
	source->size += got;
	source->is_at_end = got == 0;
	source->is_cut = false;
	return source->encoding == UNKNOWN ? decide(source, why) : ERR_OK;
}

static size_t give_as_is(struct japanese_source *source, char *room, size_t size)
{
	struct str part = str_head(str_of(source->chunk + source->at, source->size - source->at), size);

	memcpy(room, part.p, part.n);
	source->at += part.n;
	return part.n;
}

static void count_lines(struct japanese_source *source, size_t from)
{
	for (size_t i = from; i < source->at; i++)
		source->line += source->chunk[i] == '\n';
}

static enum err convert(struct japanese_source *source, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	char *in = source->chunk + source->at, *out = room;
	size_t in_left = source->size - source->at, out_left = size, from = source->at;
	int reason = iconv(source->converter, &in, &in_left, &out, &out_left) == (size_t)-1 ? errno : 0;

	source->at = source->size - in_left;
	count_lines(source, from);
	*ret_size = size - out_left;
	if (*ret_size || reason == 0)
		return ERR_OK;
	source->is_cut = reason == EINVAL && !source->is_at_end;
	if (source->is_cut)
		return ERR_OK;
	if (reason == E2BIG)
		return fault_set(why, ERR_TOO_LARGE, "no room for a letter");
	return fault_set(why, ERR_INVALID, "line %llu: these bytes are neither UTF-8 nor Shift_JIS",
			 (unsigned long long)source->line);
}

static enum err read_text(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct japanese_source *source = context;
	enum err err = ERR_OK;

	*ret_size = 0;
	while (!err && !*ret_size) {
		if ((source->at == source->size || source->is_cut) && !source->is_at_end)
			err = fill(source, why);
		if (err || source->at == source->size)
			return err;
		if (source->encoding == CP932)
			err = convert(source, room, size, ret_size, why);
		else
			*ret_size = give_as_is(source, room, size);
	}
	return err;
}

struct byte_source japanese_source_text(struct japanese_source *source)
{
	return (struct byte_source){read_text, source};
}
