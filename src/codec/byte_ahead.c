/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/byte_ahead.h"

#include <string.h>

enum err byte_ahead_init(struct byte_ahead *ahead, struct byte_source source, struct fault *why)
{
	size_t got = 1;

	ahead->rest = source;
	ahead->at = ahead->size = 0;
	while (got && ahead->size < BYTE_AHEAD_MAX) {
		enum err err = source.read(source.context, ahead->bytes + ahead->size, BYTE_AHEAD_MAX - ahead->size,
					   &got, why);
		if (err)
			return err;
		ahead->size += got;
	}
	return ERR_OK;
}

char byte_ahead_first(const struct byte_ahead *ahead)
{
	struct str head = str_of(ahead->bytes, ahead->size);

	if (str_starts(head, "\xef\xbb\xbf"))
		head = str_skip(head, 3);
	head = str_trim(head);
	return head.n ? *head.p : 0;
}

static enum err read_ahead(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct byte_ahead *ahead = context;
	struct str ready = str_head(str_of(ahead->bytes + ahead->at, ahead->size - ahead->at), size);

	if (!ready.n)
		return ahead->rest.read(ahead->rest.context, room, size, ret_size, why);
	memcpy(room, ready.p, ready.n);
	ahead->at += ready.n;
	*ret_size = ready.n;
	return ERR_OK;
}

struct byte_source byte_ahead_source(struct byte_ahead *ahead)
{
	return (struct byte_source){read_ahead, ahead};
}
