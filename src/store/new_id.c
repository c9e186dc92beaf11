/* SPDX-License-Identifier: Apache-2.0 */
#include "store/new_id.h"

#include <sys/random.h>

#define RANDOM_BITS 39
#define OWNER_MASK  (((uint64_t)1 << (63 - RANDOM_BITS)) - 1)

int64_t new_id(void)
{
	uint64_t id = 0;

	while (!(id >> 1)) /* never 0, also after the shift */
		if (getrandom(&id, sizeof(id), 0) != sizeof(id))
			id = 0;
	return (int64_t)(id >> 1);
}

int64_t new_id_of(int64_t owner)
{
	uint64_t random = (uint64_t)new_id() >> (63 - RANDOM_BITS);

	return (int64_t)(((uint64_t)owner & OWNER_MASK) << RANDOM_BITS | random | 1); /* never 0 */
}

int64_t new_id_owner(int64_t id)
{
	return id >> RANDOM_BITS;
}
