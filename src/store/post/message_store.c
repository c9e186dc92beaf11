/* SPDX-License-Identifier: Apache-2.0 */
#include "store/post/message_store.h"

#include "store/bound.h"

/* While a mail waits, its job knows how often it was tried and what the server said last. */
#define OF_JOB(column) "(SELECT job." column " FROM job WHERE kind = '" MESSAGE_JOB "' AND subject = message.id)"
#define COLUMNS                                                                                                        \
	"id, case_id, template, occasion, state, recipient, lang, subject, message_id, "                               \
	"CASE state WHEN 'queued' THEN COALESCE(" OF_JOB("attempts") ", 0) ELSE attempts END, queued_ms, done_ms, "    \
								     "CASE state WHEN 'queued' THEN COALESCE(" OF_JOB( \
									     "reply") ", '') ELSE last_reply END"
#define BODY_COLUMN 13

enum err message_store_insert(struct tx *tx, const struct message_row *row, bool *ret_is_new, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),
		P_INT(row->case_id),
		P_TEXT(row->template_id),
		P_TEXT(row->occasion),
		P_TEXT(message_state_name(row->state)),
		P_TEXT(row->recipient),
		P_TEXT(lang_code(row->lang)),
		P_TEXT(row->subject),
		P_TEXT(row->body),
		P_TEXT(row->message_id),
		P_INT(row->queued_ms),
	};
	int64_t changed;
	enum err err;

	bound_touch(tx, BOUND_MESSAGE, PARAMS(P_INT(row->id)));
	err = tx_execute(tx,
			 "INSERT INTO message (id, case_id, template, occasion, state, recipient, lang, subject, body, "
			 "message_id, attempts, queued_ms, last_reply) "
			 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, '') "
			 "ON CONFLICT (case_id, template, occasion) DO NOTHING",
			 params, COUNT(params), &changed, why);
	if (!err)
		*ret_is_new = changed > 0;
	return err;
}

static enum err read_row(const struct rows *rows, size_t i, const char *body, struct message_row *ret_row,
			 struct fault *why)
{
	struct message_row row = {
		.id = rows_int(rows, i, 0),
		.case_id = rows_int(rows, i, 1),
		.template_id = rows_text(rows, i, 2),
		.occasion = rows_text(rows, i, 3),
		.recipient = rows_text(rows, i, 5),
		.lang = str_is(str_from(rows_text(rows, i, 6)), "en") ? LANG_EN : LANG_JA,
		.subject = rows_text(rows, i, 7),
		.body = body,
		.message_id = rows_text(rows, i, 8),
		.attempts = rows_int(rows, i, 9),
		.queued_ms = rows_int(rows, i, 10),
		.done_ms = rows_int(rows, i, 11),
		.last_reply = rows_text(rows, i, 12),
	};

	if (!message_state_parse(str_from(rows_text(rows, i, 4)), &row.state))
		return fault_set(why, ERR_CORRUPT, "mail %lld has the unknown state \"%s\"", (long long)row.id,
				 rows_text(rows, i, 4));
	*ret_row = row;
	return ERR_OK;
}

enum err message_store_load(struct tx *tx, struct arena *arena, int64_t id, struct message_row *ret_row,
			    struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS ", body FROM message WHERE id = $1", PARAMS(P_INT(id)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "there is no mail %lld", (long long)id);
	return read_row(rows, 0, rows_text(rows, 0, BODY_COLUMN), ret_row, why);
}

enum err message_store_save(struct tx *tx, const struct message_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_MESSAGE, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "UPDATE message SET state = $2, attempts = $3, done_ms = $4, last_reply = $5 WHERE id = $1",
			  PARAMS(P_INT(row->id), P_TEXT(message_state_name(row->state)), P_INT(row->attempts),
				 row->done_ms ? P_INT(row->done_ms) : P_NULL, P_TEXT(row->last_reply)),
			  NULL, why);
}

static enum err read_list(struct arena *arena, const struct rows *rows, struct message_row **ret_rows,
			  size_t *ret_count, struct fault *why)
{
	struct message_row *list = arena_array(arena, rows_count(rows), sizeof(*list));
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_row(rows, i, "", &list[i], why);
	if (err)
		return err;
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err message_store_list(struct tx *tx, struct arena *arena, const struct message_page *page,
			    struct message_row **ret_rows, size_t *ret_count, struct fault *why)
{
	size_t limit = page->limit < MESSAGE_PAGE_MAX ? page->limit : MESSAGE_PAGE_MAX;
	int64_t before_ms = page->before_queued_ms ? page->before_queued_ms : INT64_MAX;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " COLUMNS " FROM message WHERE (queued_ms, id) < ($1, $2) "
		       "ORDER BY queued_ms DESC, id DESC LIMIT $3",
		       PARAMS(P_INT(before_ms), P_INT(page->before_id), P_INT((int64_t)limit)), &rows, why);
	return err ? err : read_list(arena, rows, ret_rows, ret_count, why);
}

enum err message_store_list_case(struct tx *tx, struct arena *arena, int64_t case_id, struct message_row **ret_rows,
				 size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " COLUMNS " FROM message WHERE case_id = $1 ORDER BY queued_ms DESC, id DESC LIMIT $2",
		       PARAMS(P_INT(case_id), P_INT(MESSAGE_PAGE_MAX)), &rows, why);
	return err ? err : read_list(arena, rows, ret_rows, ret_count, why);
}

enum err message_store_readdress(struct tx *tx, int64_t case_id, const char *recipient, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT id FROM message WHERE case_id = $1 AND state = 'queued'",
		       PARAMS(P_INT(case_id)), &rows, why);
	for (size_t i = 0; !err && i < rows_count(rows); i++) {
		bound_touch(tx, BOUND_MESSAGE, PARAMS(P_INT(rows_int(rows, i, 0))));
		err = tx_execute(tx, "UPDATE message SET recipient = $2 WHERE id = $1",
				 PARAMS(P_INT(rows_int(rows, i, 0)), P_TEXT(recipient)), NULL, why);
	}
	return err;
}

/* The state is a word of the text, not a parameter, so that the index of that state alone serves: no body is read. */
enum err message_store_count(struct tx *tx, enum message_state state, int64_t *ret_count, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(
		tx, &arena,
		arena_printf(&arena, "SELECT COUNT(*) FROM message WHERE state = '%s'", message_state_name(state)),
		NULL, 0, &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}
