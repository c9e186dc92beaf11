/* SPDX-License-Identifier: Apache-2.0 */
#include "store/db.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/migrate.h"
#include "store/reader_pool.h"
#include "store/writer.h"

enum { FRESH_WRITE_MS = 5000 };

struct db {
	struct arena arena; /* holds this too */
	const struct engine *engine;
	const char *address;
	int claim_fd;          /* -1 when there is none */
	struct writer *writer; /* NULL when opened to be read only */
	struct reader_pool *readers;
	struct bell bell;
	pthread_mutex_t listen_mutex;
	void *listener; /* started by the first sleeper */
};

static const struct engine *choose_engine(const char *address)
{
	struct str s = str_from(address);

	return str_starts(s, "postgresql://") || str_starts(s, "postgres://") ? &postgres_engine : &sqlite_engine;
}

static struct db *make_db(const char *address)
{
	struct arena arena;
	struct db *db;

	arena_init(&arena);
	db = arena_alloc(&arena, sizeof(*db));
	db->engine = choose_engine(address);
	db->address = arena_strdup(&arena, address);
	db->arena = arena;
	db->claim_fd = -1;
	bell_init(&db->bell);
	pthread_mutex_init(&db->listen_mutex, NULL);
	return db;
}

void db_close(struct db *db)
{
	struct arena arena;

	if (!db)
		return;
	writer_stop(db->writer);
	if (db->listener)
		db->engine->unlisten(db->listener);
	reader_pool_free(db->readers);
	if (db->claim_fd >= 0)
		close(db->claim_fd);
	pthread_mutex_destroy(&db->listen_mutex);
	bell_release(&db->bell);
	arena = db->arena;
	arena_release(&arena);
}

/* Both are opened at once, so that a wrong address is found at once, and a pooler that makes one of them. */
static enum err open_two(const struct engine *engine, const char *address, struct conn **ret_writes,
			 struct conn **ret_reads, struct fault *why)
{
	enum err err = engine->open(address, CONN_WRITES, ret_writes, why);

	if (!err)
		err = engine->open(address, CONN_READS, ret_reads, why);
	if (!err && engine->demand_apart)
		err = engine->demand_apart(*ret_writes, *ret_reads, why);
	return err;
}

enum err db_open(const char *address, struct db **ret_db, struct fault *why)
{
	struct db *db = make_db(address);
	const struct engine *engine = db->engine;
	struct conn *writes = NULL, *reads = NULL;
	enum err err = engine->claim(address, &db->claim_fd, why);

	if (!err)
		err = open_two(engine, address, &writes, &reads, why);
	if (err) {
		engine->close(reads);
		engine->close(writes);
	} else {
		db->readers = reader_pool_new(engine, address, reads);
		err = writer_start(engine, address, writes, &db->bell, &db->writer, why);
	}
	if (err)
		db_close(db);
	else
		*ret_db = db;
	return err;
}

enum err db_open_reader(const char *address, struct db **ret_db, struct fault *why)
{
	struct db *db = make_db(address);
	struct conn *reads;
	enum err err = db->engine->open(address, CONN_READS, &reads, why);

	if (err) {
		db_close(db);
		return err;
	}
	db->readers = reader_pool_new(db->engine, address, reads);
	*ret_db = db;
	return ERR_OK;
}

void db_use_seal(struct db *db, struct db_seal *seal)
{
	if (db->writer)
		writer_use_seal(db->writer, seal);
}

/* A look comes first: nearly always nothing is missing, and then nobody has to wait for anybody. */
enum err db_migrate(struct db *db, struct fault *why)
{
	struct migrate_source source = {asset_table, asset_count};
	enum err err = db_read(db, migrate_check, &source, why);

	return err == ERR_NOT_FOUND && db->writer ? migrate_run(db->engine, db->address, &source, why) : err;
}

enum err db_write(struct db *db, db_work work, void *context, struct fault *why)
{
	if (!db->writer)
		return fault_set(why, ERR_DENIED, "the store was opened to be read only");
	return writer_run(db->writer, work, context, why);
}

enum err db_write_each(struct db *db, db_work work, void *const *contexts, size_t count, struct fault *why)
{
	if (!db->writer)
		return fault_set(why, ERR_DENIED, "the store was opened to be read only");
	return writer_run_each(db->writer, work, contexts, count, why);
}

enum err db_room(struct db *db, int64_t *ret_bytes, struct fault *why)
{
	if (db->engine->room)
		return db->engine->room(db->address, ret_bytes, why);
	*ret_bytes = INT64_MAX;
	return ERR_OK;
}

static enum err beat(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO pulse (only_one, beats) VALUES (1, 1) "
			  "ON CONFLICT (only_one) DO UPDATE SET beats = pulse.beats + 1",
			  NULL, 0, NULL, why);
}

enum err db_can_write(struct db *db, struct fault *why)
{
	if (db->writer && writer_has_stored_since(db->writer, clock_monotonic_ms() - FRESH_WRITE_MS))
		return ERR_OK;
	return db_write(db, beat, NULL, why);
}

enum err db_scrub(struct db *db, struct fault *why)
{
	return db->engine->scrub ? db->engine->scrub(db->address, why) : ERR_OK;
}

enum err db_copy(const char *address, const char *path, struct fault *why)
{
	const struct engine *engine = choose_engine(address);

	if (!engine->copy)
		return fault_set(why, ERR_UNSUPPORTED, "a store on a database server is backed up there");
	return engine->copy(address, path, why);
}

enum err db_read(struct db *db, db_work work, void *context, struct fault *why)
{
	return reader_pool_run(db->readers, work, context, why);
}

/* Most commands never sleep on the store, so the listener is started only by the first caller that does. */
static void start_listener(struct db *db)
{
	if (!db->engine->listen)
		return;
	pthread_mutex_lock(&db->listen_mutex);
	if (!db->listener)
		db->listener = db->engine->listen(db->address, &db->bell);
	pthread_mutex_unlock(&db->listen_mutex);
}

uint64_t db_notified(struct db *db)
{
	start_listener(db);
	return bell_count(&db->bell);
}

void db_wait_since(struct db *db, uint64_t seen, int timeout_ms)
{
	start_listener(db);
	bell_wait(&db->bell, seen, timeout_ms);
}

void db_nudge(struct db *db)
{
	bell_ring(&db->bell);
}
