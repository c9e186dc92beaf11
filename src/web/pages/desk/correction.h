/* SPDX-License-Identifier: Apache-2.0 */
/* The secretariat asks a company to correct answers, and enters what the company told it by telephone or letter. */
#ifndef TENKEN_WEB_PAGES_DESK_CORRECTION_H
#define TENKEN_WEB_PAGES_DESK_CORRECTION_H

#include "web/route.h"

void page_desk_send_back(const struct request *request, struct reply *reply);
void page_desk_send_back_post(const struct request *request, struct reply *reply);
void page_desk_correction(const struct request *request, struct reply *reply);
void page_desk_correction_post(const struct request *request, struct reply *reply);

#endif
