/* SPDX-License-Identifier: Apache-2.0 */
/* Which companies a vulnerability of the morning news concerns. */
#ifndef TENKEN_WEB_PAGES_DESK_AFFECTED_H
#define TENKEN_WEB_PAGES_DESK_AFFECTED_H

#include "web/route.h"

void page_desk_affected(const struct request *request, struct reply *reply);

#endif
