/* SPDX-License-Identifier: Apache-2.0 */
#include "store/new_id.h"

#include <sys/random.h>

int64_t new_id(void)
{
	uint64_t id = 0;

	while (!(id >> 1)) /* never 0, also after the shift */
		if (getrandom(&id, sizeof(id), 0) != sizeof(id))
			id = 0;
	return (int64_t)(id >> 1);
}
