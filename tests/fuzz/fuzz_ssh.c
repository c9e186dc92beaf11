/* SPDX-License-Identifier: Apache-2.0 */
/* A packet of SSH and the lists in it: the payload lies within the packet, and no list grows past its bounds. */
#include <stdint.h>
#include <stdlib.h>

#include "codec/utf8.h"
#include "diagnosis/remote/ssh.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_of(data, size), payload;
	struct value *lists;
	size_t taken = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	lists = value_map(&arena);
	if (ssh_read_packet(bytes, &payload, &taken) != DIALOGUE_ANSWER)
		return 0;
	if (taken > size || payload.p < bytes.p || payload.p + payload.n > bytes.p + taken)
		abort();
	(void)ssh_read_algorithms(&arena, payload, lists);
	for (size_t i = 0; i < value_count(lists); i++) {
		if (lists->items[i]->count > 256)
			abort();
		for (size_t k = 0; k < lists->items[i]->count; k++)
			if (!utf8_is_valid(lists->items[i]->items[k]->text))
				abort();
	}
	return 0;
}
