/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages of the wing account are filled with (page_table.h). */
#ifndef TENKEN_WEB_PAGES_ACCOUNT_KEYS_H
#define TENKEN_WEB_PAGES_ACCOUNT_KEYS_H

#include "codec/value_keys.h"

extern const struct value_key account_keys_sign_in[], account_keys_sign_in_code[], account_keys_account[],
	account_keys_account_passkey[], account_keys_account_code[], account_keys_account_code_remove[],
	account_keys_admin_invite[], account_keys_join[], account_keys_received[];

#endif
