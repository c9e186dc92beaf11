/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of Tokyo, the experts, the diagnosis company and the administrator. */
#ifndef TENKEN_WEB_PAGES_DESK_STAFF_H
#define TENKEN_WEB_PAGES_DESK_STAFF_H

#include "web/route.h"

void page_approve(const struct request *request, struct reply *reply);
void page_approve_case(const struct request *request, struct reply *reply);
void page_approve_case_post(const struct request *request, struct reply *reply);
void page_approve_decline_post(const struct request *request, struct reply *reply);
void page_expert(const struct request *request, struct reply *reply);
void page_expert_case(const struct request *request, struct reply *reply);
void page_diagnosis(const struct request *request, struct reply *reply);
void page_admin(const struct request *request, struct reply *reply);

#endif
