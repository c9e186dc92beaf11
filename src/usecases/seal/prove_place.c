/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/prove_place.h"

#include "seal/place_proof.h"
#include "store/application/case_store.h"
#include "store/seal/log_store.h"

struct proving {
	struct arena *arena;
	int64_t case_id;
	struct place_proof proof;
};

static enum err prove_part(struct tx *tx, const struct log_entry_row *row, uint64_t size, struct place_proof_part *part,
			   struct fault *why)
{
	struct merkle_nodes nodes = log_store_nodes(tx);

	part->index = (uint64_t)row->position - 1;
	part->entry = row->bytes;
	return merkle_prove_inclusion(&nodes, size, part->index, &part->path, why);
}

/* Mails and the like say nothing of where the case stands. */
static bool says_state(struct arena *arena, const struct log_entry_row *row)
{
	struct log_entry entry;

	return !log_entry_read(arena, row->bytes, &entry, NULL) && *entry.state;
}

static enum err prove(struct tx *tx, void *context, struct fault *why)
{
	struct proving *proving = context;
	struct log_entry_row *rows;
	struct log_edge_row edge;
	struct case_row row;
	size_t count, last;
	enum err err;

	err = case_store_load(tx, proving->arena, proving->case_id, &row, why);
	if (!err)
		err = log_store_edge(tx, proving->arena, &edge, why);
	if (!err)
		err = log_store_list_case(tx, proving->arena, row.edition, row.number, &rows, &count, why);
	if (!err && !count)
		err = fault_set(why, ERR_CORRUPT, "the log does not know the case");
	if (err)
		return err;
	for (last = count - 1; last && !says_state(proving->arena, &rows[last]);)
		last--;
	proving->proof.head = str_from(edge.head);
	err = prove_part(tx, &rows[0], edge.edge.size, &proving->proof.arrival, why);
	if (!err)
		err = prove_part(tx, &rows[last], edge.edge.size, &proving->proof.latest, why);
	return err;
}

enum err prove_place(const struct office *office, int64_t case_id, struct buf *json, struct fault *why)
{
	struct proving proving = {.case_id = case_id};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	proving.arena = &arena;
	err = db_read(office->db, prove, &proving, why);
	return err ? err : place_proof_write(&proving.proof, json, why);
}
