/* SPDX-License-Identifier: Apache-2.0 */
/* An authorisation: what is taken is written and read back the same, and keeps its bounds. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diagnosis/probe_input.h"
#include "findings/authorisation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct authorisation *authorisation, *again;
	ARENA_SCOPED arena;
	BUF_SCOPED first, second;

	arena_init(&arena);
	buf_init(&first, 8 * AUTHORISATION_BYTES_MAX);
	buf_init(&second, 8 * AUTHORISATION_BYTES_MAX);
	if (probe_input_object_end(str_of(data, size)) > size)
		abort();
	if (authorisation_parse(&arena, str_of(data, size), &authorisation, NULL))
		return 0;
	if (authorisation->target_count == 0 || authorisation->target_count > AUTHORISATION_TARGETS_MAX ||
	    authorisation->port_count == 0 || authorisation->port_count > AUTHORISATION_PORTS_MAX ||
	    authorisation->not_after_ms <= authorisation->not_before_ms)
		abort();
	authorisation_format(authorisation, &first);
	if (first.size > AUTHORISATION_BYTES_MAX)
		return 0;
	if (authorisation_parse(&arena, buf_str(&first), &again, NULL))
		abort();
	authorisation_format(again, &second);
	if (!str_eq(buf_str(&first), buf_str(&second)))
		abort();
	return 0;
}
