/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "checks/mail/sts_policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A policy that is read keeps to its bounds and stands for each name that it lists. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sts_policy policy;

	if (!sts_policy_parse(str_of(data, size), &policy, NULL))
		return 0;
	if (policy.max_age > STS_AGE_MAX || policy.server_count > STS_SERVERS_MAX)
		abort();
	if (policy.mode != STS_NONE && !policy.server_count)
		abort();
	for (size_t i = 0; i < policy.server_count; i++)
		if (!sts_policy_allows(&policy, policy.servers[i]))
			abort();
	return 0;
}
