/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keeps the log while the store is written: each work that owes something to it (store/bound.h) gets its entries where
 * it stands or falls with them, and each transaction ends with one signed head. So a head that somebody has seen speaks
 * of what is durable, and the order of entries is the order of commits.
 *
 * Where several processes write (PostgreSQL), a transaction takes the lock of the table log_entry as its first
 * statement: taken later, SERIALIZABLE refuses every eighth of them.
 */
#ifndef TENKEN_STORE_SEAL_LOG_WRITER_H
#define TENKEN_STORE_SEAL_LOG_WRITER_H

#include "seal/checkpoint.h"
#include "store/seal/log_store.h"
#include "store/writer.h"

struct log_writer {
	struct db_seal seal; /* for db_use_seal */
	struct note_signer signer;
	/* Of the transaction on its way. */
	struct merkle_edge edge;
	bool is_loaded, is_grown;
};

/* The signer's name is the log's origin. */
void log_writer_init(struct log_writer *writer, const struct note_signer *signer);

#endif
