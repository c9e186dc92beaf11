/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/earlier_cases.h"

#include "store/application/earlier_case_store.h"
#include "usecases/case_value.h"

const struct value_key earlier_cases_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{"is_same", VALUE_BOOL, NULL}, /* by its corporate number; else name and address look the same */
	{0},
};

static enum err add_kind(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
			 const struct case_row *of, enum earlier_case_kind kind, struct value *list, struct fault *why)
{
	struct value *cases;
	struct case_row *rows;
	size_t count = 0;
	enum err err = earlier_case_store_list(tx, arena, of, kind, &rows, &count, why);

	if (!err)
		err = case_value_list(tx, office, arena, lang, rows, count, &cases, why);
	for (size_t i = 0; !err && i < count; i++) {
		value_set_bool(arena, cases->items[i], "is_same", kind == EARLIER_CASE_SAME);
		value_add(arena, list, cases->items[i]);
	}
	return err;
}

enum err earlier_cases_value(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
			     const struct case_row *of, struct value **ret_list, struct fault *why)
{
	struct value *list = value_list(arena);
	enum err err = add_kind(tx, office, arena, lang, of, EARLIER_CASE_SAME, list, why);

	if (!err)
		err = add_kind(tx, office, arena, lang, of, EARLIER_CASE_LOOK, list, why);
	if (!err)
		*ret_list = list;
	return err;
}
