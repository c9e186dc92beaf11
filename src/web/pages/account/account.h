/* SPDX-License-Identifier: Apache-2.0 */
/* The own account of a person of the staff: second step, passkeys, sessions. */
#ifndef TENKEN_WEB_PAGES_ACCOUNT_ACCOUNT_H
#define TENKEN_WEB_PAGES_ACCOUNT_ACCOUNT_H

#include "web/route.h"

void page_account(const struct request *request, struct reply *reply);
void page_account_code(const struct request *request, struct reply *reply);
void page_account_code_post(const struct request *request, struct reply *reply);
void page_account_code_remove(const struct request *request, struct reply *reply);
void page_account_code_remove_post(const struct request *request, struct reply *reply);
void page_account_sessions_post(const struct request *request, struct reply *reply);

#endif
