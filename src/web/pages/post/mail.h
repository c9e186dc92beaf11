/* SPDX-License-Identifier: Apache-2.0 */
/* The outbox: what was sent to companies, and one mail of it. */
#ifndef TENKEN_WEB_PAGES_POST_MAIL_H
#define TENKEN_WEB_PAGES_POST_MAIL_H

#include "web/route.h"

void page_desk_mails(const struct request *request, struct reply *reply);
void page_desk_mail(const struct request *request, struct reply *reply);
/* What is to be posted, as a letter to print. */
void page_desk_letter(const struct request *request, struct reply *reply);
void page_desk_mail_again_post(const struct request *request, struct reply *reply);

/* The address that mails of a case go to. */
void page_desk_address(const struct request *request, struct reply *reply);
void page_desk_address_post(const struct request *request, struct reply *reply);

#endif
