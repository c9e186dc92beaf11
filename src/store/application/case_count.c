/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/case_count.h"

enum err case_count_add(struct tx *tx, const char *edition, const char *course, enum case_state state, int64_t change,
			struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO case_count (edition, course, state, cases) VALUES ($1, $2, $3, $4) "
			  "ON CONFLICT (edition, course, state) DO UPDATE SET cases = case_count.cases + $4",
			  PARAMS(P_TEXT(edition), P_TEXT(course), P_TEXT(case_state_name(state)), P_INT(change)), NULL,
			  why);
}

enum err case_count_load(struct tx *tx, const char *edition, const char *course, struct case_count *ret_count,
			 struct fault *why)
{
	/* Each application asks for one course, which the table's key finds. */
	static const char of_course[] = "SELECT state, cases FROM case_count WHERE edition = $1 AND course = $2",
			  of_many[] = "SELECT state, cases FROM case_count "
				      "WHERE ($1 = '' OR edition = $1) AND ($2 = '' OR course = $2)";
	struct case_count count = {0};
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, edition[0] && course[0] ? of_course : of_many,
		       PARAMS(P_TEXT(edition), P_TEXT(course)), &rows, why);
	for (size_t i = 0; !err && i < rows_count(rows); i++) {
		enum case_state state;
		if (case_state_parse(str_from(rows_text(rows, i, 0)), &state))
			count.of[state] += rows_int(rows, i, 1);
		else
			err = fault_set(why, ERR_CORRUPT, "cases are counted for the unknown state \"%s\"",
					rows_text(rows, i, 0));
	}
	if (!err)
		*ret_count = count;
	return err;
}

struct place_course case_count_ledger(const struct case_count *count, int64_t places)
{
	struct place_course course = {.places = places, .waiting = count->of[CASE_STATE_WAITING]};

	for (int state = 0; state < CASE_STATE_COUNT; state++)
		course.holding += case_state_holds_place(state) ? count->of[state] : 0;
	return course;
}

#define COUNTED "SELECT edition, course, state, COUNT(*) FROM company_case GROUP BY edition, course, state"
#define KEPT    "SELECT edition, course, state, cases FROM case_count WHERE cases <> 0"

enum err case_count_verify(struct tx *tx, struct arena *arena, bool *ret_is_right, const char **ret_wrong,
			   struct fault *why)
{
	static const char *const differences[] = {COUNTED " EXCEPT " KEPT, KEPT " EXCEPT " COUNTED};
	struct rows *rows;
	enum err err = ERR_OK;

	*ret_is_right = true;
	for (size_t i = 0; !err && *ret_is_right && i < COUNT(differences); i++) {
		err = tx_query(tx, arena, differences[i], NULL, 0, &rows, why);
		if (err || rows_count(rows) == 0)
			continue;
		*ret_is_right = false;
		*ret_wrong = arena_printf(arena, "%s %s %s", rows_text(rows, 0, 0), rows_text(rows, 0, 1),
					  rows_text(rows, 0, 2));
	}
	return err;
}
