/* SPDX-License-Identifier: Apache-2.0 */
/* A header's list is cut into parts that lie in it, and ends. */
#include <stdint.h>
#include <stdlib.h>

#include "checks/web/header_list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_of(data, size), found;
	struct header_part part;
	size_t parts = 0;

	while (header_list_next_part(&rest, '=', &part)) {
		if (part.name.n + part.value.n > size || ++parts > size)
			abort();
		if (header_list_find_part(str_of(data, size), ' ', "frame-ancestors", &found) && found.n > size)
			abort();
	}
	return 0;
}
