/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/advice_keys.h"

#include "usecases/advice/view_advice.h"
#include "usecases/advice/view_preparation.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

const struct value_key advice_keys_preparation[] = {
	{NULL, VALUE_MAP, view_preparation_keys},
	{NULL, VALUE_MAP, page_typed_keys},
	{"just_done", VALUE_MAP, done_keys},
	{"typed_words", VALUE_TEXT, NULL},
	{"problem", VALUE_TEXT, NULL}, /* of the note: missing, too_long, sign; or empty */
	{"chars", VALUE_INT, NULL},
	{"chars_max", VALUE_INT, NULL},
	{0},
};

const struct value_key advice_keys_plan[] = {
	{NULL, VALUE_MAP, view_advice_keys},
	{NULL, VALUE_MAP, page_typed_keys},
	{"just_done", VALUE_MAP, done_keys},
	{"problem", VALUE_TEXT, NULL},    /* stage, own, reason, changed, report; or empty */
	{"problem_at", VALUE_TEXT, NULL}, /* id of the field or panel that it is about */
	{"chars_max", VALUE_INT, NULL},
	{0},
};
