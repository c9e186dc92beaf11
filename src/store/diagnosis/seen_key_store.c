/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/seen_key_store.h"

#include <string.h>

#define CASES_READ 200 /* of which further ones are not looked at: by then the key is a hosting company's */

enum err seen_key_store_add(struct tx *tx, const char *key, int64_t case_id, struct fault *why)
{
	return tx_execute(tx, "INSERT INTO seen_key (key, case_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
			  PARAMS(P_TEXT(key), P_INT(case_id)), NULL, why);
}

static bool is_one_company(const struct seen_key_case *a, const struct seen_key_case *b)
{
	if (*a->corporate_number && *b->corporate_number)
		return !strcmp(a->corporate_number, b->corporate_number);
	return *a->mail && str_eq_ascii_case(str_from(a->mail), str_from(b->mail));
}

static bool is_of_one_of(const struct seen_key_case *one, const struct seen_key_case *companies, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_one_company(one, &companies[i]))
			return true;
	return false;
}

enum err seen_key_store_list_others(struct tx *tx, struct arena *arena, const char *key, const struct seen_key_case *of,
				    int64_t **ret_ids, size_t *ret_count, struct fault *why)
{
	struct seen_key_case companies[1 + SEEN_KEY_CASES_MAX] = {*of};
	int64_t *ids = arena_array(arena, SEEN_KEY_CASES_MAX, sizeof(*ids));
	size_t count = 0;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT id, corporate_number, mail FROM company_case WHERE id IN (SELECT case_id FROM seen_key "
		       "WHERE key = $1) AND id <> $2 ORDER BY id LIMIT $3",
		       PARAMS(P_TEXT(key), P_INT(of->id), P_INT(CASES_READ)), &rows, why);
	if (err)
		return err;
	for (size_t i = 0; i < rows_count(rows) && count < SEEN_KEY_CASES_MAX; i++) {
		const struct seen_key_case one = {rows_int(rows, i, 0), rows_text(rows, i, 1), rows_text(rows, i, 2)};
		if (is_of_one_of(&one, companies, 1 + count))
			continue;
		companies[1 + count] = one;
		ids[count++] = one.id;
	}
	*ret_ids = ids;
	*ret_count = count;
	return ERR_OK;
}
