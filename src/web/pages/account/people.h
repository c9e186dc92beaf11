/* SPDX-License-Identifier: Apache-2.0 */
/* The administrator's page: who may sign in, and as what. */
#ifndef TENKEN_WEB_PAGES_ACCOUNT_PEOPLE_H
#define TENKEN_WEB_PAGES_ACCOUNT_PEOPLE_H

#include "web/route.h"

void page_admin(const struct request *request, struct reply *reply);
void page_admin_invite(const struct request *request, struct reply *reply);
void page_admin_invite_post(const struct request *request, struct reply *reply);
void page_admin_withdraw_post(const struct request *request, struct reply *reply);
void page_admin_disable_post(const struct request *request, struct reply *reply);
void page_admin_enable_post(const struct request *request, struct reply *reply);
void page_admin_sign_out_post(const struct request *request, struct reply *reply);
void page_admin_password_post(const struct request *request, struct reply *reply);

#endif
