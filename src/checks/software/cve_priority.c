/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/cve_priority.h"

#include <string.h>

/* The value of a metric in a vector of any version: 'H' of "AC:H"; 0 when it is not there. */
static char metric(struct str vector, const char *name)
{
	size_t length = strlen(name);

	for (struct str rest = vector; rest.n;) {
		struct str part = str_cut(&rest, '/');
		if (part.n && *part.p == '(') /* a v2 vector may stand in parentheses */
			part = str_skip(part, 1);
		if (part.n == length + 2 && part.p[length] == ':' && !memcmp(part.p, name, length))
			return part.p[length + 1];
	}
	return '\0';
}

static enum exposure exposure_of(struct str vector)
{
	char way = metric(vector, "AV"), rights = metric(vector, "PR"), sign_in = metric(vector, "Au"),
	     click = metric(vector, "UI");

	if (way && way != 'N')
		return EXPOSURE_SMALL;
	if ((rights && rights != 'N') || (sign_in && sign_in != 'N') || (click && click != 'N'))
		return EXPOSURE_CONTROLLED;
	return EXPOSURE_OPEN;
}

static bool is_hunted(const struct catalog_cve *cve)
{
	return cve->product_exploited >= EXPLOITATION_PRODUCT_TIMES ||
	       cve->vendor_exploited >= EXPLOITATION_VENDOR_TIMES;
}

/* EPSS of a new CVE knows little yet, so that a low one does not speak for what anybody can reach. */
static enum exploitation exploitation_of(const struct catalog_cve *cve)
{
	if (cve->is_exploited || cve->exploitation == CATALOG_EXPLOITATION_ACTIVE)
		return EXPLOITATION_ACTIVE;
	if (cve->has_epss && cve->epss >= EXPLOITATION_EPSS)
		return EXPLOITATION_LIKELY;
	return is_hunted(cve) && (!cve->has_epss || exposure_of(cve->vector) == EXPOSURE_OPEN) ? EXPLOITATION_LIKELY
											       : EXPLOITATION_NONE;
}

static bool is_automatable(const struct catalog_cve *cve)
{
	char luck = metric(cve->vector, "AT"); /* v4.0 asks twice */

	if (cve->automatable != CATALOG_AUTOMATABLE_UNKNOWN)
		return cve->automatable == CATALOG_AUTOMATABLE_YES;
	return metric(cve->vector, "AV") == 'N' && metric(cve->vector, "AC") == 'L' && (!luck || luck == 'N') &&
	       exposure_of(cve->vector) == EXPOSURE_OPEN;
}

static enum impact impact_of(const struct catalog_cve *cve)
{
	bool is_v4 = cve->cvss_version == CVSS_V4_0;
	char whole = cve->cvss_version == CVSS_V2 ? 'C' : 'H';
	char secrets = metric(cve->vector, is_v4 ? "VC" : "C"), content = metric(cve->vector, is_v4 ? "VI" : "I"),
	     service = metric(cve->vector, is_v4 ? "VA" : "A");

	if (cve->impact == CATALOG_IMPACT_TOTAL || (secrets == whole && content == whole))
		return IMPACT_HIGH;
	if (!secrets || secrets == whole || content == whole || service == whole)
		return IMPACT_MEDIUM;
	return secrets == 'P' && content == 'P' && service == 'P' ? IMPACT_MEDIUM : IMPACT_LOW;
}

struct priority_facts cve_priority_facts(const struct catalog_cve *cve)
{
	return (struct priority_facts){exploitation_of(cve), exposure_of(cve->vector), is_automatable(cve),
				       impact_of(cve)};
}

enum priority cve_priority_decide(const struct catalog_cve *cve, enum confidence confidence)
{
	enum priority priority = priority_decide(cve_priority_facts(cve));

	if (priority == PRIORITY_P1 && confidence != CONFIDENCE_CONFIRMED && !cve->is_exploited)
		return PRIORITY_P2;
	return priority;
}
