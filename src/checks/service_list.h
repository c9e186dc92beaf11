/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What runs where, as far as it was seen: no judgement, and of no use to the checks. For whoever wants the list.
 */
#ifndef TENKEN_CHECKS_SERVICE_LIST_H
#define TENKEN_CHECKS_SERVICE_LIST_H

#include "checks/check.h"

/* A row for each open port, and one more for each other product there: {"target" "address" "port" "service" "tls"
 * "product" "version" "known_by"}. service: "ssh", "http", "unknown"; product: as people call it, "" where nothing
 * names it, version likewise; known_by: the text that named the product ("greeting", "Server header"), "" without one.
 * The input was judged (check_run_all() prepares it). In the arena, in the order of targets and ports. */
struct value *service_list_value(struct arena *arena, const struct check_input *judged);

#endif
