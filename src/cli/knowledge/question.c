/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/knowledge/question.h"

enum err question_text(const struct value *question, const char *key, struct str *ret_text, struct fault *why)
{
	const struct value *value = value_get(question, key);

	if (!value || value->kind != VALUE_TEXT)
		return fault_set(why, ERR_INVALID, "\"%s\" is %s", key, value ? "not a text" : "missing");
	*ret_text = value->text;
	return ERR_OK;
}
