/* SPDX-License-Identifier: Apache-2.0 */
/* Every check of the product, ended by an empty id. */
#ifndef TENKEN_MAIN_CHECK_TABLE_H
#define TENKEN_MAIN_CHECK_TABLE_H

#include "checks/check.h"

extern const struct check check_table[];

#endif
