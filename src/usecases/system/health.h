/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Can this process do its work, and how much is waiting? For the service manager and for monitoring.
 */
#ifndef TENKEN_USECASES_SYSTEM_HEALTH_H
#define TENKEN_USECASES_SYSTEM_HEALTH_H

#include "base/buf.h"
#include "usecases/office.h"

/* ERR_OK when the store answers and can be written. */
MUST_USE enum err health_check(const struct office *office, struct fault *why);

/* Jobs and mails in Prometheus' text format. */
MUST_USE enum err health_metrics(const struct office *office, struct buf *out, struct fault *why);

#endif
