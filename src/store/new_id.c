/* SPDX-License-Identifier: Apache-2.0 */
#include "store/new_id.h"

#include <sys/random.h>

#define RANDOM_BITS 39
#define OWNER_MASK  (((uint64_t)1 << (63 - RANDOM_BITS)) - 1)

#define DRAWN_AT_ONCE 32 /* words; the kernel gives up to 256 bytes whole */

/* One call of the kernel for many rows: an application has a dozen. Nothing of ours goes on after a fork without exec,
 * so that no two processes go on with the same words. */
static uint64_t random_word(void)
{
	static _Thread_local uint64_t drawn[DRAWN_AT_ONCE];
	static _Thread_local size_t left;

	while (!left)
		if (getrandom(drawn, sizeof(drawn), 0) == sizeof(drawn))
			left = DRAWN_AT_ONCE;
	return drawn[--left];
}

int64_t new_id(void)
{
	uint64_t id;

	do /* never 0, also after the shift */
		id = random_word() >> 1;
	while (!id);
	return (int64_t)id;
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
