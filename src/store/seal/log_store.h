/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of the log: its entries with the hashes of the subtrees that each completes, the edge to go on from with
 * the newest signed head, and the salts of what is bound now.
 *
 * node(level, index) of the Merkle tree is the level-th hash in the row of the entry that completed it, so a root
 * or a proof reads O(log size) rows.
 */
#ifndef TENKEN_STORE_SEAL_LOG_STORE_H
#define TENKEN_STORE_SEAL_LOG_STORE_H

#include "seal/merkle.h"
#include "store/bound_unit.h"

struct log_edge_row {
	struct merkle_edge edge;
	const char *head; /* the newest signed head; "" for an empty log */
};

/* An empty edge when there is none yet. */
MUST_USE enum err log_store_edge(struct tx *tx, struct arena *arena, struct log_edge_row *ret_row, struct fault *why);
MUST_USE enum err log_store_save_edge(struct tx *tx, const struct merkle_edge *edge, const char *head,
				      struct fault *why);

struct log_entry_row {
	int64_t position; /* from 1: the leaf's index is one less */
	const char *edition;
	int64_t case_number; /* as in the entry; 0 for none */
	struct str bytes;
	struct str nodes; /* MERKLE_HASH_SIZE each, the leaf first */
};

/* Appends to the edge and inserts the entry. */
MUST_USE enum err log_store_append(struct tx *tx, struct merkle_edge *edge, const struct log_entry *entry,
				   struct str bytes, struct fault *why);

/* Entries behind a position, in order, at most `limit`. */
MUST_USE enum err log_store_list(struct tx *tx, struct arena *arena, int64_t after, int64_t limit,
				 struct log_entry_row **ret_rows, size_t *ret_count, struct fault *why);

/* Calls `see` for each entry, in order, with bounded memory: the arena is emptied now and then between two calls. */
typedef enum err (*log_store_see)(void *context, struct arena *arena, const struct log_entry_row *row,
				  struct fault *why);
MUST_USE enum err log_store_scan(struct tx *tx, log_store_see see, void *context, struct fault *why);

/* Those of one case, in order. */
MUST_USE enum err log_store_list_case(struct tx *tx, struct arena *arena, const char *edition, int64_t case_number,
				      struct log_entry_row **ret_rows, size_t *ret_count, struct fault *why);

/* The tree, as seal/merkle.h asks it; the context is the transaction. */
struct merkle_nodes log_store_nodes(struct tx *tx);

/* The salt of what a unit's newest commitment binds, and the entry that holds that commitment. */
struct log_salt_row {
	const char *unit, *key;
	int64_t position;
	struct commitment_salt salt;
};

#define LOG_STORE_SALTS_AT_ONCE 8

/* Replaces the salts of up to LOG_STORE_SALTS_AT_ONCE units: the former ones are gone. */
MUST_USE enum err log_store_save_salts(struct tx *tx, const struct log_salt_row *rows, size_t count, struct fault *why);

/* Salts behind (unit, key), in order, at most `limit`. A salt of another size is read as zeros. */
MUST_USE enum err log_store_list_salts(struct tx *tx, struct arena *arena, const char *unit, const char *key,
				       int64_t limit, struct log_salt_row **ret_rows, size_t *ret_count,
				       struct fault *why);
MUST_USE enum err log_store_count_salts(struct tx *tx, int64_t *ret_count, struct fault *why);

#endif
