/* SPDX-License-Identifier: Apache-2.0 */
/* Coming in and going out: staff by password, a company by the personal link of a mail. */
#ifndef TENKEN_WEB_PAGES_ACCOUNT_SIGN_IN_H
#define TENKEN_WEB_PAGES_ACCOUNT_SIGN_IN_H

#include "web/route.h"

void page_sign_in(const struct request *request, struct reply *reply);
void page_sign_in_post(const struct request *request, struct reply *reply);
void page_sign_in_code_post(const struct request *request, struct reply *reply);
void page_sign_in_passkey_post(const struct request *request, struct reply *reply);
void page_sign_out_post(const struct request *request, struct reply *reply);

/* A GET changes nothing, so a mail scanner that follows the link does no harm; the button on the page does. */
void page_enter(const struct request *request, struct reply *reply);
void page_enter_post(const struct request *request, struct reply *reply);

#endif
