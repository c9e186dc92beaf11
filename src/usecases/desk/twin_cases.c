/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/twin_cases.h"

#include <string.h>

#include "store/application/twin_case_store.h"
#include "usecases/case_value.h"

const struct value_key twin_cases_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{"is_same_number", VALUE_BOOL, NULL}, /* else the mail address is the same */
	{0},
};

enum err twin_cases_value(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
			  const struct case_row *of, struct value **ret_list, struct fault *why)
{
	struct value *list = NULL;
	struct case_row *rows;
	size_t count = 0;
	enum err err = twin_case_store_list(tx, arena, of, &rows, &count, why);

	if (!err)
		err = case_value_list(tx, office, arena, lang, rows, count, &list, why);
	if (err)
		return err;
	for (size_t i = 0; i < count; i++)
		value_set_bool(arena, list->items[i], "is_same_number",
			       *of->corporate_number && strcmp(of->corporate_number, rows[i].corporate_number) == 0);
	*ret_list = list;
	return ERR_OK;
}

enum err twin_cases_mark(struct tx *tx, struct arena *arena, const struct case_row *rows, size_t count,
			 struct value *list, struct fault *why)
{
	bool *marks = arena_array(arena, count, sizeof(*marks));
	enum err err = twin_case_store_mark(tx, rows, count, marks, why);

	for (size_t i = 0; !err && i < count; i++)
		value_set_bool(arena, list->items[i], "has_twin", marks[i]);
	return err;
}
