/* SPDX-License-Identifier: Apache-2.0 */
/* Where the secretariat records the permission that a company without a mail address gave by telephone. */
#ifndef TENKEN_WEB_PAGES_DIAGNOSIS_TOLD_PERMISSION_H
#define TENKEN_WEB_PAGES_DIAGNOSIS_TOLD_PERMISSION_H

#include "web/reply.h"

void page_desk_permission(const struct request *request, struct reply *reply);
void page_desk_permission_post(const struct request *request, struct reply *reply);

#endif
