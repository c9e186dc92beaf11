/* SPDX-License-Identifier: Apache-2.0 */
/* Tokyo's pages: the checked cases, and the approval or refusal of one. */
#ifndef TENKEN_WEB_PAGES_DESK_APPROVE_H
#define TENKEN_WEB_PAGES_DESK_APPROVE_H

#include "web/route.h"

void page_approve(const struct request *request, struct reply *reply);
void page_approve_selection(const struct request *request, struct reply *reply);
void page_approve_selection_post(const struct request *request, struct reply *reply);
/* The sheet for the decision, as it is filed. */
void page_approve_sheet_pdf(const struct request *request, struct reply *reply);
void page_approve_sheet_xlsx(const struct request *request, struct reply *reply);
void page_approve_case(const struct request *request, struct reply *reply);
void page_approve_case_post(const struct request *request, struct reply *reply);
void page_approve_decline_post(const struct request *request, struct reply *reply);

#endif
