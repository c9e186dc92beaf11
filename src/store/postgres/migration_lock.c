/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres/migration_lock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/postgres/sqlstate.h"

#define LOCK "127970252187758" /* "tenken" as a number */

enum { LOOK_AGAIN_MS = 200, SAY_AGAIN_MS = 10000 };

/* The first field of the one row that the statement gives, "" for none. */
static enum err ask(PGconn *pg, const char *sql, char *out, size_t size, struct fault *why)
{
	PGresult *result = PQexec(pg, sql);
	enum err err = ERR_OK;

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		err = sqlstate_tell(result, why);
	else
		snprintf(out, size, "%s", PQntuples(result) ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	return err;
}

static enum err find_holder(PGconn *pg, char *out, size_t size, struct fault *why)
{
	return ask(
		pg,
		"SELECT 'process ' || l.pid || ' of the server (' || a.application_name || ', ' || "
		"COALESCE(host(a.client_addr), 'local') || ', ' || COALESCE(a.state, 'unknown') || ' since ' || "
		"COALESCE(to_char(a.state_change, 'YYYY-MM-DD HH24:MI:SS'), '?') || ')' "
		"FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
		"WHERE l.locktype = 'advisory' AND l.granted AND (l.classid::BIGINT << 32) + l.objid::BIGINT = " LOCK,
		out, size, why);
}

/* Says who is waited for. */
static enum err say_holder(PGconn *pg, char *holder, size_t size, struct fault *why)
{
	enum err err = find_holder(pg, holder, size, why);

	if (!err)
		log_warning("waiting for the store: %s migrates it", *holder ? holder : "another process");
	return err;
}

enum err migration_lock_take(PGconn *pg, int timeout_ms, struct fault *why)
{
	const struct timespec pause = {0, LOOK_AGAIN_MS * 1000000L};
	int64_t begin_ms = clock_monotonic_ms(), say_ms = begin_ms;
	char is_taken[8] = "", holder[300] = "";

	for (;;) {
		int64_t now_ms;
		enum err err = ask(pg, "SELECT pg_try_advisory_lock(" LOCK ")", is_taken, sizeof(is_taken), why);
		if (err || strcmp(is_taken, "t") == 0)
			return err;
		now_ms = clock_monotonic_ms();
		if (now_ms - begin_ms >= timeout_ms)
			return fault_set(why, ERR_BUSY, "%s migrates the store for more than %d s",
					 *holder ? holder : "another process", timeout_ms / 1000);
		if (now_ms >= say_ms) {
			err = say_holder(pg, holder, sizeof(holder), why);
			say_ms = now_ms + SAY_AGAIN_MS;
		}
		if (err)
			return err;
		nanosleep(&pause, NULL);
	}
}

void migration_lock_give(PGconn *pg)
{
	if (pg && PQstatus(pg) == CONNECTION_OK && PQtransactionStatus(pg) == PQTRANS_IDLE)
		PQclear(PQexec(pg, "SELECT pg_advisory_unlock(" LOCK ")"));
}
