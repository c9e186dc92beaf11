/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/case_row.h"

enum err case_row_read(const struct rows *rows, size_t i, struct case_row *ret_row, struct fault *why)
{
	struct case_row row = {
		.id = rows_int(rows, i, 0),
		.edition = rows_text(rows, i, 1),
		.number = rows_int(rows, i, 2),
		.edition_version = rows_int(rows, i, 3),
		.course = rows_text(rows, i, 5),
		.company_name = rows_text(rows, i, 6),
		.search_key = rows_text(rows, i, 7),
		.contact_name = rows_text(rows, i, 8),
		.mail = rows_text(rows, i, 9),
		.lang = rows_text(rows, i, 10),
		.arrived_ms = rows_int(rows, i, 11),
		.answer_due_ms = rows_int(rows, i, 12),
		.checked_by = rows_int(rows, i, 13),
		.expert_id = rows_int(rows, i, 14),
		.link_version = rows_int(rows, i, 15),
		.event_count = rows_int(rows, i, 16),
		.arrival = rows_int(rows, i, 17),
		.address_key = rows_text(rows, i, 18),
		.corporate_number = rows_text(rows, i, 19),
		.receipt_prefix = rows_text(rows, i, 20),
	};

	if (rows_columns(rows) > 21) {
		row.permitted_from_ms = rows_int(rows, i, 21);
		row.permitted_until_ms = rows_int(rows, i, 22);
	}
	if (!case_state_parse(str_from(rows_text(rows, i, 4)), &row.state))
		return fault_set(why, ERR_CORRUPT, "case %lld has the unknown state \"%s\"", (long long)row.id,
				 rows_text(rows, i, 4));
	*ret_row = row;
	return ERR_OK;
}

enum err case_row_read_all(struct arena *arena, const struct rows *rows, struct case_row **ret_rows, size_t *ret_count,
			   struct fault *why)
{
	struct case_row *list = arena_array(arena, rows_count(rows), sizeof(*list));
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = case_row_read(rows, i, &list[i], why);
	if (err)
		return err;
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
