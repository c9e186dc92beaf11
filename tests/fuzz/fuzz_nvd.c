/* SPDX-License-Identifier: Apache-2.0 */
#include "feed_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	feed_target_run(CATALOG_SOURCE_NVD, data, size);
	return 0;
}
