/* SPDX-License-Identifier: Apache-2.0 */
/* Whom the office invited: the code of its letter, and the page of its link. */
#ifndef TENKEN_WEB_PAGES_INVITATION_INVITED_H
#define TENKEN_WEB_PAGES_INVITATION_INVITED_H

#include "web/route.h"

void page_invited_code(const struct request *request, struct reply *reply);
void page_invited_code_post(const struct request *request, struct reply *reply);
void page_invited(const struct request *request, struct reply *reply);
void page_invited_post(const struct request *request, struct reply *reply);
void page_invited_stop_post(const struct request *request, struct reply *reply);

#endif
