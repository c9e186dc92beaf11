/* SPDX-License-Identifier: Apache-2.0 */
/* The head cutter and what is made of a head: first the end is looked for byte group by byte group, as from a socket.
 */
#include <stdlib.h>

#include "codec/utf8.h"
#include "web/request_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_request(struct str bytes, const struct http_head *head)
{
	struct arena arena;
	struct request request = {.arena = &arena};
	int refusal = 0;

	arena_init(&arena);
	refusal = request_read(head, str_head(bytes, head->body_size), "", true, &request);
	if (!request.path || request.path[0] != '/')
		abort();
	if (!refusal && !utf8_is_valid(str_from(request.path)))
		abort();
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_of(data, size);
	struct http_head head;
	size_t scanned = 0, end = 0, whole = 0, end_at_once = 0;
	int refusal = 0, refusal_at_once = 0;

	if (size > HTTP_LINE_MAX + HTTP_HEAD_MAX + HTTP_BODY_MAX)
		return 0;
	end_at_once = http_head_end(bytes, &whole, &refusal_at_once);
	for (size_t n = 1; n <= size && !end && !refusal; n += 1 + n / 8)
		end = http_head_end(str_head(bytes, n), &scanned, &refusal);
	/* However the bytes come, a head that was found ends at the same place. */
	if (end && end_at_once && end != end_at_once)
		abort();
	if (!end_at_once || refusal_at_once)
		return 0;
	if (http_head_parse(str_head(bytes, end_at_once), &head) == 0)
		read_request(str_skip(bytes, end_at_once), &head);
	return 0;
}
