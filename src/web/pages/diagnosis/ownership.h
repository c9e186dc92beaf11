/* SPDX-License-Identifier: Apache-2.0 */
/* How a company shows that the targets are its own, and where the secretariat confirms it. */
#ifndef TENKEN_WEB_PAGES_DIAGNOSIS_OWNERSHIP_H
#define TENKEN_WEB_PAGES_DIAGNOSIS_OWNERSHIP_H

#include "web/reply.h"

void page_my_targets(const struct request *request, struct reply *reply);
void page_my_targets_post(const struct request *request, struct reply *reply);
void page_desk_targets(const struct request *request, struct reply *reply);
void page_desk_targets_post(const struct request *request, struct reply *reply);

#endif
