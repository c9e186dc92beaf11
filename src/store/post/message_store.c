/* SPDX-License-Identifier: Apache-2.0 */
#include "store/post/message_store.h"

#include <string.h>

#include "base/buf.h"
#include "store/bound.h"
#include "store/word_range.h"

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

enum { PARAMS_MAX = 8, SQL_MAX = 1024 };

/* Only what is asked for stands in the text, so that an index serves it. The caller owns sql. */
struct query {
	struct buf sql;
	struct param params[PARAMS_MAX];
	size_t count;
};

static void add_param(struct query *query, const char *before, struct param param, const char *behind)
{
	query->params[query->count++] = param;
	buf_printf(&query->sql, "%s$%zu%s", before, query->count, behind);
}

static void narrow(struct query *query, const char *condition, struct param param, const char *behind)
{
	buf_add_text(&query->sql, query->count ? " AND " : " WHERE ");
	add_param(query, condition, param, behind);
}

#define FOUND_MAX_TEXT "500"
#define COUNT_MAX_TEXT "10000"
_Static_assert(MESSAGE_FOUND_MAX == 500 && MESSAGE_COUNT_MAX == 10000, "the statements say it too");

static void add_filter(struct query *query, struct arena *arena, const struct message_filter *filter)
{
	if (strcmp(filter->state, MESSAGE_UNDELIVERED) == 0)
		narrow(query, "state IN ('failed', ", P_TEXT(message_state_name(MESSAGE_STATE_BOUNCED)), ")");
	else if (filter->state[0])
		narrow(query, "state = ", P_TEXT(filter->state), "");
	if (filter->template_id[0])
		narrow(query, "template = ", P_TEXT(filter->template_id), "");
	if (filter->recipient[0])
		narrow(query, "LOWER(recipient) = LOWER(", P_TEXT(filter->recipient), ")");
	if (filter->case_id)
		narrow(query, "case_id = ", P_INT(filter->case_id), "");
	if (!filter->search_key[0])
		return;
	narrow(query, "case_id IN (SELECT case_id FROM case_word WHERE key >= ",
	       P_BLOB(word_range_begin(arena, filter->search_key)), " AND key < ");
	add_param(query, "", P_BLOB(word_range_end(arena, filter->search_key)),
		  " ORDER BY key, case_id LIMIT " FOUND_MAX_TEXT ")");
}

enum err message_store_is_common(struct tx *tx, const char *search_key, bool *ret_is_common, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT 1 FROM case_word WHERE key >= $1 AND key < $2 ORDER BY key, case_id LIMIT 1 "
		       "OFFSET " FOUND_MAX_TEXT,
		       PARAMS(P_BLOB(word_range_begin(&arena, search_key)), P_BLOB(word_range_end(&arena, search_key))),
		       &rows, why);
	if (!err)
		*ret_is_common = rows_count(rows) > 0;
	return err;
}

static enum err run(struct tx *tx, struct arena *arena, const struct query *query, struct rows **ret_rows,
		    struct fault *why)
{
	enum err err = buf_finish(&query->sql, "the query of a list of mails", why);

	return err ? err : tx_query(tx, arena, buf_text(&query->sql), query->params, query->count, ret_rows, why);
}

enum err message_store_list(struct tx *tx, struct arena *arena, const struct message_filter *filter,
			    struct message_row **ret_rows, size_t *ret_count, struct fault *why)
{
	int64_t limit = filter->limit < MESSAGE_PAGE_MAX ? filter->limit : MESSAGE_PAGE_MAX;
	struct query query = {.count = 0};
	struct rows *rows;
	enum err err;

	buf_init(&query.sql, SQL_MAX);
	buf_add_text(&query.sql, "SELECT " COLUMNS " FROM message");
	add_filter(&query, arena, filter);
	add_param(&query, " ORDER BY queued_ms DESC, id DESC LIMIT ", P_INT(limit), "");
	add_param(&query, " OFFSET ", P_INT(filter->offset), "");
	err = run(tx, arena, &query, &rows, why);
	buf_release(&query.sql);
	return err ? err : read_list(arena, rows, ret_rows, ret_count, why);
}

enum err message_store_count_listed(struct tx *tx, const struct message_filter *filter, int64_t *ret_count,
				    struct fault *why)
{
	struct query query = {.count = 0};
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	buf_init(&query.sql, SQL_MAX);
	buf_add_text(&query.sql, "SELECT COUNT(*) FROM (SELECT 1 FROM message");
	add_filter(&query, &arena, filter);
	buf_add_text(&query.sql, " LIMIT " COUNT_MAX_TEXT ") page");
	err = run(tx, &arena, &query, &rows, why);
	buf_release(&query.sql);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
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

enum err message_store_count_recent(struct tx *tx, const char *template_id, int64_t case_id, const char *recipient,
				    int64_t after_ms, int64_t *ret_count, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT COUNT(*) FROM message WHERE queued_ms > $1 AND template = $2 "
		       "AND (case_id = $3 OR (LOWER(recipient) = LOWER($4) AND recipient <> ''))",
		       PARAMS(P_INT(after_ms), P_TEXT(template_id), P_INT(case_id), P_TEXT(recipient)), &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}

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

enum err message_store_count_to(struct tx *tx, const char *recipient, int64_t since_ms, int64_t *ret_count,
				struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT COUNT(*) FROM message WHERE LOWER(recipient) = LOWER($1) AND queued_ms >= $2",
		       PARAMS(P_TEXT(recipient), P_INT(since_ms)), &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}
