/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/guess.h"

#include "people/throttle.h"
#include "store/account/sign_in_failure_store.h"

static int64_t longest_wait_ms(const struct sign_in_failures *failures, int64_t now_ms)
{
	const int64_t waits[] = {
		throttle_wait_ms(THROTTLE_PAIR, failures->of_pair, now_ms),
		throttle_wait_ms(THROTTLE_ADDRESS, failures->of_address, now_ms),
		throttle_wait_ms(THROTTLE_NAME, failures->of_name, now_ms),
	};
	int64_t longest = 0;

	for (size_t i = 0; i < COUNT(waits); i++)
		longest = waits[i] > longest ? waits[i] : longest;
	return longest;
}

enum err guess_count(struct tx *tx, const struct office *office, const char *sign_in_name, const char *client,
		     int64_t *ret_wait_ms, struct fault *why)
{
	const int64_t now_ms = clock_now_ms(&office->clock);
	struct sign_in_failures failures;
	int64_t wait_ms;
	enum err err = sign_in_failure_store_count(tx, sign_in_name, client, now_ms, &failures, why);

	if (err)
		return err;
	wait_ms = longest_wait_ms(&failures, now_ms);
	if (!wait_ms)
		err = sign_in_failure_store_add(tx, sign_in_name, client, now_ms, why);
	if (!err)
		*ret_wait_ms = wait_ms;
	return err;
}
