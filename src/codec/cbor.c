/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/cbor.h"

/* The three bits of a head that name its kind (RFC 8949 section 3.1). */
enum major {
	MAJOR_UNSIGNED,
	MAJOR_NEGATIVE,
	MAJOR_BYTES,
	MAJOR_TEXT,
	MAJOR_LIST,
	MAJOR_MAP,
	MAJOR_TAG,
	MAJOR_SIMPLE,
};

/* The number behind the head's first byte: in its five low bits, or in the 1, 2, 4 or 8 bytes that follow. */
static bool take_argument(struct str *rest, unsigned *ret_major, uint64_t *ret_argument)
{
	unsigned char first;
	uint64_t argument = 0;
	size_t size;

	if (rest->n == 0)
		return false;
	first = (unsigned char)rest->p[0];
	*ret_major = first >> 5;
	first &= 0x1f;
	if (first < 24) {
		*ret_argument = first;
		*rest = str_skip(*rest, 1);
		return true;
	}
	size = first <= 27 ? (size_t)1 << (first - 24) : 0;
	if (size == 0 || rest->n - 1 < size)
		return false;
	for (size_t i = 1; i <= size; i++)
		argument = argument << 8 | (unsigned char)rest->p[i];
	*ret_argument = argument;
	*rest = str_skip(*rest, 1 + size);
	return true;
}

static bool take_string(struct str *rest, uint64_t size, struct cbor_item *item)
{
	if (size > rest->n)
		return false;
	item->bytes = str_head(*rest, (size_t)size);
	*rest = str_skip(*rest, (size_t)size);
	return true;
}

/* Each item that is to follow takes a byte at least. */
static bool take_count(struct str rest, uint64_t count, size_t items_each, struct cbor_item *item)
{
	if (count > rest.n / items_each)
		return false;
	item->count = (size_t)count;
	return true;
}

/* A simple value of the head's own bits; the others are floating point, "break" and not assigned. */
static bool take_simple(struct str head, uint64_t argument, struct cbor_item *item)
{
	item->number = (int64_t)argument;
	return ((unsigned char)head.p[0] & 0x1f) < 24;
}

bool cbor_next(struct str *rest, struct cbor_item *ret_item)
{
	struct cbor_item item = {0};
	struct str behind = *rest;
	uint64_t argument;
	unsigned major;
	bool is_good = take_argument(&behind, &major, &argument);

	if (!is_good)
		return false;
	switch ((enum major)major) {
	case MAJOR_UNSIGNED:
	case MAJOR_NEGATIVE:
		item.kind = CBOR_INT;
		is_good = argument <= INT64_MAX;
		if (is_good)
			item.number = major == MAJOR_UNSIGNED ? (int64_t)argument : -1 - (int64_t)argument;
		break;
	case MAJOR_BYTES:
	case MAJOR_TEXT:
		item.kind = major == MAJOR_BYTES ? CBOR_BYTES : CBOR_TEXT;
		is_good = take_string(&behind, argument, &item);
		break;
	case MAJOR_LIST:
	case MAJOR_MAP:
		item.kind = major == MAJOR_LIST ? CBOR_LIST : CBOR_MAP;
		is_good = take_count(behind, argument, major == MAJOR_LIST ? 1 : 2, &item);
		break;
	case MAJOR_TAG: is_good = false; break;
	case MAJOR_SIMPLE:
		item.kind = CBOR_SIMPLE;
		is_good = take_simple(*rest, argument, &item);
		break;
	}
	if (!is_good)
		return false;
	*rest = behind;
	*ret_item = item;
	return true;
}

static bool pass(struct str *rest, unsigned depth)
{
	struct cbor_item item;
	size_t inner;

	if (depth > CBOR_DEPTH_MAX || !cbor_next(rest, &item))
		return false;
	inner = item.kind == CBOR_MAP ? 2 * item.count : item.count;
	for (size_t i = 0; i < inner; i++)
		if (!pass(rest, depth + 1))
			return false;
	return true;
}

bool cbor_pass(struct str *rest)
{
	return pass(rest, 1);
}
