/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of an expert: the companies assigned to them. */
#ifndef TENKEN_WEB_PAGES_DESK_EXPERT_H
#define TENKEN_WEB_PAGES_DESK_EXPERT_H

#include "web/route.h"

void page_expert(const struct request *request, struct reply *reply);
void page_expert_case(const struct request *request, struct reply *reply);

#endif
