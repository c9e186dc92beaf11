/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PostgreSQL through libpq. Writes are SERIALIZABLE, so that a transaction of several statements means the
 * same as on SQLite, where the writer is alone; when two processes cross, one is told to run again. Each
 * statement of a write has a savepoint of its own, since an error would otherwise end the transaction.
 */
#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "store/engine.h"
#include "store/postgres/connect.h"
#include "store/postgres/listener.h"
#include "store/postgres/migration_lock.h"
#include "store/postgres/pipeline.h"
#include "store/postgres/sqlstate.h"
#include "store/rows.h"
#include "store/statement_cache.h"

enum { STATEMENT_TIMEOUT_MS = 30000, MIGRATION_TIMEOUT_MS = 600000 };

/* Of the types in pg_type that a statement can meet (fixed since PostgreSQL exists). */
enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25 };

struct conn {
	struct arena arena; /* holds this too */
	enum conn_use use;
	struct pipeline pipeline;
	struct fault fallen; /* why the transaction cannot continue; ERR_OK while it can */
	unsigned prepared;   /* statements so far, for their names */
	struct statement_cache cache;
};

/* A prepared statement is known to the server by a name of its number. */
struct prepared {
	char name[16];
};

/* Many processes may write. */
static enum err claim(const char *address, int *ret_fd, struct fault *why)
{
	(void)address;
	(void)why;
	*ret_fd = -1;
	return ERR_OK;
}

static enum err demand_apart(struct conn *a, struct conn *b, struct fault *why)
{
	PGconn *const both[2] = {a->pipeline.pg, b->pipeline.pg};

	return connect_refuse_pooler(both, why);
}

/* In a transaction that has failed the server keeps the statement until the connection ends. */
static void drop_prepared(void *owner, void *prepared)
{
	struct conn *conn = owner;
	char sql[40];

	snprintf(sql, sizeof(sql), "DEALLOCATE %s", ((struct prepared *)prepared)->name);
	if (conn->pipeline.pg && PQtransactionStatus(conn->pipeline.pg) != PQTRANS_INERROR)
		PQclear(PQexec(conn->pipeline.pg, sql));
	free(prepared);
}

static void close_conn(struct conn *conn)
{
	struct arena arena;

	if (!conn)
		return;
	if (conn->use == CONN_MIGRATES)
		migration_lock_give(conn->pipeline.pg);
	PQfinish(conn->pipeline.pg);
	conn->pipeline.pg = NULL; /* the server has forgotten the statements */
	statement_cache_release(&conn->cache);
	arena = conn->arena;
	arena_release(&arena);
}

static enum err open_conn(const char *address, enum conn_use use, struct conn **ret_conn, struct fault *why)
{
	struct arena arena;
	struct conn *conn;
	PGconn *pg;
	enum err err =
		connect_server(address, use == CONN_MIGRATES ? MIGRATION_TIMEOUT_MS : STATEMENT_TIMEOUT_MS, &pg, why);

	if (err)
		return err;
	arena_init(&arena);
	conn = arena_alloc(&arena, sizeof(*conn));
	conn->arena = arena;
	conn->use = use;
	conn->pipeline.pg = pg;
	statement_cache_init(&conn->cache, drop_prepared, conn);
	if (use == CONN_MIGRATES)
		err = migration_lock_take(pg, MIGRATION_TIMEOUT_MS, why);
	if (err)
		close_conn(conn);
	else
		*ret_conn = conn;
	return err;
}

static bool is_lost(const struct conn *conn)
{
	return conn->pipeline.is_broken || PQstatus(conn->pipeline.pg) == CONNECTION_BAD;
}

/* In a round trip of its own. libpq may still call a connection good after its server went away. */
static enum err command(struct conn *conn, const char *sql, struct fault *why)
{
	enum err err = connect_command(conn->pipeline.pg, sql, why);

	if (err == ERR_BUSY)
		conn->pipeline.is_broken = true;
	return err;
}

static enum err fall(struct conn *conn, enum err err, const struct fault *why)
{
	conn->fallen = *why;
	conn->fallen.code = err;
	return err;
}

static enum err defer(struct conn *conn, const char *command, struct fault *why)
{
	struct fault detail = {ERR_OK, ""};
	enum pipeline_part part;
	PGresult *result;
	enum err err = ERR_OK;

	if (conn->fallen.code)
		return fault_set(why, conn->fallen.code, "%s", conn->fallen.text);
	if (pipeline_defer(&conn->pipeline, command))
		return ERR_OK;
	err = pipeline_run(&conn->pipeline, NULL, command, &result, &part, &detail);
	if (!err)
		PQclear(result);
	else
		err = fault_set(why, fall(conn, err, &detail), "%s", detail.text);
	return err;
}

static enum err step(struct conn *conn, enum tx_step step, struct fault *why)
{
	switch (step) {
	case TX_BEGIN:
		conn->fallen.code = ERR_OK;
		if (conn->use == CONN_READS)
			return command(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", why);
		return defer(conn, "BEGIN ISOLATION LEVEL SERIALIZABLE", why);
	case TX_SAVEPOINT: return defer(conn, "SAVEPOINT work", why);
	case TX_RELEASE: return defer(conn, "RELEASE work", why);
	case TX_ROLLBACK_TO: return defer(conn, "ROLLBACK TO work", why);
	}
	return fault_set(why, ERR_UNSUPPORTED, "step %d of a transaction", (int)step);
}

/* The answer may be lost although the server has stored everything, so this must not report "not stored". */
static enum err commit(struct conn *conn, bool notify, struct fault *why)
{
	enum pipeline_part part;
	PGresult *result;
	enum err err = notify ? defer(conn, "NOTIFY tenken", why) : ERR_OK;

	if (err)
		return err;
	err = pipeline_run(&conn->pipeline, NULL, "COMMIT", &result, &part, why);
	if (err && is_lost(conn))
		return fault_set(
			why, ERR_IO,
			"the connection to the database was lost during the commit: this may or may not be stored");
	if (err)
		return err;
	if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
		err = fault_set(why, ERR_IO, "the database rolled the transaction back");
	PQclear(result);
	return err;
}

static void rollback(struct conn *conn)
{
	struct fault why = {ERR_OK, ""};

	conn->pipeline.count = 0;
	if (!is_lost(conn) && PQtransactionStatus(conn->pipeline.pg) != PQTRANS_IDLE &&
	    command(conn, "ROLLBACK", &why) && !is_lost(conn))
		log_error("a transaction cannot be rolled back: %s", why.text);
}

static enum err health(struct conn *conn, struct fault *why)
{
	if (conn->fallen.code)
		return fault_set(why, conn->fallen.code, "%s", conn->fallen.text);
	return ERR_OK;
}

static void set_value(struct pipeline_statement *s, size_t i, const struct param *param)
{
	static const Oid types[] = {
		[PARAM_NULL] = 0, [PARAM_INT] = OID_INT8, [PARAM_TEXT] = OID_TEXT, [PARAM_BLOB] = OID_BYTEA};

	s->types[i] = types[param->kind];
	s->formats[i] = 1;
	if (param->kind == PARAM_INT) {
		s->integers[i] = (int64_t)htobe64((uint64_t)param->integer);
		s->values[i] = (const char *)&s->integers[i];
		s->lengths[i] = sizeof(s->integers[i]);
	} else if (param->kind != PARAM_NULL) {
		s->values[i] = param->bytes.n ? param->bytes.p : "";
		s->lengths[i] = (int)param->bytes.n;
	}
}

/* The same text with other types is another prepared statement; two bits a value. */
static uint64_t types_of(const struct statement *statement)
{
	uint64_t types = 0;

	for (size_t i = 0; i < statement->count; i++)
		types |= (uint64_t)statement->params[i].kind << (2 * i);
	return types;
}

/* Bytes come as hex digits, truth as a letter; all else is the text that it is on SQLite too. */
static void copy_value(struct rows *rows, const PGresult *result, int row, int column)
{
	const char *value = PQgetvalue(result, row, column);
	size_t size = (size_t)PQgetlength(result, row, column);
	unsigned char *bytes;

	switch (PQftype(result, column)) {
	case OID_BYTEA:
		bytes = PQunescapeBytea((const unsigned char *)value, &size);
		if (!bytes)
			abort(); /* as base/arena.h does */
		rows_set(rows, (size_t)column, str_of(bytes, size));
		PQfreemem(bytes);
		break;
	case OID_BOOL: rows_set(rows, (size_t)column, *value == 't' ? STR("1") : STR("0")); break;
	default: rows_set(rows, (size_t)column, str_of(value, size));
	}
}

static enum err copy_rows(struct rows *rows, const PGresult *result, struct fault *why)
{
	for (int row = 0; row < PQntuples(result); row++) {
		enum err err = rows_add(rows, why);

		if (err)
			return err;
		for (int i = 0; i < PQnfields(result); i++)
			if (!PQgetisnull(result, row, i))
				copy_value(rows, result, row, i);
	}
	return ERR_OK;
}

static enum err read_result(PGresult *result, struct arena *arena, struct rows **ret_rows, int64_t *ret_changed,
			    struct fault *why)
{
	int64_t changed = 0;

	if (ret_rows) {
		struct rows *rows = rows_new(arena, (size_t)PQnfields(result));
		enum err err = copy_rows(rows, result, why);

		if (err)
			return err;
		*ret_rows = rows;
	}
	if (ret_changed)
		*ret_changed = str_to_i64(str_from(PQcmdTuples(result)), &changed) ? changed : 0;
	return ERR_OK;
}

/* After a failed statement the transaction goes on from the savepoint before it, or falls as a whole. */
static enum err recover(struct conn *conn, enum err err, enum pipeline_part part, struct fault *why)
{
	if (part == PIPELINE_BEFORE || err == ERR_BUSY)
		return fall(conn, err, why);
	if (conn->use != CONN_READS && (!pipeline_defer(&conn->pipeline, "ROLLBACK TO statement") ||
					!pipeline_defer(&conn->pipeline, "RELEASE statement")))
		return fall(conn, err, why);
	return err;
}

static enum err send(struct conn *conn, struct pipeline_statement *s, PGresult **ret_result,
		     enum pipeline_part *ret_part, struct fault *why)
{
	bool writes = conn->use != CONN_READS;
	enum err err = writes ? defer(conn, "SAVEPOINT statement", why) : ERR_OK;

	*ret_part = PIPELINE_BEFORE;
	if (err)
		return err;
	err = pipeline_run(&conn->pipeline, s, writes ? "RELEASE statement" : NULL, ret_result, ret_part, why);
	return err ? recover(conn, err, *ret_part, why) : ERR_OK;
}

/* Sends under the name that the server knows, or prepares it; kept when it was prepared, even if it then failed. */
static enum err send_prepared(struct conn *conn, const struct statement *statement, struct pipeline_statement *s,
			      PGresult **ret_result, struct fault *why)
{
	uint64_t types = types_of(statement);
	struct prepared *known = statement_cache_find(&conn->cache, statement->sql, types);
	struct prepared *fresh = NULL;
	enum pipeline_part part;
	enum err err;

	if (!known) {
		fresh = malloc(sizeof(*fresh));
		if (!fresh)
			abort(); /* as base/arena.h does */
		snprintf(fresh->name, sizeof(fresh->name), "s%u", ++conn->prepared);
		s->sql = statement->sql;
	}
	s->name = fresh ? fresh->name : known->name;
	err = send(conn, s, ret_result, &part, why);
	if (fresh && (!err || part == PIPELINE_STATEMENT))
		statement_cache_put(&conn->cache, statement->sql, types, fresh);
	else
		free(fresh);
	return err;
}

static enum err run(struct conn *conn, struct arena *arena, const struct statement *statement, struct rows **ret_rows,
		    int64_t *ret_changed, struct fault *why)
{
	struct pipeline_statement s = {.count = (int)statement->count};
	struct fault detail = {ERR_OK, ""};
	PGresult *result = NULL;
	enum err err;

	if (conn->fallen.code)
		return fault_set(why, conn->fallen.code, "%s", conn->fallen.text);
	for (size_t i = 0; i < statement->count; i++)
		set_value(&s, i, &statement->params[i]);
	err = send_prepared(conn, statement, &s, &result, &detail);
	if (!err)
		err = read_result(result, arena, ret_rows, ret_changed, &detail);
	PQclear(result);
	return err ? fault_set(why, err, "%s", detail.text) : ERR_OK;
}

const struct engine postgres_engine = {
	.claim = claim,
	.demand_apart = demand_apart,
	.open = open_conn,
	.close = close_conn,
	.step = step,
	.commit = commit,
	.rollback = rollback,
	.run = run,
	.health = health,
	.is_lost = is_lost,
	.has_many_writers = true,
	.listen = listener_start,
	.unlisten = listener_stop,
};
