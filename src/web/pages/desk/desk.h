/* SPDX-License-Identifier: Apache-2.0 */
/* The secretariat's pages: today's work, the cases, the rehearsal. */
#ifndef TENKEN_WEB_PAGES_DESK_DESK_H
#define TENKEN_WEB_PAGES_DESK_DESK_H

#include "web/route.h"

void page_desk(const struct request *request, struct reply *reply);
void page_desk_cases(const struct request *request, struct reply *reply);
void page_desk_case(const struct request *request, struct reply *reply);
void page_desk_check_post(const struct request *request, struct reply *reply);
void page_desk_decline_post(const struct request *request, struct reply *reply);
void page_desk_withdraw_post(const struct request *request, struct reply *reply);
void page_desk_course_post(const struct request *request, struct reply *reply);
void page_desk_exclude_post(const struct request *request, struct reply *reply);
void page_desk_exclude_false_post(const struct request *request, struct reply *reply);
void page_desk_ask_to_leave_post(const struct request *request, struct reply *reply);
void page_desk_reopen_post(const struct request *request, struct reply *reply);
/* What a company answered on the phone to the offer of a place. */
void page_desk_accept_post(const struct request *request, struct reply *reply);
void page_desk_refuse_post(const struct request *request, struct reply *reply);
void page_desk_assign_post(const struct request *request, struct reply *reply);
void page_desk_mails_post(const struct request *request, struct reply *reply);
void page_desk_hold_post(const struct request *request, struct reply *reply);
void page_desk_diagnose_post(const struct request *request, struct reply *reply);
void page_desk_end_purpose_post(const struct request *request, struct reply *reply);
void page_desk_stop_post(const struct request *request, struct reply *reply);
void page_desk_seen_post(const struct request *request, struct reply *reply);
void page_desk_release_post(const struct request *request, struct reply *reply);
void page_desk_rehearsal(const struct request *request, struct reply *reply);

#endif
