/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "seal/growth.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is read is written again as the same bytes, and no input proves that a log grew into a root made of nothing. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct checkpoint before = {"log", 5, {{1}}}, now = {"log", 12, {{2}}};
	struct str bytes = str_of(data, size);
	struct merkle_proof proof;
	BUF_SCOPED again;

	buf_init(&again, GROWTH_PROOF_BYTES_MAX);
	if (growth_proof_read(bytes, &proof, NULL) != ERR_OK)
		return 0;
	growth_proof_write(&proof, &again);
	if (again.full || !str_eq(buf_str(&again), bytes))
		abort();
	if (growth_judge(&before, &now, &proof) != GROWTH_UNPROVED ||
	    growth_judge(&now, &before, &proof) != GROWTH_SHRUNK)
		abort();
	return 0;
}
