/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/case_list_store.h"

#include <string.h>

#include "base/buf.h"
#include "store/application/case_count.h"
#include "store/support_store.h"
#include "store/word_range.h"

enum { PARAMS_MAX = 10, SQL_MAX = 2048 };

/* One text for all filters would hide every index: only what is asked for stands in it. The caller owns sql. */
struct query {
	struct buf sql;
	struct param params[PARAMS_MAX];
	size_t count;
	bool is_narrowed;
};

static void add_param(struct query *query, const char *before, struct param param, const char *behind)
{
	query->params[query->count++] = param;
	buf_printf(&query->sql, "%s$%zu%s", before, query->count, behind);
}

static void narrow(struct query *query, const char *condition, struct param param, const char *behind)
{
	buf_add_text(&query->sql, query->is_narrowed ? " AND " : " WHERE ");
	query->is_narrowed = true;
	add_param(query, condition, param, behind);
}

static void narrow_text(struct query *query, const char *condition, const char *wanted)
{
	if (wanted[0])
		narrow(query, condition, P_TEXT(wanted), "");
}

#define FOUND_MAX_TEXT "3000"
_Static_assert(CASE_LIST_FOUND_MAX == 3000, "the statements say it too");

/* Each key that begins with what is searched for. */
static void narrow_by_words(struct query *query, struct arena *arena, const char *column, const char *key)
{
	narrow(query, arena_printf(arena, "%s IN (SELECT case_id FROM case_word WHERE key >= ", column),
	       P_BLOB(word_range_begin(arena, key)), " AND key < ");
	add_param(query, "", P_BLOB(word_range_end(arena, key)), " ORDER BY key, case_id LIMIT " FOUND_MAX_TEXT ")");
}

static void add_cases(struct query *query, struct arena *arena, const struct case_filter *filter)
{
	buf_add_text(&query->sql, " FROM company_case");
	narrow_text(query, "edition = ", filter->edition);
	narrow_text(query, "state = ", filter->state);
	narrow_text(query, "course = ", filter->course);
	if (filter->expert_id)
		narrow(query, "expert_id = ", P_INT(filter->expert_id), "");
	if (filter->search_key[0])
		narrow_by_words(query, arena, "id", filter->search_key);
}

static void narrow_joined_case(struct query *query, struct arena *arena, const struct case_filter *filter)
{
	narrow_text(query, "c.edition = ", filter->edition);
	narrow_text(query, "c.state = ", filter->state);
	narrow_text(query, "c.course = ", filter->course);
	if (filter->expert_id)
		narrow(query, "c.expert_id = ", P_INT(filter->expert_id), "");
	if (filter->search_key[0])
		narrow_by_words(query, arena, "c.id", filter->search_key);
}

/* From the open judgements to their cases, not the reverse: CROSS JOIN has SQLite keep this order. */
static void add_rejudged_cases(struct query *query, struct arena *arena, const struct case_filter *filter)
{
	buf_add_text(&query->sql, " FROM judgement j CROSS JOIN diagnosis d CROSS JOIN company_case c "
				  "WHERE j.state = 'open' AND d.id = j.diagnosis_id AND d.judgement = j.number "
				  "AND c.id = d.case_id AND NOT EXISTS (SELECT 1 FROM diagnosis later "
				  "WHERE later.case_id = d.case_id AND later.queued_ms > d.queued_ms)");
	query->is_narrowed = true;
	narrow_joined_case(query, arena, filter);
}

/* Likewise from what is held. */
static void add_held_cases(struct query *query, struct arena *arena, const struct case_filter *filter)
{
	buf_add_text(&query->sql, " FROM mail_hold h CROSS JOIN company_case c");
	narrow(query, "h.until_ms > ", P_INT(filter->now_ms), " AND c.id = h.case_id");
	narrow_joined_case(query, arena, filter);
}

/* The time comes first: the condition of a step names it as $1. */
static void add_cases_by_step(struct query *query, struct arena *arena, const struct case_filter *filter)
{
	bool asks_time;
	const char *condition = support_store_condition(filter->step, &asks_time);

	if (asks_time)
		query->params[query->count++] = P_INT(filter->now_ms);
	buf_printf(&query->sql, " FROM support WHERE %s", condition);
	query->is_narrowed = true;
	narrow_text(query, "edition = ", filter->edition);
	narrow_text(query, "course = ", filter->course);
	if (filter->state[0])
		narrow(query, "case_id IN (SELECT id FROM company_case WHERE state = ", P_TEXT(filter->state), ")");
	if (filter->expert_id)
		narrow(query, "case_id IN (SELECT id FROM company_case WHERE expert_id = ", P_INT(filter->expert_id),
		       ")");
	if (filter->search_key[0])
		narrow_by_words(query, arena, "case_id", filter->search_key);
	if (filter->is_unprinted)
		buf_add_text(&query->sql,
			     " AND EXISTS (SELECT 1 FROM diagnosis d WHERE d.case_id = support.case_id "
			     "AND d.released_ms IS NOT NULL AND d.letter_ms IS NULL AND NOT EXISTS (SELECT 1 FROM "
			     "diagnosis later WHERE later.case_id = d.case_id AND later.queued_ms > d.queued_ms))");
}

static void add_matching(struct query *query, struct arena *arena, const struct case_filter *filter)
{
	if (filter->step)
		add_cases_by_step(query, arena, filter);
	else if (filter->is_rejudged)
		add_rejudged_cases(query, arena, filter);
	else if (filter->is_held)
		add_held_cases(query, arena, filter);
	else
		add_cases(query, arena, filter);
}

static void add_page(struct query *query, const struct case_filter *filter)
{
	add_param(query, " LIMIT ", P_INT(filter->limit), "");
	add_param(query, " OFFSET ", P_INT(filter->offset), "");
}

/* Ids, the numbers of an edition and the arrivals of a course rise together (case_store_next), so that each list is
 * read in the order of an index that it has. */
static const char *order_of(const struct case_filter *filter)
{
	if (filter->state[0] || filter->expert_id || !filter->edition[0])
		return "id";
	return filter->course[0] ? "arrival" : "number";
}

static void write_list(struct query *query, struct arena *arena, const struct case_filter *filter)
{
	buf_add_text(&query->sql, "SELECT " CASE_ROW_COLUMNS ", " CASE_ROW_PREFIX);
	add_cases(query, arena, filter);
	buf_printf(&query->sql, " ORDER BY %s", order_of(filter));
	add_page(query, filter);
}

/* The page is found in an index of support, then its cases are read. */
static void write_list_by_step(struct query *query, struct arena *arena, const struct case_filter *filter)
{
	buf_add_text(&query->sql, "SELECT " CASE_ROW_COLUMNS ", " CASE_ROW_PREFIX ", page.from_ms, page.until_ms "
				  "FROM (SELECT case_id, from_ms, until_ms");
	add_cases_by_step(query, arena, filter);
	buf_add_text(&query->sql, " ORDER BY until_ms, case_id");
	add_page(query, filter);
	buf_add_text(&query->sql, ") page JOIN company_case ON company_case.id = page.case_id "
				  "ORDER BY page.until_ms, page.case_id");
}

/* The page is found by what joins its cases, in the order of these two columns. */
static void write_joined_list(struct query *query, struct arena *arena, const struct case_filter *filter,
			      const char *first, const char *second)
{
	buf_printf(&query->sql,
		   "SELECT " CASE_ROW_COLUMNS ", " CASE_ROW_PREFIX
		   " FROM (SELECT c.id AS case_id, %s AS first, %s AS second",
		   first, second);
	add_matching(query, arena, filter);
	buf_printf(&query->sql, " ORDER BY %s, %s", first, second);
	add_page(query, filter);
	buf_add_text(&query->sql, ") page JOIN company_case ON company_case.id = page.case_id "
				  "ORDER BY page.first, page.second");
}

static enum err run(struct tx *tx, struct arena *arena, const struct query *query, struct rows **ret_rows,
		    struct fault *why)
{
	enum err err = buf_finish(&query->sql, "the query of a list of cases", why);

	return err ? err : tx_query(tx, arena, buf_text(&query->sql), query->params, query->count, ret_rows, why);
}

enum err case_list_store_read(struct tx *tx, struct arena *arena, const struct case_filter *filter,
			      struct case_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct query query = {.count = 0};
	struct rows *rows;
	enum err err;

	buf_init(&query.sql, SQL_MAX);
	if (filter->step)
		write_list_by_step(&query, arena, filter);
	else if (filter->is_rejudged)
		write_joined_list(&query, arena, filter, "j.judged_ms", "j.diagnosis_id");
	else if (filter->is_held)
		write_joined_list(&query, arena, filter, "h.until_ms", "h.case_id");
	else
		write_list(&query, arena, filter);
	err = run(tx, arena, &query, &rows, why);
	buf_release(&query.sql);
	return err ? err : case_row_read_all(arena, rows, ret_rows, ret_count, why);
}

static enum err count_rows(struct tx *tx, struct arena *arena, const struct case_filter *filter, int64_t *ret_count,
			   struct fault *why)
{
	struct query query = {.count = 0};
	struct rows *rows;
	enum err err;

	buf_init(&query.sql, SQL_MAX);
	buf_add_text(&query.sql, "SELECT COUNT(*)");
	add_matching(&query, arena, filter);
	err = run(tx, arena, &query, &rows, why);
	buf_release(&query.sql);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}

enum err case_list_store_is_common(struct tx *tx, const char *search_key, bool *ret_is_common, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT 1 FROM case_word WHERE key >= $1 AND key < $2 "
		       "ORDER BY key, case_id LIMIT 1 OFFSET " FOUND_MAX_TEXT,
		       PARAMS(P_BLOB(word_range_begin(&arena, search_key)), P_BLOB(word_range_end(&arena, search_key))),
		       &rows, why);
	if (!err)
		*ret_is_common = rows_count(rows) > 0;
	return err;
}

enum err case_list_store_count(struct tx *tx, const struct case_filter *filter, int64_t *ret_count, struct fault *why)
{
	struct case_count count;
	int64_t sum = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	if (filter->expert_id || filter->search_key[0] || filter->step || filter->is_rejudged || filter->is_held)
		return count_rows(tx, &arena, filter, ret_count, why);
	err = case_count_load(tx, filter->edition, filter->course, &count, why);
	if (err)
		return err;
	for (int state = 0; state < CASE_STATE_COUNT; state++)
		if (!filter->state[0] || strcmp(filter->state, case_state_name(state)) == 0)
			sum += count.of[state];
	*ret_count = sum;
	return ERR_OK;
}

enum err case_list_store_after(struct tx *tx, struct arena *arena, int64_t case_id, int64_t limit,
			       struct case_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, CASE_ROW_SELECT " WHERE id > $1 ORDER BY id LIMIT $2",
		       PARAMS(P_INT(case_id), P_INT(limit)), &rows, why);
	return err ? err : case_row_read_all(arena, rows, ret_rows, ret_count, why);
}
