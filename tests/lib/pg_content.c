/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/pg_content.h"

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"

enum { TABLE_BYTES_MAX = 64 << 20 };

struct table {
	const char *name; /* quoted where SQL wants it */
	struct buf rows;  /* as COPY writes them */
};

struct pg_content {
	PGconn *connection;
	struct arena arena; /* holds the tables */
	struct table *tables;
	int count;
};

static bool is_done(PGconn *connection, PGresult *result, ExecStatusType wanted)
{
	bool done = PQresultStatus(result) == wanted;

	if (!done)
		fprintf(stderr, "PostgreSQL: %s\n", PQerrorMessage(connection));
	PQclear(result);
	return done;
}

static bool command(PGconn *connection, const char *sql)
{
	return is_done(connection, PQexec(connection, sql), PGRES_COMMAND_OK);
}

static bool list_tables(PGconn *connection, struct pg_content *content)
{
	PGresult *found =
		PQexec(connection, "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'");

	content->count = PQntuples(found);
	content->tables = arena_alloc(&content->arena, (size_t)content->count * sizeof(*content->tables));
	for (int i = 0; i < content->count; i++) {
		content->tables[i].name = arena_strdup(&content->arena, PQgetvalue(found, i, 0));
		buf_init(&content->tables[i].rows, TABLE_BYTES_MAX);
	}
	return is_done(connection, found, PGRES_TUPLES_OK);
}

static bool read_rows(PGconn *connection, struct arena *arena, struct table *table)
{
	char *row;
	int size;

	if (!is_done(connection, PQexec(connection, arena_printf(arena, "COPY %s TO STDOUT", table->name)),
		     PGRES_COPY_OUT))
		return false;
	while ((size = PQgetCopyData(connection, &row, 0)) > 0) {
		buf_add(&table->rows, (struct str){row, (size_t)size});
		PQfreemem(row);
	}
	return is_done(connection, PQgetResult(connection), PGRES_COMMAND_OK) && !PQgetResult(connection) &&
	       !table->rows.full;
}

struct pg_content *pg_content_keep(const char *address)
{
	struct pg_content *content = calloc(1, sizeof(*content));
	bool kept;

	arena_init(&content->arena);
	content->connection = PQconnectdb(address);
	kept = list_tables(content->connection, content);
	for (int i = 0; kept && i < content->count; i++)
		kept = read_rows(content->connection, &content->arena, &content->tables[i]);
	if (kept)
		return content;
	pg_content_free(content);
	return NULL;
}

void pg_content_free(struct pg_content *content)
{
	if (!content)
		return;
	PQfinish(content->connection);
	for (int i = 0; i < content->count; i++)
		buf_release(&content->tables[i].rows);
	arena_release(&content->arena);
	free(content);
}

static bool empty_tables(PGconn *connection, const struct pg_content *content)
{
	bool emptied;
	struct buf sql;

	buf_init(&sql, 1 << 16);
	for (int i = 0; i < content->count; i++)
		buf_printf(&sql, "DELETE FROM %s;", content->tables[i].name);
	emptied = command(connection, buf_text(&sql));
	buf_release(&sql);
	return emptied;
}

static bool write_rows(PGconn *connection, const struct table *table)
{
	struct buf sql;
	bool begun;

	if (!table->rows.size)
		return true;
	buf_init(&sql, 256);
	buf_printf(&sql, "COPY %s FROM STDIN", table->name);
	begun = is_done(connection, PQexec(connection, buf_text(&sql)), PGRES_COPY_IN);
	buf_release(&sql);
	if (!begun || PQputCopyData(connection, table->rows.bytes, (int)table->rows.size) != 1 ||
	    PQputCopyEnd(connection, NULL) != 1)
		return false;
	return is_done(connection, PQgetResult(connection), PGRES_COMMAND_OK) && !PQgetResult(connection);
}

/* As a replica the server runs no trigger, so that the order of the tables does not matter for what refers to another.
 */
int pg_content_put_back(struct pg_content *content)
{
	PGconn *connection = content->connection;
	bool done = command(connection, "SET lock_timeout = 10000; SET session_replication_role = replica; BEGIN") &&
		    empty_tables(connection, content);

	for (int i = 0; done && i < content->count; i++)
		done = write_rows(connection, &content->tables[i]);
	return done && command(connection, "COMMIT") ? 0 : -1;
}
