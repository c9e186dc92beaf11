/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/unpack.h"

#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { ROOM = 64 << 10, MAGIC = 6, GZIP_WINDOW = 16 + MAX_WBITS };

enum form { FORM_UNKNOWN, FORM_PLAIN, FORM_GZIP, FORM_XZ, FORM_ENDED };

struct unpack {
	struct byte_source packed;
	enum form form;
	bool is_last;      /* no more packed bytes will come */
	bool is_in_member; /* of gzip: one has begun and not ended */
	z_stream gzip;
	lzma_stream xz;
	size_t at, end; /* of the packed bytes in room */
	unsigned char room[ROOM];
};

struct unpack *unpack_new(struct byte_source packed)
{
	struct unpack *unpack = calloc(1, sizeof(*unpack));

	if (!unpack)
		abort(); /* the same rule as arena.h */
	unpack->packed = packed;
	return unpack;
}

static void end(struct unpack *unpack)
{
	if (unpack->form == FORM_GZIP)
		inflateEnd(&unpack->gzip);
	if (unpack->form == FORM_XZ)
		lzma_end(&unpack->xz);
	unpack->form = FORM_ENDED;
}

void unpack_free(struct unpack *unpack)
{
	if (!unpack)
		return;
	end(unpack);
	free(unpack);
}

/* Reads more packed bytes behind those in the buffer. */
static enum err fill(struct unpack *unpack, struct fault *why)
{
	size_t got = 0;
	enum err err;

	if (unpack->at == unpack->end)
		unpack->at = unpack->end = 0;
	err = unpack->packed.read(unpack->packed.context, (char *)unpack->room + unpack->end, ROOM - unpack->end, &got,
				  why);
	if (err)
		return err;
	unpack->end += got;
	unpack->is_last = got == 0;
	return ERR_OK;
}

static enum err begin(struct unpack *unpack, struct fault *why)
{
	static const unsigned char gzip[] = {0x1f, 0x8b}, xz[MAGIC] = {0xfd, '7', 'z', 'X', 'Z', 0};
	bool is_begun = true;
	enum err err = ERR_OK;

	while (unpack->end < MAGIC && !unpack->is_last && !err)
		err = fill(unpack, why);
	if (err)
		return err;
	if (unpack->end >= sizeof(gzip) && memcmp(unpack->room, gzip, sizeof(gzip)) == 0) {
		is_begun = inflateInit2(&unpack->gzip, GZIP_WINDOW) == Z_OK;
		unpack->form = FORM_GZIP;
	} else if (unpack->end >= MAGIC && memcmp(unpack->room, xz, MAGIC) == 0) {
		is_begun = lzma_stream_decoder(&unpack->xz, UNPACK_MEMORY_MAX, LZMA_CONCATENATED) == LZMA_OK;
		unpack->form = FORM_XZ;
	} else {
		unpack->form = FORM_PLAIN;
	}
	if (!is_begun)
		abort(); /* no memory */
	return ERR_OK;
}

/* ---- one step of each form: puts bytes into the room, or takes packed ones, or ends ---- */

static void step_plain(struct unpack *unpack, char *room, size_t size, size_t *ret_size)
{
	size_t part = unpack->end - unpack->at < size ? unpack->end - unpack->at : size;

	memcpy(room, unpack->room + unpack->at, part);
	unpack->at += part;
	*ret_size = part;
	if (!part && unpack->is_last)
		end(unpack);
}

static enum err step_gzip(struct unpack *unpack, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	z_stream *stream = &unpack->gzip;
	uInt room_size = size < ROOM ? (uInt)size : ROOM;
	int answer;

	if (unpack->at == unpack->end && unpack->is_last) {
		if (unpack->is_in_member)
			return fault_set(why, ERR_CORRUPT, "the gzip data ends too early");
		end(unpack);
		return ERR_OK;
	}
	stream->next_in = unpack->room + unpack->at;
	stream->avail_in = (uInt)(unpack->end - unpack->at);
	stream->next_out = (unsigned char *)room;
	stream->avail_out = room_size;
	answer = inflate(stream, Z_NO_FLUSH);
	unpack->at = unpack->end - stream->avail_in;
	*ret_size = room_size - stream->avail_out;
	unpack->is_in_member = answer != Z_STREAM_END;
	if (answer == Z_STREAM_END)
		answer = inflateReset(stream);
	if (answer != Z_OK && answer != Z_BUF_ERROR)
		return fault_set(why, ERR_CORRUPT, "the gzip data is damaged, or something else follows it (%s)",
				 stream->msg ? stream->msg : "a dictionary is missing");
	return ERR_OK;
}

static enum err fail_xz(lzma_ret answer, struct fault *why)
{
	switch (answer) {
	case LZMA_MEM_ERROR: abort(); /* the same rule as arena.h */
	case LZMA_MEMLIMIT_ERROR:
		return fault_set(why, ERR_TOO_LARGE, "the xz data needs more than %u MiB of memory to unpack",
				 (unsigned)(UNPACK_MEMORY_MAX >> 20));
	case LZMA_BUF_ERROR: return fault_set(why, ERR_CORRUPT, "the xz data ends too early");
	case LZMA_OPTIONS_ERROR: return fault_set(why, ERR_UNSUPPORTED, "the xz data uses an unknown method");
	default: return fault_set(why, ERR_CORRUPT, "the xz data is damaged, or something else follows it");
	}
}

static enum err step_xz(struct unpack *unpack, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	lzma_stream *stream = &unpack->xz;
	lzma_ret answer;

	stream->next_in = unpack->room + unpack->at;
	stream->avail_in = unpack->end - unpack->at;
	stream->next_out = (unsigned char *)room;
	stream->avail_out = size;
	answer = lzma_code(stream, unpack->is_last ? LZMA_FINISH : LZMA_RUN);
	unpack->at = unpack->end - stream->avail_in;
	*ret_size = size - stream->avail_out;
	if (answer == LZMA_STREAM_END)
		end(unpack);
	else if (answer == LZMA_BUF_ERROR && !unpack->is_last)
		return ERR_OK; /* it wants more */
	else if (answer != LZMA_OK)
		return fail_xz(answer, why);
	return ERR_OK;
}

static enum err step(struct unpack *unpack, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	if (unpack->at == unpack->end && !unpack->is_last) {
		enum err err = fill(unpack, why);
		if (err)
			return err;
	}
	switch (unpack->form) {
	case FORM_GZIP: return step_gzip(unpack, room, size, ret_size, why);
	case FORM_XZ: return step_xz(unpack, room, size, ret_size, why);
	case FORM_PLAIN: step_plain(unpack, room, size, ret_size); return ERR_OK;
	case FORM_UNKNOWN: return begin(unpack, why);
	case FORM_ENDED: break;
	}
	return ERR_OK;
}

static enum err read_unpacked(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct unpack *unpack = context;
	enum err err = ERR_OK;
	size_t got = 0;

	while (!got && unpack->form != FORM_ENDED && !err)
		err = step(unpack, room, size, &got, why);
	if (!err)
		*ret_size = got;
	return err;
}

struct byte_source unpack_source(struct unpack *unpack)
{
	return (struct byte_source){read_unpacked, unpack};
}
