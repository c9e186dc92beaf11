/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres/connect.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "store/postgres/sqlstate.h"

enum { ASKED_TIMES = 16, ASKED_ORDER = 0x635a };

/* What a server remarks ("relation exists, skipping") is no event; unheard, libpq would write it to standard error. */
static void ignore_notice(void *context, const char *text)
{
	(void)context;
	(void)text;
}

enum err connect_command(PGconn *pg, const char *sql, struct fault *why)
{
	PGresult *result = PQexec(pg, sql);
	ExecStatusType status = PQresultStatus(result);
	enum err err = ERR_OK;

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		err = sqlstate_tell(result, why);
	PQclear(result);
	return err;
}

/* "Stored" must mean stored on disk, so synchronous_commit is forced on. */
static enum err set_up(PGconn *pg, int statement_timeout_ms, struct fault *why)
{
	const char *encoding = PQparameterStatus(pg, "server_encoding");
	char sql[512];

	PQsetNoticeProcessor(pg, ignore_notice, NULL);
	if (!encoding || strcmp(encoding, "UTF8") != 0)
		return fault_set(why, ERR_UNSUPPORTED,
				 "the database %s keeps its texts in %s: make one with ENCODING 'UTF8'", PQdb(pg),
				 encoding ? encoding : "an unknown encoding");
	snprintf(sql, sizeof(sql),
		 "SET statement_timeout = %d; SET idle_in_transaction_session_timeout = 60000; SET jit = off;"
		 "SET bytea_output = 'hex'; SET standard_conforming_strings = on;"
		 "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = "
		 "'off'",
		 statement_timeout_ms);
	return connect_command(pg, sql, why);
}

enum err connect_server(const char *address, int statement_timeout_ms, PGconn **ret_pg, struct fault *why)
{
	char timeout[12];
	const char *const names[] = {"dbname",           "fallback_application_name", "connect_timeout",
				     "tcp_user_timeout", "client_encoding",           NULL};
	const char *const values[] = {address, "tenken", timeout, "15000", "UTF8", NULL};
	PGconn *pg;
	enum err err;

	snprintf(timeout, sizeof(timeout), "%d", CONNECT_TIMEOUT_S);
	pg = PQconnectdbParams(names, values, 1);
	if (PQstatus(pg) != CONNECTION_OK)
		err = sqlstate_tell_connection(pg, ERR_IO, why);
	else
		err = set_up(pg, statement_timeout_ms, why);
	if (err)
		PQfinish(pg);
	else
		*ret_pg = pg;
	return err;
}

/* The server's process that serves this statement. */
static enum err ask_process(PGconn *pg, int64_t *ret_pid, struct fault *why)
{
	PGresult *result = PQexec(pg, "SELECT pg_backend_pid()");
	enum err err = ERR_OK;

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		err = sqlstate_tell(result, why);
	else if (!str_to_i64(str_from(PQgetvalue(result, 0, 0)), ret_pid))
		err = fault_set(why, ERR_CORRUPT, "the server does not tell the number of its process");
	PQclear(result);
	return err;
}

/* Two connections that are open at the same time are served by one process of the server only behind such a pooler.
 * They ask in turn, in an order without a period, in which one that lends its connections in turn shows itself too. */
enum err connect_refuse_pooler(PGconn *const pg[2], struct fault *why)
{
	int64_t pids[2][ASKED_TIMES];
	size_t counts[2] = {0, 0};

	for (int i = 0; i < ASKED_TIMES; i++) {
		int who = ASKED_ORDER >> i & 1;
		int64_t *pid = &pids[who][counts[who]++];
		enum err err = ask_process(pg[who], pid, why);
		if (err)
			return err;
		for (size_t k = 0; k < counts[!who]; k++)
			if (pids[!who][k] == *pid)
				return fault_set(why, ERR_UNSUPPORTED,
						 "the database's address leads to a pooler that shares connections "
						 "between transactions (PgBouncer's pool_mode = transaction): set "
						 "pool_mode = session there, or give the address of the server itself");
	}
	return ERR_OK;
}
