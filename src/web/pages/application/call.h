/* SPDX-License-Identifier: Apache-2.0 */
/* The pages that everybody may read: the call and what stands beside it. */
#ifndef TENKEN_WEB_PAGES_APPLICATION_CALL_H
#define TENKEN_WEB_PAGES_APPLICATION_CALL_H

#include "web/route.h"

void page_front(const struct request *request, struct reply *reply); /* the open call, or the list */
void page_calls(const struct request *request, struct reply *reply);
void page_call(const struct request *request, struct reply *reply);
void page_call_paper(const struct request *request, struct reply *reply); /* the application to print */
void page_privacy(const struct request *request, struct reply *reply);
void page_accessibility(const struct request *request, struct reply *reply);
void page_contact(const struct request *request, struct reply *reply);

#endif
