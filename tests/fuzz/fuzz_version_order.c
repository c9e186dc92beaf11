/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "knowledge/version/version_order.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(enum version_scheme scheme, struct str a, struct str b, struct str c)
{
	int ab = version_order(scheme, a, b), bc = version_order(scheme, b, c), ac = version_order(scheme, a, c);

	if (version_order(scheme, a, a) != 0 || version_order(scheme, b, a) != -ab)
		abort();
	if (ab <= 0 && bc <= 0 && ac != (ab < 0 || bc < 0 ? -1 : 0))
		abort();
	if (ab >= 0 && bc >= 0 && ac != (ab > 0 || bc > 0 ? 1 : 0))
		abort();
}

/* Three versions, a line each: every scheme must order them totally. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_of(data, size);
	struct str a = str_cut(&rest, '\n'), b = str_cut(&rest, '\n'), c = rest;

	for (int scheme = VERSION_AUTO; scheme <= VERSION_SEMVER; scheme++)
		check((enum version_scheme)scheme, a, b, c);
	struct str shorter = version_without_update(a);
	if (shorter.n > a.n)
		abort();
	return 0;
}
