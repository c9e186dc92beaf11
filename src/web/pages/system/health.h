/* SPDX-License-Identifier: Apache-2.0 */
/* /healthz and /metrics. */
#ifndef TENKEN_WEB_PAGES_SYSTEM_HEALTH_H
#define TENKEN_WEB_PAGES_SYSTEM_HEALTH_H

#include "web/route.h"

void page_healthz(const struct request *request, struct reply *reply);
void page_metrics(const struct request *request, struct reply *reply);

#endif
