/* SPDX-License-Identifier: Apache-2.0 */
/* The roster of experts, for the secretariat. */
#ifndef TENKEN_WEB_PAGES_VISIT_EXPERTS_H
#define TENKEN_WEB_PAGES_VISIT_EXPERTS_H

#include "web/route.h"

void page_desk_experts(const struct request *request, struct reply *reply);
void page_desk_expert(const struct request *request, struct reply *reply);
void page_desk_expert_post(const struct request *request, struct reply *reply);

#endif
