/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/cvss/cvss_priv.h"

bool cvss_has_group(const struct cvss *cvss, const struct cvss_metric *metrics, enum cvss_group group)
{
	for (int i = 0; metrics[i].name; i++)
		/* The first value of an optional metric is always "not defined". */
		if (metrics[i].group == group && cvss->values[i] > 1)
			return true;
	return false;
}
