/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Moves pages from the WAL into the file on a thread of its own, so that the writer, and whoever waits for its answer,
 * does not. PASSIVE checkpoints (sqlite.org/c3ref/wal_checkpoint_v2.html): neither a reader nor the writer is ever
 * hindered. While commits never pause such a checkpoint never reaches the end of the WAL; at 16,000 frames of 4 KiB the
 * writer takes the rest itself, and the WAL begins anew.
 */
#ifndef TENKEN_STORE_SQLITE_CHECKPOINT_H
#define TENKEN_STORE_SQLITE_CHECKPOINT_H

#include <sqlite3.h>

#include "base/arena.h"
#include "base/fault.h"

struct checkpoint;

/* Watches the commits of the writer, whose WAL hook it takes, and opens the file at path once more; both are used until
 * the stop. */
MUST_USE enum err checkpoint_start(struct arena *arena, sqlite3 *writer, const char *path,
				   struct checkpoint **ret_checkpoint, struct fault *why);

/* Waits for a pass that is under way. NULL is fine. Before the writer is closed. */
void checkpoint_stop(struct checkpoint *checkpoint);

#endif
