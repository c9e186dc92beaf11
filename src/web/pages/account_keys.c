/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/account_keys.h"

#include "usecases/account/view_account.h"
#include "usecases/account/view_people.h"
#include "web/pages/page.h"

const struct value_key account_keys_sign_in[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{"next", VALUE_TEXT, NULL}, /* a path of ours, or empty */
	{"name", VALUE_TEXT, NULL},
	{"wrong", VALUE_BOOL, NULL},
	{"wait_s", VALUE_INT, NULL},
	{NULL, VALUE_MAP, page_passkey_keys},
	{"passkey_wrong", VALUE_BOOL, NULL},
	{"by_passkey", VALUE_BOOL, NULL},
	{"is_over", VALUE_BOOL, NULL}, /* the code came too late or too often wrong */
	{0},
};

const struct value_key account_keys_sign_in_code[] = {
	{NULL, VALUE_MAP, page_typed_keys}, {"next", VALUE_TEXT, NULL}, {NULL, VALUE_MAP, page_code_keys}, {0}};

const struct value_key account_keys_account[] = {
	{NULL, VALUE_MAP, view_account_keys},
	{"done", VALUE_TEXT, NULL}, /* the deed that leads here; "" for none */
	{0},
};

const struct value_key account_keys_account_passkey[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{NULL, VALUE_MAP, page_passkey_keys},
	{"typed", VALUE_TEXT, NULL}, /* what the key is called */
	{"name", VALUE_TEXT, NULL},  /* of the person */
	{"person", VALUE_INT, NULL},
	{"known", VALUE_TEXT, NULL},   /* keys that there are, for the script */
	{"problem", VALUE_TEXT, NULL}, /* "password", "answer"; "" for none */
	{0},
};

const struct value_key account_keys_account_code[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{"made_ms", VALUE_INT, NULL},
	{"key", VALUE_TEXT, NULL}, /* in base32 */
	{"account", VALUE_TEXT, NULL},
	{NULL, VALUE_MAP, page_code_keys},
	{0},
};

const struct value_key account_keys_account_code_remove[] = {
	{NULL, VALUE_MAP, page_typed_keys}, {NULL, VALUE_MAP, page_code_keys}, {0}};

const struct value_key account_keys_admin_invite[] = {
	{NULL, VALUE_MAP, page_typed_keys}, {NULL, VALUE_MAP, view_people_invite_keys}, {0}};

const struct value_key account_keys_join[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{"is_open", VALUE_BOOL, NULL},
	{"is_done", VALUE_BOOL, NULL},
	{"is_void", VALUE_BOOL, NULL},
	{"mail", VALUE_TEXT, NULL}, /* empty where the link is void, as is the name */
	{"name", VALUE_TEXT, NULL},
	{"role", VALUE_TEXT, NULL},
	{"problem", VALUE_TEXT, NULL}, /* of the password; empty for none */
	{0},
};

const struct value_key account_keys_received[] = {
	{"is_open", VALUE_BOOL, NULL},
	{"is_done", VALUE_BOOL, NULL},
	{"is_void", VALUE_BOOL, NULL},
	{"receipt", VALUE_TEXT, NULL}, /* empty where the link is void */
	{0},
};
