/* SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/sql_text.h"

#define FOLDER "src/store/migrations/"

static bool is_migration(const struct asset *asset)
{
	struct str name = str_from(asset->name);

	return str_starts(name, FOLDER) && str_ends(name, ".sql");
}

/* "src/store/migrations/0001_start.sql" -> "0001_start" */
static struct str short_name(const struct asset *asset)
{
	struct str name = str_skip(str_from(asset->name), strlen(FOLDER));

	return str_head(name, name.n - strlen(".sql"));
}

static const struct asset *find_migration(const struct migrate_source *source, struct str name)
{
	for (size_t i = 0; i < source->count; i++)
		if (is_migration(&source->assets[i]) && str_eq(short_name(&source->assets[i]), name))
			return &source->assets[i];
	return NULL;
}

/* Compares the migrations of the store with those of this program. */
static enum err compare(const struct migrate_source *source, const struct rows *had, struct fault *why)
{
	for (size_t i = 0; i < rows_count(had); i++) {
		const char *name = rows_text(had, i, 0);
		const struct asset *known = find_migration(source, str_from(name));

		if (!known)
			return fault_set(why, ERR_UNSUPPORTED,
					 "the store has the migration %s, which this version of tenken does not know: "
					 "use a newer version",
					 name);
		if (strcmp(known->hash, rows_text(had, i, 1)) != 0)
			return fault_set(
				why, ERR_CORRUPT,
				"the store was made by another version of tenken: its migration %s has another "
				"text (%.12s, here %.12s). Go on with the version that made it, or make a new "
				"store with \"tenken init\"",
				name, rows_text(had, i, 1), known->hash);
	}
	return ERR_OK;
}

/* The first migration in order that the store lacks, or NULL. */
static const struct asset *find_missing(const struct migrate_source *source, const struct rows *had)
{
	for (size_t i = 0; i < source->count; i++) {
		bool found = !is_migration(&source->assets[i]);

		for (size_t row = 0; row < rows_count(had) && !found; row++)
			found = str_is(short_name(&source->assets[i]), rows_text(had, row, 0));
		if (!found)
			return &source->assets[i];
	}
	return NULL;
}

static enum err find_next(struct tx *tx, struct arena *arena, const struct migrate_source *source,
			  const struct asset **ret_next, struct fault *why)
{
	struct rows *had;
	enum err err = tx_query(tx, arena, "SELECT name, hash FROM migration ORDER BY name", NULL, 0, &had, why);

	if (!err)
		err = compare(source, had, why);
	if (!err)
		*ret_next = find_missing(source, had);
	return err;
}

enum err migrate_check(struct tx *tx, void *context, struct fault *why)
{
	const struct asset *next;
	ARENA_SCOPED arena = {0};
	enum err err = find_next(tx, &arena, context, &next, why);

	if (err == ERR_INVALID) /* the only thing that can be wrong with that query is that there is no such table */
		return fault_set(why, ERR_NOT_FOUND, "the store is empty: start the server once to make it");
	if (!err && next)
		err = fault_set(why, ERR_NOT_FOUND, "the store lacks the migration %s: start the server once to run it",
				next->name);
	return err;
}

static enum err run_statements(struct tx *tx, struct arena *arena, const struct asset *migration, struct fault *why)
{
	struct str rest = migration->bytes;
	struct str statement;

	while (sql_text_next(&rest, &statement)) {
		enum err err = tx_execute(tx, str_dup(arena, statement), NULL, 0, NULL, why);

		if (err)
			return fault_prefix(why, err, "migration %s", migration->name);
	}
	return ERR_OK;
}

/* Runs the next missing migration; *ret_name is NULL when there was none. */
static enum err run_next(struct tx *tx, struct arena *arena, const struct migrate_source *source, const char **ret_name,
			 struct fault *why)
{
	const struct asset *next = NULL;
	struct param params[3];
	enum err err = tx_execute(tx,
				  "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, "
				  "done_ms BIGINT NOT NULL)",
				  NULL, 0, NULL, why);

	if (!err)
		err = find_next(tx, arena, source, &next, why);
	if (!err)
		*ret_name = next ? next->name : NULL;
	if (err || !next)
		return err;
	err = run_statements(tx, arena, next, why);
	if (err)
		return err;
	params[0] = P_STR(short_name(next));
	params[1] = P_TEXT(next->hash);
	params[2] = P_INT(clock_now_ms(&(struct clock){0}));
	return tx_execute(tx, "INSERT INTO migration (name, hash, done_ms) VALUES ($1, $2, $3)", params, COUNT(params),
			  NULL, why);
}

enum err migrate_run(const struct engine *engine, const char *address, const struct migrate_source *source,
		     struct fault *why)
{
	struct tx tx = {.engine = engine, .writes = true};
	const char *name = "";
	enum err err = engine->open(address, CONN_MIGRATES, &tx.conn, why);

	if (err)
		return err;
	while (!err && name) {
		ARENA_SCOPED arena = {0};

		err = engine->step(tx.conn, TX_BEGIN, why);
		if (!err)
			err = run_next(&tx, &arena, source, &name, why);
		if (!err)
			err = engine->commit(tx.conn, false, why);
		if (!err && name)
			log_info("ran %s", name);
	}
	engine->rollback(tx.conn);
	engine->close(tx.conn);
	return err;
}
