/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CBOR (RFC 8949) item by item, without a copy: as much of it as authenticators write (CTAP2 canonical form): integers,
 * byte strings, texts, lists, maps and simple values, each of definite length. Tags, floating point and indefinite
 * lengths are refused. A length is compared with the bytes that are left before anybody believes it.
 */
#ifndef TENKEN_CODEC_CBOR_H
#define TENKEN_CODEC_CBOR_H

#include "base/str.h"

#define CBOR_DEPTH_MAX 8

enum cbor_kind {
	CBOR_INT, /* of either sign */
	CBOR_BYTES,
	CBOR_TEXT,   /* its UTF-8 is not looked at */
	CBOR_LIST,   /* count items follow */
	CBOR_MAP,    /* count pairs follow: 2 * count items */
	CBOR_SIMPLE, /* number 20 and 21 are false and true, 22 is null */
};

struct cbor_item {
	enum cbor_kind kind;
	int64_t number;
	size_t count;
	struct str bytes; /* of a byte string or text: a view of what is read */
};

/* Takes the next item's head, and the bytes of a string, off the rest. False, with nothing taken, for what is refused
 * or does not fit into the rest. */
bool cbor_next(struct str *rest, struct cbor_item *ret_item);

/* Takes a whole item with all that it holds, at most CBOR_DEPTH_MAX deep. After false the rest is of no use. */
bool cbor_pass(struct str *rest);

#endif
