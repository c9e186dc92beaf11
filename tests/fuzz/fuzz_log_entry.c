/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "seal/log_entry.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is read is written again as the same bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_of(data, size);
	struct log_entry entry;
	ARENA_SCOPED arena;
	BUF_SCOPED again;

	arena_init(&arena);
	buf_init(&again, LOG_ENTRY_BYTES_MAX);
	if (log_entry_read(&arena, bytes, &entry, NULL) != ERR_OK)
		return 0;
	if (log_entry_write(&entry, &again, NULL) != ERR_OK || !str_eq(buf_str(&again), bytes))
		abort();
	return 0;
}
