/* SPDX-License-Identifier: Apache-2.0 */
#include "main/route_table.h"

#include "web/pages/health.h"

const struct route route_table[] = {
	{METHOD_GET, "/healthz", ROLE_ANY, page_healthz},
	{METHOD_GET, "/metrics", ROLE_ANY, page_metrics},
};
const size_t route_count = sizeof(route_table) / sizeof(route_table[0]);
