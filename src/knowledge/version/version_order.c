/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_order.h"

#include "knowledge/version/version_priv.h"

bool version_scheme_parse(struct str name, enum version_scheme *ret_scheme)
{
	static const char *const names[] = {"auto", "dpkg", "rpm", "semver"};

	for (size_t i = 0; i < COUNT(names); i++) {
		if (str_is(name, names[i])) {
			*ret_scheme = (enum version_scheme)i;
			return true;
		}
	}
	return false;
}

int version_order(enum version_scheme scheme, struct str a, struct str b)
{
	switch (scheme) {
	case VERSION_AUTO: return version_auto_order(a, b);
	case VERSION_DPKG: return version_dpkg_order(a, b);
	case VERSION_RPM: return version_rpm_order(a, b);
	case VERSION_SEMVER: return version_semver_order(a, b);
	}
	return 0;
}
