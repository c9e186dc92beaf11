/* SPDX-License-Identifier: Apache-2.0 */
/* MyJVN, endoflife.date and Debian's tracker: the first byte says which. */
#include "feed_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum catalog_source sources[] = {CATALOG_SOURCE_JVN, CATALOG_SOURCE_EOL, CATALOG_SOURCE_DEBIAN};

	if (size)
		feed_target_run(sources[*data % 3], data + 1, size - 1);
	return 0;
}
