/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passkeys: the two pages that run a script (src/web/assets/passkey.js), which asks the browser and fills in a form.
 * Where no passkey can be, or no script runs, nothing of it is shown.
 */
#ifndef TENKEN_WEB_PAGES_ACCOUNT_PASSKEY_H
#define TENKEN_WEB_PAGES_ACCOUNT_PASSKEY_H

#include "web/route.h"

void page_account_passkey(const struct request *request, struct reply *reply);
void page_account_passkey_post(const struct request *request, struct reply *reply);
void page_account_passkey_remove_post(const struct request *request, struct reply *reply);

#endif
