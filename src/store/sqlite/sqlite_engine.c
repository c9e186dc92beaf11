/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SQLite: one file in WAL mode. A commit is on the disk when it returns (synchronous=FULL), readers see a
 * snapshot and never wait for the writer.
 */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "store/engine.h"
#include "store/rows.h"
#include "store/sql_text.h"
#include "store/sqlite/checkpoint.h"
#include "store/sqlite/claim.h"
#include "store/sqlite/sqlite_error.h"
#include "store/statement_cache.h"

/* Only tools from outside (a backup, a shell) can hold the file: the writer is alone. */
enum { BUSY_TIMEOUT_MS = 1000 };

struct conn {
	struct arena arena; /* holds this too */
	sqlite3 *handle;
	const char *path;
	enum conn_use use;
	struct fault fallen; /* why SQLite rolled the whole transaction back; ERR_OK while it stands */
	struct statement_cache cache;
	struct checkpoint *checkpoint; /* of the writer that serves; NULL of the others */
};

static const char *path_of(const char *address)
{
	return str_starts(str_from(address), "sqlite:") ? address + strlen("sqlite:") : address;
}

static enum err claim(const char *address, int *ret_fd, struct fault *why)
{
	return claim_file(path_of(address), ret_fd, why);
}

static void drop_statement(void *owner, void *prepared)
{
	(void)owner;
	sqlite3_finalize(prepared);
}

static void close_conn(struct conn *conn)
{
	struct arena arena;

	if (!conn)
		return;
	statement_cache_release(&conn->cache);
	checkpoint_stop(conn->checkpoint);
	sqlite3_close(conn->handle);
	arena = conn->arena;
	arena_release(&arena);
}

static enum err execute_text(struct conn *conn, const char *sql, struct fault *why)
{
	if (sqlite3_exec(conn->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return sqlite_error_tell(conn->handle, conn->path, why);
	return ERR_OK;
}

static enum err set_up(struct conn *conn, struct fault *why)
{
	static const char both[] = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;"
				   "PRAGMA cache_size = -16384;";
	static const char reading[] = "PRAGMA query_only = ON; SELECT count(*) FROM sqlite_schema;";
	static const char writing[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
				      "PRAGMA journal_size_limit = 67108864;";
	enum err err;

	sqlite3_extended_result_codes(conn->handle, 1);
	sqlite3_busy_timeout(conn->handle, BUSY_TIMEOUT_MS);
	sqlite3_db_config(conn->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	err = execute_text(conn, both, why);
	return err ? err : execute_text(conn, conn->use == CONN_READS ? reading : writing, why);
}

/* Nobody asks how much memory SQLite holds, and counting it takes a lock at each allocation of each connection. */
static void set_up_library(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Opens and sets up. A reader writes too: the shared index of the WAL; SQLite falls back to reading only. */
static enum err open_handle(struct conn *conn, const char *name, int more_flags, struct fault *why)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE | more_flags;

	pthread_once(&once, set_up_library);
	if (sqlite3_open_v2(name, &conn->handle, flags, NULL) != SQLITE_OK)
		return sqlite_error_tell(conn->handle, conn->path, why);
	return set_up(conn, why);
}

/* On a read-only medium no WAL index can be made. If there is no WAL either, nobody is writing and the file is
 * complete, so it may be opened as immutable. */
static bool may_lie_still(const struct conn *conn, struct arena *arena)
{
	const char *slash = strrchr(conn->path, '/');
	const char *folder = slash ? arena_strndup(arena, conn->path, (size_t)(slash - conn->path) + 1) : ".";

	return conn->use == CONN_READS && (access(conn->path, W_OK) != 0 || access(folder, W_OK) != 0) &&
	       access(arena_printf(arena, "%s-wal", conn->path), F_OK) != 0;
}

/* "file:" and the path with what URIs give a meaning escaped (sqlite.org/uri.html). */
static const char *make_still_uri(const struct conn *conn, struct arena *arena)
{
	BUF_SCOPED uri;

	buf_init(&uri, 3 * PATH_MAX + 64);
	buf_add_text(&uri, "file:");
	for (const char *p = conn->path; *p; p++)
		if (strchr("?#%", *p))
			buf_printf(&uri, "%%%02X", (unsigned)*p);
		else
			buf_add_byte(&uri, *p);
	buf_add_text(&uri, "?immutable=1");
	return arena_strdup(arena, buf_text(&uri));
}

static enum err open_conn(const char *address, enum conn_use use, struct conn **ret_conn, struct fault *why)
{
	struct arena arena;
	struct conn *conn;
	struct stat status;
	struct fault detail = {ERR_OK, ""};
	enum err err;

	if (stat(path_of(address), &status))
		return fault_set(why, ERR_NOT_FOUND, "there is no store at %s", path_of(address));
	arena_init(&arena);
	conn = arena_alloc(&arena, sizeof(*conn));
	conn->path = arena_strdup(&arena, path_of(address));
	conn->arena = arena;
	conn->use = use;
	statement_cache_init(&conn->cache, drop_statement, NULL);
	err = open_handle(conn, conn->path, 0, &detail);
	if (err && may_lie_still(conn, &conn->arena)) {
		sqlite3_close(conn->handle);
		err = open_handle(conn, make_still_uri(conn, &conn->arena), SQLITE_OPEN_URI, &detail);
	}
	if (!err && use == CONN_WRITES)
		err = checkpoint_start(&conn->arena, conn->handle, conn->path, &conn->checkpoint, &detail);
	if (err) {
		close_conn(conn);
		return fault_set(why, err, "%s", detail.text);
	}
	*ret_conn = conn;
	return ERR_OK;
}

static enum err prepare(struct conn *conn, const char *sql, sqlite3_stmt **ret_statement, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	sqlite3_stmt *statement = statement_cache_find(&conn->cache, sql, 0);
	const char *tail = "";
	struct str rest;
	struct str second;

	if (!statement) {
		char *text = sql_text_number(&arena, sql);

		if (sqlite3_prepare_v3(conn->handle, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, &tail) !=
		    SQLITE_OK)
			return sqlite_error_tell(conn->handle, conn->path, why);
		rest = str_from(tail);
		if (!statement || sql_text_next(&rest, &second)) {
			sqlite3_finalize(statement);
			return fault_set(why, ERR_INVALID, "not one statement: %.200s", sql);
		}
		statement_cache_put(&conn->cache, sql, 0, statement);
	}
	*ret_statement = statement;
	return ERR_OK;
}

/* SQLite reads a NULL pointer as NULL, so an empty value points somewhere. The bytes are the caller's until
 * the statement has been reset. */
static int bind_one(sqlite3_stmt *statement, int number, const struct param *param)
{
	const char *bytes = param->bytes.n ? param->bytes.p : "";

	switch (param->kind) {
	case PARAM_INT: return sqlite3_bind_int64(statement, number, param->integer);
	case PARAM_TEXT:
		return sqlite3_bind_text64(statement, number, bytes, param->bytes.n, SQLITE_STATIC, SQLITE_UTF8);
	case PARAM_BLOB: return sqlite3_bind_blob64(statement, number, bytes, param->bytes.n, SQLITE_STATIC);
	default: return sqlite3_bind_null(statement, number);
	}
}

static enum err bind(struct conn *conn, sqlite3_stmt *prepared, const struct statement *statement, struct fault *why)
{
	int wanted = sqlite3_bind_parameter_count(prepared);

	if ((size_t)wanted != statement->count)
		return fault_set(why, ERR_INVALID, "%d values are wanted and %zu given: %.200s", wanted,
				 statement->count, statement->sql);
	for (int i = 0; i < wanted; i++)
		if (bind_one(prepared, i + 1, &statement->params[i]) != SQLITE_OK)
			return sqlite_error_tell(conn->handle, conn->path, why);
	return ERR_OK;
}

static void copy_row(struct rows *rows, sqlite3_stmt *statement)
{
	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		int type = sqlite3_column_type(statement, i);
		const void *bytes;

		if (type == SQLITE_NULL)
			continue;
		bytes = type == SQLITE_BLOB ? sqlite3_column_blob(statement, i) : sqlite3_column_text(statement, i);
		rows_set(rows, (size_t)i, str_of(bytes, (size_t)sqlite3_column_bytes(statement, i)));
	}
}

static enum err fetch(struct conn *conn, struct rows *rows, sqlite3_stmt *statement, struct fault *why)
{
	int code;

	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		enum err err = rows ? rows_add(rows, why) : ERR_OK;

		if (err)
			return err;
		if (rows)
			copy_row(rows, statement);
	}
	return code == SQLITE_DONE ? ERR_OK : sqlite_error_tell(conn->handle, conn->path, why);
}

/* A full disk or a failed read may have ended the whole transaction, not only the statement. */
static void note_fall(struct conn *conn, bool was_open, const struct fault *detail)
{
	if (was_open && sqlite3_get_autocommit(conn->handle))
		conn->fallen = *detail;
}

static enum err run_prepared(struct conn *conn, sqlite3_stmt *prepared, const struct statement *statement,
			     struct rows *rows, struct fault *detail)
{
	enum err err = bind(conn, prepared, statement, detail);

	if (!err)
		err = fetch(conn, rows, prepared, detail);
	if (err == ERR_IO && conn->use == CONN_READS && (sqlite3_errcode(conn->handle) & 0xff) == SQLITE_READONLY)
		err = fault_set(detail, ERR_DENIED, "a reading transaction writes nothing");
	return err;
}

static enum err run(struct conn *conn, struct arena *arena, const struct statement *statement, struct rows **ret_rows,
		    int64_t *ret_changed, struct fault *why)
{
	struct fault detail = {ERR_OK, ""};
	bool was_open = !sqlite3_get_autocommit(conn->handle);
	int before = sqlite3_total_changes(conn->handle);
	sqlite3_stmt *prepared;
	struct rows *rows = NULL;
	enum err err = prepare(conn, statement->sql, &prepared, why);

	if (err)
		return err;
	if (ret_rows)
		rows = rows_new(arena, (size_t)sqlite3_column_count(prepared));
	err = run_prepared(conn, prepared, statement, rows, &detail);
	if (err) {
		note_fall(conn, was_open, &detail);
		fault_set(why, err, "%s", detail.text);
	} else {
		if (ret_rows)
			*ret_rows = rows;
		if (ret_changed)
			*ret_changed =
				sqlite3_total_changes(conn->handle) == before ? 0 : sqlite3_changes64(conn->handle);
	}
	sqlite3_reset(prepared);
	sqlite3_clear_bindings(prepared);
	return err;
}

static enum err run_plain(struct conn *conn, const char *sql, struct fault *why)
{
	return run(conn, NULL, &(struct statement){sql, NULL, 0}, NULL, NULL, why);
}

static enum err step(struct conn *conn, enum tx_step step, struct fault *why)
{
	switch (step) {
	case TX_BEGIN:
		conn->fallen.code = ERR_OK;
		return run_plain(conn, conn->use == CONN_READS ? "BEGIN DEFERRED" : "BEGIN IMMEDIATE", why);
	case TX_SAVEPOINT: return run_plain(conn, "SAVEPOINT work", why);
	case TX_RELEASE: return run_plain(conn, "RELEASE work", why);
	case TX_ROLLBACK_TO: return run_plain(conn, "ROLLBACK TO work", why);
	}
	return fault_set(why, ERR_UNSUPPORTED, "step %d of a transaction", (int)step);
}

static enum err commit(struct conn *conn, bool notify, struct fault *why)
{
	(void)notify; /* nobody listens outside of this process */
	return run_plain(conn, "COMMIT", why);
}

static void rollback(struct conn *conn)
{
	if (!sqlite3_get_autocommit(conn->handle) && run_plain(conn, "ROLLBACK", NULL))
		log_error("%s: a transaction cannot be rolled back: %s", conn->path, sqlite3_errmsg(conn->handle));
}

static enum err health(struct conn *conn, struct fault *why)
{
	if (conn->fallen.code)
		return fault_set(why, conn->fallen.code, "%s", conn->fallen.text);
	return ERR_OK;
}

static bool is_lost(const struct conn *conn)
{
	(void)conn;
	return false; /* a file does not hang up */
}

/* What was erased is zeroed in the pages of the file (secure_delete), but older pages stand in the WAL until all of it
 * is in the file and nobody reads from it. */
static enum err scrub(const char *address, struct fault *why)
{
	sqlite3_stmt *statement = NULL;
	struct conn *conn;
	bool is_busy = true;
	enum err err = open_conn(address, CONN_MIGRATES, &conn, why);

	if (err)
		return err;
	if (sqlite3_prepare_v2(conn->handle, "PRAGMA wal_checkpoint(TRUNCATE)", -1, &statement, NULL) != SQLITE_OK)
		err = sqlite_error_tell(conn->handle, conn->path, why);
	else if (sqlite3_step(statement) == SQLITE_ROW)
		is_busy = sqlite3_column_int(statement, 0) != 0;
	sqlite3_finalize(statement);
	close_conn(conn);
	if (!err && is_busy)
		err = fault_set(why, ERR_BUSY, "somebody reads from the store, so that its WAL cannot be emptied now");
	return err;
}

/* VACUUM INTO reads one snapshot and builds the file anew. */
static enum err copy(const char *address, const char *path, struct fault *why)
{
	sqlite3_stmt *statement = NULL;
	struct conn *conn;
	mode_t before;
	enum err err;

	if (access(path_of(address), F_OK) != 0)
		return fault_set(why, ERR_NOT_FOUND, "%s: there is no such store", path_of(address));
	before = umask(0077);
	err = open_conn(address, CONN_MIGRATES, &conn, why); /* a reader may not write elsewhere either */
	if (!err) {
		if (sqlite3_prepare_v2(conn->handle, "VACUUM INTO ?1", -1, &statement, NULL) != SQLITE_OK ||
		    sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC) != SQLITE_OK ||
		    sqlite3_step(statement) != SQLITE_DONE)
			err = sqlite_error_tell(conn->handle, conn->path, why);
		sqlite3_finalize(statement);
		close_conn(conn);
	}
	umask(before);
	return err;
}

static enum err room(const char *address, int64_t *ret_bytes, struct fault *why)
{
	struct statvfs disk;

	if (statvfs(path_of(address), &disk))
		return fault_set(why, ERR_IO, "%s: %s", path_of(address), strerror(errno));
	*ret_bytes = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
	return ERR_OK;
}

const struct engine sqlite_engine = {
	.claim = claim,
	.open = open_conn,
	.close = close_conn,
	.step = step,
	.commit = commit,
	.rollback = rollback,
	.run = run,
	.health = health,
	.is_lost = is_lost,
	.scrub = scrub,
	.copy = copy,
	.room = room,
};
