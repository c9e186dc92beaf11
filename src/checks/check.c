/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/check.h"

void check_run_all(const struct check *table, const struct check_input *input, struct finding_list *findings)
{
	for (const struct check *check = table; check->id && *check->id; check++)
		check->judge(input, findings);
	finding_list_sort(findings);
}
