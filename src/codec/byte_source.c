/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/byte_source.h"

#include <string.h>

static enum err read_memory(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct str *rest = context, part = str_head(*rest, size);

	if (part.n)
		memcpy(room, part.p, part.n);
	*rest = str_skip(*rest, part.n);
	*ret_size = part.n;
	return ERR_OK;
}

struct byte_source byte_source_of(struct str *bytes)
{
	return (struct byte_source){read_memory, bytes};
}
