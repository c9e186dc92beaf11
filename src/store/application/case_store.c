/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/case_store.h"

#include "store/application/case_count.h"
#include "store/bound.h"
#include "store/support_store.h"

/* NULL in the store is 0 in a row. */
static struct param optional(int64_t number)
{
	return number ? P_INT(number) : P_NULL;
}

/* The log's lock or, on SQLite, the one writing thread lets nobody in between. */
enum err case_store_next(struct tx *tx, struct case_row *row, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT (SELECT COALESCE(MAX(id), 0) FROM company_case), "
		       "(SELECT COALESCE(MAX(number), 0) FROM company_case WHERE edition = $1), "
		       "(SELECT COALESCE(MAX(arrival), 0) FROM company_case WHERE edition = $1 AND course = $2), "
		       "(SELECT COALESCE(MAX(arrival), 0) FROM left_rank WHERE edition = $1 AND course = $2)",
		       PARAMS(P_TEXT(row->edition), P_TEXT(row->course)), &rows, why);
	if (err)
		return err;
	row->id = rows_int(rows, 0, 0) + 1;
	row->number = rows_int(rows, 0, 1) + 1;
	row->arrival = (rows_int(rows, 0, 2) > rows_int(rows, 0, 3) ? rows_int(rows, 0, 2) : rows_int(rows, 0, 3)) + 1;
	return ERR_OK;
}

/* A case before its first event stands in no count. */
static enum err count_in(struct tx *tx, const struct case_row *row, enum case_state state, int64_t change,
			 struct fault *why)
{
	return state == CASE_STATE_NONE ? ERR_OK : case_count_add(tx, row->edition, row->course, state, change, why);
}

enum err case_store_insert(struct tx *tx, const struct case_row *row, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),
		P_TEXT(row->edition),
		P_INT(row->number),
		P_INT(row->edition_version),
		P_TEXT(case_state_name(row->state)),
		P_TEXT(row->course),
		P_TEXT(row->company_name),
		P_TEXT(row->search_key),
		P_TEXT(row->contact_name),
		P_TEXT(row->mail),
		P_TEXT(row->lang),
		P_INT(row->arrived_ms),
		optional(row->answer_due_ms),
		optional(row->checked_by),
		optional(row->expert_id),
		P_INT(row->link_version),
		P_INT(row->event_count),
		P_INT(row->arrival),
		P_TEXT(row->address_key),
		P_TEXT(row->corporate_number),
		P_INT(case_state_holds_place(row->state)),
	};

	enum err err;

	bound_touch(tx, BOUND_CASE, PARAMS(P_INT(row->id)));
	err = tx_execute(
		tx,
		"INSERT INTO company_case (" CASE_ROW_COLUMNS ", holds_place) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
		"$20, $21)",
		params, COUNT(params), NULL, why);
	if (!err)
		err = count_in(tx, row, row->state, 1, why);
	return err ? err : support_store_move(tx, row->id, CASE_STATE_NONE, row->state, why);
}

enum err case_store_load(struct tx *tx, struct arena *arena, int64_t case_id, struct case_row *ret_row,
			 struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, CASE_ROW_SELECT " WHERE id = $1", PARAMS(P_INT(case_id)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "there is no case %lld", (long long)case_id);
	return case_row_read(rows, 0, ret_row, why);
}

/* A prefix of the same letters in other case counts where none is the same. From the few calls to their cases (CROSS
 * JOIN keeps SQLite to this order), since numbers are indexed within a call. */
enum err case_store_find_receipt(struct tx *tx, const char *prefix, int64_t number, int64_t *ret_id, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT c.id, e.receipt_prefix = $2 FROM edition e CROSS JOIN company_case c "
		       "WHERE c.edition = e.id AND c.number = $1 "
		       "AND ($2 = '' OR LOWER(e.receipt_prefix) = LOWER($2)) ORDER BY 2 DESC LIMIT 2",
		       PARAMS(P_INT(number), P_TEXT(prefix)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0 || (rows_count(rows) > 1 && !rows_int(rows, 0, 1)))
		return fault_set(why, ERR_NOT_FOUND, "there is %s case with the number %s%lld",
				 rows_count(rows) ? "more than one" : "no", prefix, (long long)number);
	*ret_id = rows_int(rows, 0, 0);
	return ERR_OK;
}

enum err case_store_save(struct tx *tx, const struct case_row *row, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),           optional(row->answer_due_ms), optional(row->checked_by),
		optional(row->expert_id), P_INT(row->link_version),     P_TEXT(row->mail),
	};

	bound_touch(tx, BOUND_CASE, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "UPDATE company_case SET answer_due_ms = $2, checked_by = $3, expert_id = $4, "
			  "link_version = $5, mail = $6 WHERE id = $1",
			  params, COUNT(params), NULL, why);
}

enum err case_store_save_company(struct tx *tx, const struct case_row *row, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),           P_TEXT(row->company_name),     P_TEXT(row->search_key),
		P_TEXT(row->address_key), P_TEXT(row->corporate_number), P_TEXT(row->contact_name),
	};

	bound_touch(tx, BOUND_CASE, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "UPDATE company_case SET company_name = $2, search_key = $3, address_key = $4, "
			  "corporate_number = $5, contact_name = $6 WHERE id = $1",
			  params, COUNT(params), NULL, why);
}

static enum err leave_rank(struct tx *tx, const struct case_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_LEFT_RANKS, PARAMS(P_INT(row->id)));
	return tx_execute(tx, "INSERT INTO left_rank (case_id, course, arrival, edition) VALUES ($1, $2, $3, $4)",
			  PARAMS(P_INT(row->id), P_TEXT(row->course), P_INT(row->arrival), P_TEXT(row->edition)), NULL,
			  why);
}

enum err case_store_change_course(struct tx *tx, struct case_row *row, const char *course, struct fault *why)
{
	struct case_row moved = *row;
	enum err err;

	moved.course = course;
	err = case_store_next(tx, &moved, why);
	if (!err)
		err = leave_rank(tx, row, why);
	if (err)
		return err;
	bound_touch(tx, BOUND_CASE, PARAMS(P_INT(row->id)));
	err = tx_execute(tx, "UPDATE company_case SET course = $2, arrival = $3 WHERE id = $1",
			 PARAMS(P_INT(row->id), P_TEXT(course), P_INT(moved.arrival)), NULL, why);
	if (!err)
		err = count_in(tx, row, row->state, -1, why);
	row->course = course;
	row->arrival = moved.arrival;
	return err ? err : count_in(tx, row, row->state, 1, why);
}

#define ENTRY_COLUMNS                                                                                                  \
	"case_id, position, edition_version, at_ms, kind, state, actor_kind, actor_id, actor_name, reason, detail"

static enum err insert_entry(struct tx *tx, const struct history_entry *entry, struct fault *why)
{
	const struct param params[] = {
		P_INT(entry->case_id),
		P_INT(entry->position),
		P_INT(entry->edition_version),
		P_INT(entry->at_ms),
		P_TEXT(case_state_event_name(entry->event)),
		P_TEXT(case_state_name(entry->state)),
		P_TEXT(actor_kind_name(entry->actor_kind)),
		P_INT(entry->actor_id),
		P_TEXT(entry->actor_name),
		P_TEXT(entry->reason),
		P_TEXT(entry->detail),
	};

	bound_touch(tx, BOUND_EVENT, PARAMS(P_INT(entry->case_id), P_INT(entry->position)));
	return tx_execute(tx,
			  "INSERT INTO event (" ENTRY_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
			  params, COUNT(params), NULL, why);
}

enum err case_store_insert_first(struct tx *tx, struct case_row *row, struct history_entry *entry, struct fault *why)
{
	struct case_row moved = *row;
	enum err err;

	entry->case_id = row->id;
	entry->position = moved.event_count = 1;
	moved.state = entry->state;
	err = case_store_insert(tx, &moved, why);
	if (!err)
		err = insert_entry(tx, entry, why);
	if (!err)
		*row = moved;
	return err;
}

static enum err count_move(struct tx *tx, const struct case_row *row, enum case_state to, struct fault *why)
{
	enum err err = count_in(tx, row, row->state, -1, why);

	if (!err)
		err = count_in(tx, row, to, 1, why);
	return err ? err : support_store_move(tx, row->id, row->state, to, why);
}

enum err case_store_append(struct tx *tx, struct case_row *row, struct history_entry *entry, struct fault *why)
{
	int64_t changed;
	enum err err;

	entry->case_id = row->id;
	entry->position = row->event_count + 1;
	bound_touch(tx, BOUND_CASE, PARAMS(P_INT(row->id)));
	err = tx_execute(tx,
			 "UPDATE company_case SET state = $3, holds_place = $4, event_count = event_count + 1 "
			 "WHERE id = $1 AND event_count = $2",
			 PARAMS(P_INT(row->id), P_INT(row->event_count), P_TEXT(case_state_name(entry->state)),
				P_INT(case_state_holds_place(entry->state))),
			 &changed, why);
	if (!err && changed != 1)
		err = fault_set(why, ERR_CONFLICT, "case %lld was changed by somebody else", (long long)row->id);
	if (!err)
		err = insert_entry(tx, entry, why);
	if (!err && entry->state != row->state)
		err = count_move(tx, row, entry->state, why);
	if (err)
		return err;
	row->state = entry->state;
	row->event_count = entry->position;
	return ERR_OK;
}

static enum err read_entry(const struct rows *rows, size_t i, struct history_entry *entry, struct fault *why)
{
	*entry = (struct history_entry){
		.case_id = rows_int(rows, i, 0),
		.position = rows_int(rows, i, 1),
		.edition_version = rows_int(rows, i, 2),
		.at_ms = rows_int(rows, i, 3),
		.actor_id = rows_int(rows, i, 7),
		.actor_name = rows_text(rows, i, 8),
		.reason = rows_text(rows, i, 9),
		.detail = rows_text(rows, i, 10),
	};
	if (!case_state_event_parse(str_from(rows_text(rows, i, 4)), &entry->event) ||
	    !case_state_parse(str_from(rows_text(rows, i, 5)), &entry->state) ||
	    !actor_kind_parse(str_from(rows_text(rows, i, 6)), &entry->actor_kind))
		return fault_set(why, ERR_CORRUPT, "case %lld, entry %lld: unknown event, state or actor",
				 (long long)entry->case_id, (long long)entry->position);
	return ERR_OK;
}

enum err case_store_history(struct tx *tx, struct arena *arena, int64_t case_id, struct history_entry **ret_entries,
			    size_t *ret_count, struct fault *why)
{
	struct history_entry *entries;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " ENTRY_COLUMNS " FROM event WHERE case_id = $1 ORDER BY position",
		       PARAMS(P_INT(case_id)), &rows, why);
	if (err)
		return err;
	entries = arena_array(arena, rows_count(rows), sizeof(*entries));
	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_entry(rows, i, &entries[i], why);
	if (err)
		return err;
	*ret_entries = entries;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err case_store_count_events(struct tx *tx, int64_t case_id, enum case_event event, int64_t after_ms,
				 int64_t *ret_count, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COUNT(*) FROM event WHERE case_id = $1 AND kind = $2 AND at_ms > $3",
		       PARAMS(P_INT(case_id), P_TEXT(case_state_event_name(event)), P_INT(after_ms)), &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}

enum err case_store_save_answers(struct tx *tx, int64_t case_id, const char *form, const char *answers, int64_t at_ms,
				 struct fault *why)
{
	bound_touch(tx, BOUND_ANSWERS, PARAMS(P_INT(case_id), P_TEXT(form)));
	return tx_execute(tx,
			  "INSERT INTO answer_sheet (case_id, form, answers, answered_ms) VALUES ($1, $2, $3, $4) "
			  "ON CONFLICT (case_id, form) DO UPDATE SET answers = $3, answered_ms = $4",
			  PARAMS(P_INT(case_id), P_TEXT(form), P_TEXT(answers), P_INT(at_ms)), NULL, why);
}

enum err case_store_load_answers(struct tx *tx, struct arena *arena, int64_t case_id, const char *form,
				 const char **ret_answers, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT answers FROM answer_sheet WHERE case_id = $1 AND form = $2",
		       PARAMS(P_INT(case_id), P_TEXT(form)), &rows, why);
	if (err)
		return err;
	*ret_answers = rows_count(rows) ? rows_text(rows, 0, 0) : "";
	return ERR_OK;
}

#define CONSENTS_AT_ONCE 10 /* in one statement: with the case and the time all the parameters that there are */

/* One text for each count, so that it is prepared once. */
static enum err insert_consents(struct tx *tx, int64_t case_id, int64_t at_ms, const struct case_consent *consents,
				size_t count, struct fault *why)
{
	struct param params[2 + 3 * CONSENTS_AT_ONCE] = {P_INT(case_id), P_INT(at_ms)};
	size_t used = 2;
	BUF_SCOPED sql;

	buf_init(&sql, 1000);
	buf_add_text(&sql, "INSERT INTO consent (case_id, given_ms, state, statement, version, shown) VALUES ");
	for (size_t i = 0; i < count; i++) {
		buf_printf(&sql, "%s($1, $2, 'given', $%zu, $%zu, $%zu)", i ? ", " : "", used + 1, used + 2, used + 3);
		params[used++] = P_TEXT(consents[i].statement);
		params[used++] = P_INT(consents[i].version);
		params[used++] = P_TEXT(consents[i].shown);
	}
	return tx_execute(tx, buf_text(&sql), params, used, NULL, why);
}

enum err case_store_add_consents(struct tx *tx, int64_t case_id, int64_t at_ms, const struct case_consent *consents,
				 size_t count, struct fault *why)
{
	enum err err = ERR_OK;

	bound_touch(tx, BOUND_CONSENTS, PARAMS(P_INT(case_id)));
	for (size_t i = 0; !err && i < count; i += CONSENTS_AT_ONCE) {
		size_t left = count - i;
		err = insert_consents(tx, case_id, at_ms, &consents[i],
				      left < CONSENTS_AT_ONCE ? left : CONSENTS_AT_ONCE, why);
	}
	return err;
}
