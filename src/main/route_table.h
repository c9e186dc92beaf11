/* SPDX-License-Identifier: Apache-2.0 */
/* Every page of the product and who may open it. What is not here does not exist. */
#ifndef TENKEN_MAIN_ROUTE_TABLE_H
#define TENKEN_MAIN_ROUTE_TABLE_H

#include "web/route.h"

extern const struct route route_table[];
extern const size_t route_count;

#endif
