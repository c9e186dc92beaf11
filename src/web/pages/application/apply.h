/* SPDX-License-Identifier: Apache-2.0 */
/* Applying: a start page, the pages of the edition's form, the answers to check, and what comes after. */
#ifndef TENKEN_WEB_PAGES_APPLICATION_APPLY_H
#define TENKEN_WEB_PAGES_APPLICATION_APPLY_H

#include "web/route.h"

void page_apply_start(const struct request *request, struct reply *reply);
void page_apply_page(const struct request *request, struct reply *reply);
void page_apply_page_post(const struct request *request, struct reply *reply);
void page_apply_check(const struct request *request, struct reply *reply);
void page_apply_check_post(const struct request *request, struct reply *reply);
void page_apply_done(const struct request *request, struct reply *reply);
void page_apply_ineligible(const struct request *request, struct reply *reply);
void page_apply_former(const struct request *request, struct reply *reply);

#endif
