/* SPDX-License-Identifier: Apache-2.0 */
#include "store/invitation/invitation_store.h"

#include <string.h>

#include "people/erased_key.h"
#include "store/bound.h"

#define FIXED                                                                                                          \
	"id, edition, number, company_key, search_key, company_name, corporate_number, postal_code, address, mail, "   \
	"phone, made_ms"
#define CHANGING                                                                                                       \
	"letter_ms, mail_state, mail_queued_ms, mail_done_ms, mail_reply, opened_ms, way, case_id, answer, "           \
	"answered_ms, calls, call_day, call_outcome, call_note"
#define SELECT "SELECT " FIXED ", " CHANGING " FROM invitation i "

/* Its company applied, by it or by itself: by number, or by name where one of both has none. */
#define APPLIED                                                                                                        \
	"(i.case_id IS NOT NULL "                                                                                      \
	"OR (i.corporate_number <> '' AND EXISTS (SELECT 1 FROM company_case c "                                       \
	"WHERE c.corporate_number = i.corporate_number AND c.edition = i.edition)) "                                   \
	"OR (i.search_key <> '' AND EXISTS (SELECT 1 FROM company_case c WHERE c.search_key = i.search_key "           \
	"AND c.edition = i.edition AND (c.corporate_number = '' OR i.corporate_number = ''))))"
/* Nobody of the company, or with its mail address, ever said that it wants no more: to whichever call. */
#define WELCOME                                                                                                        \
	"NOT EXISTS (SELECT 1 FROM invitation n WHERE n.company_key = i.company_key AND n.answer = 'never') "          \
	"AND (i.mail = '' OR NOT EXISTS (SELECT 1 FROM invitation n WHERE LOWER(n.mail) = LOWER(i.mail) "              \
	"AND n.answer = 'never'))"
#define ERASED "i.company_key LIKE '" ERASED_KEY_PREFIX "%'"
#define OPEN   "i.answer = '' AND NOT " ERASED " AND NOT " APPLIED " AND " WELCOME

/* NULL in the store is 0 in a row. */
static struct param optional(int64_t number)
{
	return number ? P_INT(number) : P_NULL;
}

/* No mail has no name. */
static const char *state_name(enum message_state state)
{
	return state == MESSAGE_STATE_NONE ? "" : message_state_name(state);
}

static bool parse_state(struct str name, enum message_state *ret_state)
{
	*ret_state = MESSAGE_STATE_NONE;
	return !name.n || message_state_parse(name, ret_state);
}

/* --- one --- */

enum err invitation_store_may_invite(struct tx *tx, const char *edition, const char *company_key,
				     const char *erased_key, bool *ret_may, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT 1 FROM invitation WHERE (company_key = $1 AND (edition = $2 OR answer = $3)) "
		       "OR company_key = $4 LIMIT 1",
		       PARAMS(P_TEXT(company_key), P_TEXT(edition),
			      P_TEXT(invitation_answer_name(INVITATION_ANSWER_NEVER)), P_TEXT(erased_key)),
		       &rows, why);
	if (!err)
		*ret_may = rows_count(rows) == 0;
	return err;
}

enum err invitation_store_may_mail(struct tx *tx, const char *edition, const char *mail, bool *ret_may,
				   struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(
		tx, &arena,
		"SELECT 1 FROM invitation WHERE LOWER(mail) = LOWER($1) AND (edition = $2 OR answer = $3) LIMIT 1",
		PARAMS(P_TEXT(mail), P_TEXT(edition), P_TEXT(invitation_answer_name(INVITATION_ANSWER_NEVER))), &rows,
		why);
	if (!err)
		*ret_may = rows_count(rows) == 0;
	return err;
}

static enum err find_next_number(struct tx *tx, const char *edition, int64_t *ret_number, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COALESCE(MAX(number), 0) + 1 FROM invitation WHERE edition = $1",
		       PARAMS(P_TEXT(edition)), &rows, why);
	if (!err)
		*ret_number = rows_int(rows, 0, 0);
	return err;
}

enum err invitation_store_insert(struct tx *tx, struct invitation_row *row, struct fault *why)
{
	enum err err = find_next_number(tx, row->edition, &row->number, why);
	const struct param params[] = {
		P_INT(row->id),
		P_TEXT(row->edition),
		P_INT(row->number),
		P_TEXT(row->company_key),
		P_TEXT(row->search_key),
		P_TEXT(row->company_name),
		P_TEXT(row->corporate_number),
		P_TEXT(row->postal_code),
		P_TEXT(row->address),
		P_TEXT(row->mail),
		P_TEXT(row->phone),
		P_INT(row->made_ms),
	};

	if (err)
		return err;
	bound_touch(tx, BOUND_INVITATION, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "INSERT INTO invitation (" FIXED
			  ", mail_state, mail_reply, way, answer, calls, call_outcome, "
			  "call_note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '', '', '', 0, "
			  "'', '')",
			  params, COUNT(params), NULL, why);
}

static struct invitation_row fixed_part(const struct rows *rows, size_t i)
{
	return (struct invitation_row){
		.id = rows_int(rows, i, 0),
		.edition = rows_text(rows, i, 1),
		.number = rows_int(rows, i, 2),
		.company_key = rows_text(rows, i, 3),
		.search_key = rows_text(rows, i, 4),
		.company_name = rows_text(rows, i, 5),
		.corporate_number = rows_text(rows, i, 6),
		.postal_code = rows_text(rows, i, 7),
		.address = rows_text(rows, i, 8),
		.mail = rows_text(rows, i, 9),
		.phone = rows_text(rows, i, 10),
		.made_ms = rows_int(rows, i, 11),
	};
}

static enum err read_row(const struct rows *rows, size_t i, struct invitation_row *ret_row, struct fault *why)
{
	struct invitation_row row = fixed_part(rows, i);

	row.letter_ms = rows_int(rows, i, 12);
	row.mail_queued_ms = rows_int(rows, i, 14);
	row.mail_done_ms = rows_int(rows, i, 15);
	row.mail_reply = rows_text(rows, i, 16);
	row.opened_ms = rows_int(rows, i, 17);
	row.case_id = rows_int(rows, i, 19);
	row.answered_ms = rows_int(rows, i, 21);
	row.calls = rows_int(rows, i, 22);
	row.call_day = rows_int(rows, i, 23);
	row.call_note = rows_text(rows, i, 25);
	if (!parse_state(str_from(rows_text(rows, i, 13)), &row.mail_state) ||
	    !invitation_way_parse(str_from(rows_text(rows, i, 18)), &row.way) ||
	    !invitation_answer_parse(str_from(rows_text(rows, i, 20)), &row.answer) ||
	    !invitation_call_parse(str_from(rows_text(rows, i, 24)), &row.call_outcome))
		return fault_set(why, ERR_CORRUPT, "invitation %lld has a word that nobody knows", (long long)row.id);
	*ret_row = row;
	return ERR_OK;
}

static enum err read_rows(struct arena *arena, const struct rows *rows, struct invitation_row **ret_rows,
			  size_t *ret_count, struct fault *why)
{
	struct invitation_row *list = arena_array(arena, rows_count(rows), sizeof(*list));
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_row(rows, i, &list[i], why);
	if (err)
		return err;
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err invitation_store_load(struct tx *tx, struct arena *arena, int64_t id, struct invitation_row *ret_row,
			       struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(tx, arena, SELECT "WHERE id = $1", PARAMS(P_INT(id)), &rows, why);

	if (err)
		return err;
	if (!rows_count(rows))
		return fault_set(why, ERR_NOT_FOUND, "there is no invitation %lld", (long long)id);
	return read_row(rows, 0, ret_row, why);
}

enum err invitation_store_find(struct tx *tx, struct arena *arena, const char *edition, int64_t number,
			       struct invitation_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(tx, arena, SELECT "WHERE edition = $1 AND number = $2",
				PARAMS(P_TEXT(edition), P_INT(number)), &rows, why);

	if (err)
		return err;
	if (!rows_count(rows))
		return fault_set(why, ERR_NOT_FOUND, "the call \"%s\" has no invitation %lld", edition,
				 (long long)number);
	return read_row(rows, 0, ret_row, why);
}

enum err invitation_store_of_case(struct tx *tx, struct arena *arena, int64_t case_id, struct invitation_row *ret_row,
				  struct fault *why)
{
	struct rows *rows;
	enum err err =
		tx_query(tx, arena, SELECT "WHERE case_id = $1 ORDER BY way DESC", PARAMS(P_INT(case_id)), &rows, why);

	if (!err && rows_count(rows))
		return read_row(rows, 0, ret_row, why);
	if (!err)
		*ret_row = (struct invitation_row){0};
	return err;
}

enum err invitation_store_save(struct tx *tx, const struct invitation_row *row, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),
		optional(row->letter_ms),
		P_TEXT(state_name(row->mail_state)),
		optional(row->mail_queued_ms),
		optional(row->mail_done_ms),
		P_TEXT(row->mail_reply),
		optional(row->opened_ms),
		P_TEXT(invitation_way_name(row->way)),
		optional(row->case_id),
		P_TEXT(invitation_answer_name(row->answer)),
		optional(row->answered_ms),
		P_INT(row->calls),
		optional(row->call_day),
		P_TEXT(invitation_call_name(row->call_outcome)),
		P_TEXT(row->call_note),
	};

	bound_touch(tx, BOUND_INVITATION, PARAMS(P_INT(row->id)));
	return tx_execute(
		tx,
		"UPDATE invitation SET letter_ms = $2, mail_state = $3, mail_queued_ms = $4, mail_done_ms = $5, "
		"mail_reply = $6, opened_ms = $7, way = $8, case_id = $9, answer = $10, answered_ms = $11, "
		"calls = $12, call_day = $13, call_outcome = $14, call_note = $15 WHERE id = $1",
		params, COUNT(params), NULL, why);
}

/* sql asks for a row of the invitation $1. */
static enum err ask(struct tx *tx, const char *sql, int64_t id, bool *ret_is_so, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, sql, PARAMS(P_INT(id)), &rows, why);
	if (!err)
		*ret_is_so = rows_count(rows) > 0;
	return err;
}

enum err invitation_store_has_applied(struct tx *tx, int64_t id, bool *ret_has_applied, struct fault *why)
{
	return ask(tx, "SELECT 1 FROM invitation i WHERE i.id = $1 AND " APPLIED, id, ret_has_applied, why);
}

enum err invitation_store_is_open(struct tx *tx, int64_t id, bool *ret_is_open, struct fault *why)
{
	return ask(tx, "SELECT 1 FROM invitation i WHERE i.id = $1 AND " OPEN, id, ret_is_open, why);
}

enum err invitation_store_use(struct tx *tx, int64_t id, enum invitation_way way, int64_t case_id, struct fault *why)
{
	struct invitation_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = invitation_store_load(tx, &arena, id, &row, why);
	if (err || row.case_id)
		return err;
	row.case_id = case_id;
	row.way = way;
	return invitation_store_save(tx, &row, why);
}

/* --- erasing --- */

#define OF_CASE                                                                                                        \
	"i.case_id IS NULL AND EXISTS (SELECT 1 FROM company_case c WHERE c.id = $1 AND c.edition = i.edition AND "    \
	"((i.corporate_number <> '' AND c.corporate_number = i.corporate_number) OR (i.search_key <> '' "              \
	"AND c.search_key = i.search_key AND (c.corporate_number = '' OR i.corporate_number = ''))))"

enum err invitation_store_tie(struct tx *tx, int64_t case_id, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT i.id FROM invitation i WHERE " OF_CASE, PARAMS(P_INT(case_id)), &rows, why);
	for (size_t i = 0; !err && i < rows_count(rows); i++) {
		int64_t id = rows_int(rows, i, 0);
		bound_touch(tx, BOUND_INVITATION, PARAMS(P_INT(id)));
		err = tx_execute(tx, "UPDATE invitation SET case_id = $2 WHERE id = $1",
				 PARAMS(P_INT(id), P_INT(case_id)), NULL, why);
	}
	return err;
}

enum err invitation_store_list_company(struct tx *tx, struct arena *arena, int64_t case_id,
				       struct invitation_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(tx, arena,
				SELECT "WHERE NOT " ERASED " AND (i.case_id = $1 OR (NOT " APPLIED
				       " AND EXISTS (SELECT 1 FROM invitation n WHERE n.case_id = $1 "
				       "AND n.company_key = i.company_key))) ORDER BY i.id",
				PARAMS(P_INT(case_id)), &rows, why);

	return err ? err : read_rows(arena, rows, ret_rows, ret_count, why);
}

enum err invitation_store_list_unused(struct tx *tx, struct arena *arena, const char *edition, int64_t limit,
				      struct invitation_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(
		tx, arena, SELECT "WHERE i.edition = $1 AND NOT " ERASED " AND NOT " APPLIED " ORDER BY i.id LIMIT $2",
		PARAMS(P_TEXT(edition), P_INT(limit)), &rows, why);

	return err ? err : read_rows(arena, rows, ret_rows, ret_count, why);
}

enum err invitation_store_erase(struct tx *tx, int64_t id, const char *erased_key, struct fault *why)
{
	bound_touch(tx, BOUND_INVITATION, PARAMS(P_INT(id)));
	return tx_execute(tx,
			  "UPDATE invitation SET company_key = $2, search_key = '', company_name = '', "
			  "corporate_number = '', postal_code = '', address = '', mail = '', phone = '', "
			  "mail_reply = '', call_note = '' WHERE id = $1",
			  PARAMS(P_INT(id), P_TEXT(erased_key)), NULL, why);
}

/* --- many --- */

static const char *const list_names[INVITATION_LIST_SHOWN] = {
	[INVITATION_LIST_CALLS] = "calls",     [INVITATION_LIST_OPEN] = "open",
	[INVITATION_LIST_APPLIED] = "applied", [INVITATION_LIST_ANSWERED] = "answered",
	[INVITATION_LIST_FAILED] = "failed",
};

const char *invitation_store_list_name(enum invitation_list list)
{
	return list_names[list];
}

bool invitation_store_list_parse(struct str name, enum invitation_list *ret_list)
{
	for (size_t i = 0; i < COUNT(list_names); i++)
		if (str_is(name, list_names[i])) {
			*ret_list = (enum invitation_list)i;
			return true;
		}
	return false;
}

/* What a list holds; the numbers of its values are $2 and $3, which every list is given. */
static const char *const conditions[] = {
	[INVITATION_LIST_CALLS] =
		"COALESCE(i.letter_ms, i.mail_done_ms) IS NOT NULL AND COALESCE(i.letter_ms, 0) < $2 "
		"AND COALESCE(i.mail_done_ms, 0) < $2 AND (i.calls = 0 OR i.call_day <= $3) AND " OPEN,
	[INVITATION_LIST_OPEN] = "$2 >= 0 AND $3 >= 0 AND " OPEN,
	[INVITATION_LIST_APPLIED] = "$2 >= 0 AND $3 >= 0 AND " APPLIED,
	[INVITATION_LIST_ANSWERED] = "$2 >= 0 AND $3 >= 0 AND i.answer <> ''",
	[INVITATION_LIST_FAILED] = "$2 >= 0 AND $3 >= 0 AND i.mail_state IN ('failed', 'bounced')",
	[INVITATION_LIST_UNPRINTED] = "$2 >= 0 AND $3 >= 0 AND i.letter_ms IS NULL AND i.address <> '' AND " OPEN,
	[INVITATION_LIST_UNMAILED] = "$2 >= 0 AND $3 >= 0 AND i.mail_state = '' AND i.mail <> '' AND " OPEN,
	[INVITATION_LIST_PRINTED] = "i.letter_ms = $2 AND $3 >= 0",
};

static struct param first_value(const struct invitation_filter *filter)
{
	return P_INT(filter->list == INVITATION_LIST_PRINTED ? filter->at_ms : filter->sent_before_ms);
}

enum err invitation_store_list(struct tx *tx, struct arena *arena, const struct invitation_filter *filter,
			       struct invitation_row **ret_rows, size_t *ret_count, struct fault *why)
{
	const char *order = filter->list == INVITATION_LIST_CALLS ? "COALESCE(i.call_day, 0), i.number" : "i.number";
	struct rows *rows;
	enum err err = tx_query(tx, arena,
				arena_printf(arena, SELECT "WHERE i.edition = $1 AND %s ORDER BY %s LIMIT $4 OFFSET $5",
					     conditions[filter->list], order),
				PARAMS(P_TEXT(filter->edition), first_value(filter), P_INT(filter->today),
				       P_INT(filter->limit), P_INT(filter->offset)),
				&rows, why);

	return err ? err : read_rows(arena, rows, ret_rows, ret_count, why);
}

enum err invitation_store_count_listed(struct tx *tx, const struct invitation_filter *filter, int64_t *ret_count,
				       struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       arena_printf(&arena, "SELECT COUNT(*) FROM invitation i WHERE i.edition = $1 AND %s",
				    conditions[filter->list]),
		       PARAMS(P_TEXT(filter->edition), first_value(filter), P_INT(filter->today)), &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}

#define HOW_MANY(condition) "COUNT(CASE WHEN " condition " THEN 1 END)"

enum err invitation_store_count(struct tx *tx, const char *edition, struct invitation_count *ret_count,
				struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(
		tx, &arena,
		"SELECT COUNT(*), COUNT(i.letter_ms), " HOW_MANY("i.mail_state IN ('sent', 'captured')") ", " HOW_MANY("i.mail_state IN ('failed', 'bounced')") ", COUNT(i.opened_ms), " HOW_MANY(
			"i.way = 'letter'") ", " HOW_MANY("i.way = 'mail'") ", " HOW_MANY("i.way = '' AND " APPLIED) ","
														     " " HOW_MANY("i.answer = 'no'") ", " HOW_MANY(
															     "i.answer = 'never'") " FROM invitation i WHERE i.edition = $1",
		PARAMS(P_TEXT(edition)), &rows, why);
	if (err)
		return err;
	*ret_count = (struct invitation_count){
		.invited = rows_int(rows, 0, 0),
		.printed = rows_int(rows, 0, 1),
		.mailed = rows_int(rows, 0, 2),
		.mail_failed = rows_int(rows, 0, 3),
		.opened = rows_int(rows, 0, 4),
		.by_letter = rows_int(rows, 0, 5),
		.by_mail = rows_int(rows, 0, 6),
		.by_itself = rows_int(rows, 0, 7),
		.no = rows_int(rows, 0, 8),
		.never = rows_int(rows, 0, 9),
	};
	return ERR_OK;
}

enum err invitation_store_batches(struct tx *tx, struct arena *arena, const char *edition, int64_t limit,
				  struct invitation_batch **ret_batches, size_t *ret_count, struct fault *why)
{
	struct invitation_batch *batches;
	struct rows *rows;
	enum err err =
		tx_query(tx, arena,
			 "SELECT letter_ms, COUNT(*) FROM invitation WHERE edition = $1 AND letter_ms IS NOT NULL "
			 "GROUP BY letter_ms ORDER BY letter_ms DESC LIMIT $2",
			 PARAMS(P_TEXT(edition), P_INT(limit)), &rows, why);

	if (err)
		return err;
	batches = arena_array(arena, rows_count(rows), sizeof(*batches));
	for (size_t i = 0; i < rows_count(rows); i++)
		batches[i] = (struct invitation_batch){rows_int(rows, i, 0), rows_int(rows, i, 1)};
	*ret_batches = batches;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err invitation_store_last_queued(struct tx *tx, int64_t *ret_ms, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT COALESCE(MAX(mail_queued_ms), 0) FROM invitation WHERE mail_state = 'queued'", NULL, 0,
		       &rows, why);
	if (!err)
		*ret_ms = rows_int(rows, 0, 0);
	return err;
}
