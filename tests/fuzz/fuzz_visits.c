/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "codec/json.h"
#include "visits/visit_check.h"
#include "visits/visit_proposal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is proposed for any input is good; a proposal of somebody else is judged without a fault of memory. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ARENA_SCOPED arena = {0};
	struct value *value, *proposal;
	struct fault why = {0};

	if (json_decode(&arena, str_of(data, size), &value, NULL))
		return 0;
	if (visit_check_run(value, &why) == ERR_OK && !value_get(value, "input"))
		abort();
	if (visit_proposal_make(&arena, value, &proposal, &why) == ERR_OK && visit_check_run(proposal, &why))
		abort();
	return 0;
}
