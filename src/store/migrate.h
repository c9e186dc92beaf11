/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Brings a store to the schema of this program: runs the embedded files of store/migrations in the
 * order of their names, each once, and remembers name and hash of each in the store.
 */
#ifndef TENKEN_STORE_MIGRATE_H
#define TENKEN_STORE_MIGRATE_H

#include "base/asset.h"
#include "store/engine.h"

/* The migrations among assets (main/ gives asset_table; tests give their own). */
struct migrate_source {
	const struct asset *assets; /* in the order of their names */
	size_t count;
};

/* Runs what is missing. Two processes may try at once: one waits for the other. */
MUST_USE enum err migrate_run(const struct engine *engine, const char *address, const struct migrate_source *source,
			      struct fault *why);

/* Only looks: ERR_NOT_FOUND when the store lacks a migration, and otherwise as migrate_run. A db_work. */
MUST_USE enum err migrate_check(struct tx *tx, void *source, struct fault *why);

#endif
