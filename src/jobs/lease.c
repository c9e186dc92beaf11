/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/lease.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "jobs/queue.h"
#include "jobs/retry.h"
#include "store/new_id.h"

/* So many due jobs are read, of which one is chosen at random. */
#define CANDIDATES "16"

static int64_t machine_now_ms(void)
{
	return clock_now_ms(&(struct clock){0});
}

void lease_terms_prepare(struct lease_terms *terms, struct arena *arena)
{
	BUF_SCOPED sql;

	assert(terms->count >= 1 && terms->count <= LEASE_KINDS_MAX);
	buf_init(&sql, 4096);
	buf_add_text(&sql, "SELECT id, kind FROM job WHERE run_at_ms <= $1 AND lease_until_ms <= $2 AND kind IN ($3");
	for (size_t i = 1; i < terms->count; i++)
		buf_printf(&sql, ", $%zu", i + 3);
	buf_add_text(&sql, ") ORDER BY run_at_ms LIMIT " CANDIDATES);
	terms->sql = arena_strdup(arena, buf_text(&sql));
}

static size_t find_kind(const struct lease_terms *terms, const char *name)
{
	size_t i = 0;

	while (i < terms->count && strcmp(terms->kinds[i].name, name) != 0)
		i++;
	return i;
}

struct lease_search {
	const struct lease_terms *terms;
	struct lease *lease;
	bool found;
};

static enum err find_candidate(struct tx *tx, void *context, struct fault *why)
{
	struct lease_search *search = context;
	const struct lease_terms *terms = search->terms;
	struct param params[LEASE_KINDS_MAX + 2] = {P_INT(clock_now_ms(terms->clock)), P_INT(machine_now_ms())};
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	size_t row;
	enum err err;

	for (size_t i = 0; i < terms->count; i++)
		params[i + 2] = P_TEXT(terms->kinds[i].name);
	err = tx_query(tx, &arena, terms->sql, params, terms->count + 2, &rows, why);
	search->found = !err && rows_count(rows) > 0;
	if (!search->found)
		return err;
	row = (size_t)new_id() % rows_count(rows);
	search->lease->job_id = rows_int(rows, row, 0);
	search->lease->kind = find_kind(terms, rows_text(rows, row, 1));
	search->found = search->lease->kind < terms->count;
	return ERR_OK;
}

static enum err take_candidate(struct tx *tx, void *context, struct fault *why)
{
	struct lease_search *search = context;
	struct lease *lease = search->lease;
	int64_t now_ms = machine_now_ms();
	struct param params[] = {P_INT(lease->job_id), P_INT(now_ms + INT64_C(1000) * lease->lease_s),
				 P_INT(lease->owner), P_INT(clock_now_ms(search->terms->clock)), P_INT(now_ms)};
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err;

	err = tx_query(tx, &arena,
		       "UPDATE job SET lease_until_ms = $2, lease_owner = $3, attempts = attempts + 1 "
		       "WHERE id = $1 AND run_at_ms <= $4 AND lease_until_ms <= $5 RETURNING subject, attempts",
		       params, COUNT(params), &rows, why);
	if (err)
		return err;
	search->found = rows_count(rows) > 0;
	if (search->found) {
		lease->subject = rows_int(rows, 0, 0);
		lease->attempts = (int)rows_int(rows, 0, 1);
	}
	return ERR_OK;
}

enum err lease_take(struct db *db, const struct lease_terms *terms, struct lease *ret_lease, bool *ret_is_taken,
		    struct fault *why)
{
	struct lease lease = {.owner = new_id()};
	struct lease_search search = {.terms = terms, .lease = &lease};
	enum err err;

	do {
		err = db_read(db, find_candidate, &search, why);
		if (err)
			return err;
		if (!search.found)
			break;
		lease.lease_s = terms->kinds[lease.kind].lease_s;
		err = db_write(db, take_candidate, &search, why);
		if (err)
			return err;
	} while (!search.found); /* another worker was faster: in each turn some job starts, so this ends */
	*ret_is_taken = search.found;
	if (search.found)
		*ret_lease = lease;
	return ERR_OK;
}

struct change {
	const struct lease *lease;
	int64_t run_at_ms;
	const char *error;
	bool is_held;
};

static enum err renew(struct tx *tx, void *context, struct fault *why)
{
	struct change *change = context;
	const struct lease *lease = change->lease;
	struct param params[] = {P_INT(lease->job_id), P_INT(lease->owner),
				 P_INT(machine_now_ms() + INT64_C(1000) * lease->lease_s)};
	int64_t changed;
	enum err err = tx_execute(tx, "UPDATE job SET lease_until_ms = $3 WHERE id = $1 AND lease_owner = $2", params,
				  COUNT(params), &changed, why);

	if (!err)
		change->is_held = changed == 1;
	return err;
}

enum err lease_renew(struct db *db, const struct lease *lease, bool *ret_is_held, struct fault *why)
{
	struct change change = {.lease = lease};
	enum err err = db_write(db, renew, &change, why);

	if (!err)
		*ret_is_held = change.is_held;
	return err;
}

/* A job that was added again while it ran is free at once, with its new time and a fresh count of attempts. */
static enum err give_back(struct tx *tx, const struct lease *lease, struct fault *why)
{
	struct param params[] = {P_INT(lease->job_id), P_INT(lease->owner)};
	int64_t changed;
	enum err err =
		tx_execute(tx, "UPDATE job SET lease_until_ms = 0, lease_owner = 0 WHERE id = $1 AND lease_owner = $2",
			   params, COUNT(params), &changed, why);

	return err || !changed ? err : tx_notify(tx, why);
}

static enum err finish(struct tx *tx, void *context, struct fault *why)
{
	struct change *change = context;
	const struct lease *lease = change->lease;
	struct param params[] = {P_INT(lease->job_id), P_INT(lease->owner), P_INT(lease->attempts)};
	int64_t changed;
	enum err err = tx_execute(tx, "DELETE FROM job WHERE id = $1 AND lease_owner = $2 AND attempts = $3", params,
				  COUNT(params), &changed, why);

	return err || changed ? err : give_back(tx, lease, why);
}

enum err lease_finish(struct db *db, const struct lease *lease, struct fault *why)
{
	return db_write(db, finish, &(struct change){.lease = lease}, why);
}

static enum err postpone(struct tx *tx, void *context, struct fault *why)
{
	struct change *change = context;
	const struct lease *lease = change->lease;
	struct param params[] = {P_INT(lease->job_id), P_INT(lease->owner), P_INT(lease->attempts),
				 P_INT(change->run_at_ms), P_TEXT(change->error)};
	int64_t changed;
	enum err err = tx_execute(tx,
				  "UPDATE job SET run_at_ms = $4, last_error = $5, lease_until_ms = 0, lease_owner = 0 "
				  "WHERE id = $1 AND lease_owner = $2 AND attempts = $3",
				  params, COUNT(params), &changed, why);

	return err || changed ? err : give_back(tx, lease, why);
}

enum err lease_postpone(struct db *db, const struct lease *lease, int64_t run_at_ms, const char *error,
			struct fault *why)
{
	return db_write(db, postpone, &(struct change){.lease = lease, .run_at_ms = run_at_ms, .error = error}, why);
}

#define PLANNED_MAX_MS (INT64_C(25) * 3600 * 1000) /* what is done daily plans itself for tomorrow */

struct mending {
	const struct lease_terms *terms;
	int64_t count;
};

/* Leases beyond the longest, retries and plans beyond theirs; jobs that are parked stay. */
#define IS_AHEAD                                                                                                       \
	"(lease_until_ms > $1 OR (run_at_ms > $2 AND attempts > 0 AND run_at_ms < $4) OR "                             \
	"(run_at_ms > $3 AND run_at_ms < $4))"

static void fill_limits(const struct lease_terms *terms, struct param params[4])
{
	int64_t now_ms = clock_now_ms(terms->clock);
	int longest_s = 0;

	for (size_t i = 0; i < terms->count; i++)
		if (terms->kinds[i].lease_s > longest_s)
			longest_s = terms->kinds[i].lease_s;
	params[0] = P_INT(machine_now_ms() + INT64_C(1000) * longest_s);
	params[1] = P_INT(now_ms + RETRY_LONGEST_MS / 4 * 5);
	params[2] = P_INT(now_ms + PLANNED_MAX_MS);
	params[3] = P_INT(QUEUE_PARKED_MS);
}

static enum err count_ahead(struct tx *tx, void *context, struct fault *why)
{
	struct mending *mending = context;
	struct param params[4];
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err;

	fill_limits(mending->terms, params);
	err = tx_query(tx, &arena, "SELECT count(*) FROM job WHERE " IS_AHEAD, params, COUNT(params), &rows, why);
	if (!err)
		mending->count = rows_int(rows, 0, 0);
	return err;
}

/* A lease that was too long may belong to one that lives: it gets the longest, which its holder renews. */
static enum err mend(struct tx *tx, void *context, struct fault *why)
{
	struct mending *mending = context;
	struct param params[4];

	fill_limits(mending->terms, params);
	return tx_execute(
		tx,
		"UPDATE job SET lease_until_ms = CASE WHEN lease_until_ms > $1 THEN $1 ELSE lease_until_ms END, "
		"run_at_ms = CASE WHEN run_at_ms > $2 AND run_at_ms < $4 AND (attempts > 0 OR run_at_ms > $3) "
		"THEN $2 ELSE run_at_ms END "
		"WHERE " IS_AHEAD,
		params, COUNT(params), &mending->count, why);
}

enum err lease_mend_times(struct db *db, const struct lease_terms *terms, int64_t *ret_count, struct fault *why)
{
	struct mending mending = {.terms = terms};
	enum err err = db_read(db, count_ahead, &mending, why);

	if (!err && mending.count)
		err = db_write(db, mend, &mending, why);
	if (!err)
		*ret_count = mending.count;
	return err;
}
