/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seal/place_proof.h"
#include "test.h"

#define ENTRIES 100000 /* as many as the promise on the proof's size speaks of */
#define ARRIVAL 4711
#define LATEST  99998

/* A log of other companies' entries, with two of case 12 in it. */
struct log {
	struct merkle_hash *nodes[18];
	struct arena arena;
	struct note_signer signer;
	struct str arrival, latest;
	struct buf head;
};

/* As many units as a deed of ours on one case binds at most, with the longest keys: an application binds five, and the
 * end of a diagnosis not all of these. */
static const struct log_bound bound[] = {
	{"company_case", "999999999999", {{1}}},
	{"event", "999999999999.99", {{2}}},
	{"answer_sheet", "999999999999.questionnaire", {{3}}},
	{"consent", "999999999999", {{4}}},
	{"message", "9223372036854775807", {{5}}},
	{"diagnosis", "9223372036854775807", {{6}}},
	{"finding", "9223372036854775807", {{7}}},
	{"observation", "9223372036854775807.99", {{8}}},
};

static struct str entry_of(struct log *log, const char *kind, int64_t number, int64_t arrival)
{
	struct log_entry entry = {.kind = kind,
				  .edition = "tokyo-r7",
				  .case_number = number,
				  .at_ms = INT64_C(1748826000000),
				  .actor_kind = "company",
				  .state = "received",
				  .course = "one",
				  .arrival = arrival,
				  .holds_place = true,
				  .bound = bound,
				  .bound_count = strcmp(kind, "applied") == 0 ? 5 : COUNT(bound)};
	BUF_SCOPED bytes;

	buf_init(&bytes, LOG_ENTRY_BYTES_MAX);
	assert_int_equal(log_entry_write(&entry, &bytes, NULL), ERR_OK);
	return str_of(str_dup(&log->arena, buf_str(&bytes)), bytes.size);
}

static enum err read_node(void *context, unsigned level, uint64_t index, struct merkle_hash *ret_hash,
			  struct fault *why)
{
	struct log *log = context;

	*ret_hash = log->nodes[level][index];
	return ERR_OK;
}

static int make_log(void **state)
{
	struct log *log = calloc(1, sizeof(*log));
	struct merkle_edge edge = {0};
	struct merkle_hash root;

	arena_init(&log->arena);
	for (unsigned level = 0; level < 18; level++)
		log->nodes[level] = arena_array(&log->arena, (ENTRIES >> level) + 1, sizeof(struct merkle_hash));
	log->arrival = entry_of(log, "applied", 12, 12);
	log->latest = entry_of(log, "answered", 12, 12);
	for (uint64_t i = 0; i < ENTRIES; i++) {
		struct merkle_subtree completed[MERKLE_LEVELS];
		struct merkle_hash leaf = i == ARRIVAL  ? merkle_leaf(log->arrival)
					  : i == LATEST ? merkle_leaf(log->latest)
							: merkle_leaf(str_of(&i, sizeof(i)));
		size_t count = merkle_append(&edge, &leaf, completed);

		for (size_t k = 0; k < count; k++)
			log->nodes[completed[k].level][completed[k].index] = completed[k].hash;
	}
	root = merkle_edge_root(&edge);
	assert_int_equal(note_signer_new(STR("check.example.jp/log"), NOTE_SIGNATURE, NULL, &log->signer, NULL),
			 ERR_OK);
	buf_init(&log->head, NOTE_BYTES_MAX);
	checkpoint_write_signed(&log->signer, ENTRIES, &root, &log->head);
	*state = log;
	return 0;
}

static int free_log(void **state)
{
	struct log *log = *state;

	buf_release(&log->head);
	arena_release(&log->arena);
	free(log);
	return 0;
}

static struct place_proof prove(struct log *log, uint64_t arrival, uint64_t latest)
{
	struct merkle_nodes nodes = {read_node, log};
	struct place_proof proof = {buf_str(&log->head), {arrival, log->arrival, {0}}, {latest, log->latest, {0}}};

	assert_int_equal(merkle_prove_inclusion(&nodes, ENTRIES, arrival, &proof.arrival.path, NULL), ERR_OK);
	assert_int_equal(merkle_prove_inclusion(&nodes, ENTRIES, latest, &proof.latest.path, NULL), ERR_OK);
	return proof;
}

static void a_proof_among_100000_entries_has_less_than_4_kb_and_holds(void **state)
{
	struct log *log = *state;
	struct place_proof proof = prove(log, ARRIVAL, LATEST), again;
	struct place_proof_claim claim;
	BUF_SCOPED json;

	buf_init(&json, PLACE_PROOF_BYTES_MAX);
	assert_int_equal(place_proof_write(&proof, &json, NULL), ERR_OK);
	assert_true(json.size <= 4096);
	assert_int_equal(place_proof_read(&log->arena, buf_str(&json), &again, NULL), ERR_OK);
	assert_int_equal(place_proof_check(&log->arena, &again, &log->signer.key, NULL, NULL, &claim, NULL), ERR_OK);
	assert_int_equal(claim.arrival.arrival, 12);
	assert_string_equal(claim.arrival.course, "one");
	assert_string_equal(claim.latest.kind, "answered");
	assert_int_equal(claim.head.size, ENTRIES);
}

static void a_proof_with_one_changed_byte_does_not_hold(void **state)
{
	struct log *log = *state;
	struct place_proof proof = prove(log, ARRIVAL, LATEST);
	BUF_SCOPED json;

	buf_init(&json, PLACE_PROOF_BYTES_MAX);
	assert_int_equal(place_proof_write(&proof, &json, NULL), ERR_OK);
	for (size_t i = 0; i + 1 < json.size; i++) { /* the last is the end of the line */
		struct place_proof_claim claim;
		struct place_proof again;
		ARENA_SCOPED arena;

		arena_init(&arena);
		json.bytes[i] ^= 1;
		if (place_proof_read(&arena, buf_str(&json), &again, NULL) == ERR_OK &&
		    place_proof_check(&arena, &again, &log->signer.key, NULL, NULL, &claim, NULL) == ERR_OK)
			fail_msg("byte %zu may be changed", i);
		json.bytes[i] ^= 1;
	}
}

static void another_entry_in_its_place_is_found(void **state)
{
	struct log *log = *state;
	struct place_proof proof = prove(log, ARRIVAL, LATEST);
	struct place_proof_claim claim;
	struct fault why;

	proof.arrival.entry = entry_of(log, "applied", 12, 1);
	assert_int_equal(place_proof_check(&log->arena, &proof, &log->signer.key, NULL, NULL, &claim, &why),
			 ERR_DENIED);
	assert_string_equal(why.text, "entry 4711 of the proof is not in the log of this head");
}

static void the_kept_head_must_be_the_proofs(void **state)
{
	struct log *log = *state;
	struct place_proof proof = prove(log, ARRIVAL, LATEST);
	struct place_proof_claim claim;
	struct checkpoint kept = {.size = ENTRIES};
	struct fault why;

	assert_int_equal(place_proof_check(&log->arena, &proof, &log->signer.key, &kept, NULL, &claim, &why),
			 ERR_DENIED);
	assert_string_equal(why.text, "the log of the proof's head is another than that of the kept head");
	kept.size = 5;
	assert_int_equal(place_proof_check(&log->arena, &proof, &log->signer.key, &kept, NULL, &claim, &why),
			 ERR_DENIED);
}

static void entries_of_two_cases_prove_nothing(void **state)
{
	struct log *log = *state;
	struct place_proof proof = prove(log, LATEST, ARRIVAL);
	struct place_proof_claim claim;
	struct fault why;

	proof.arrival.entry = log->latest;
	proof.latest.entry = log->arrival;
	assert_int_equal(place_proof_check(&log->arena, &proof, &log->signer.key, NULL, NULL, &claim, &why),
			 ERR_DENIED);
	assert_string_equal(why.text, "the two entries are not of one case, in their order");
}

static void what_is_no_proof_is_refused(void **state)
{
	static const char *const wrong[] = {
		"",
		"{}",
		"{\"format\":\"tenken-place-proof/1\"}",
		"{\"format\":\"tenken-place-proof/1\",\"head\":\"\",\"arrival\":{}}",
		"{\"format\":\"tenken-place-proof/"
		"1\",\"head\":\"\",\"arrival\":{\"index\":-1,\"entry\":\"\",\"path\":[]}}",
		"{\"format\":\"tenken-place-proof/"
		"1\",\"head\":\"\",\"arrival\":{\"index\":1,\"entry\":\"\",\"path\":[\"AA==\"]}}",
	};
	struct log *log = *state;
	struct place_proof proof;

	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_not_equal(place_proof_read(&log->arena, str_from(wrong[i]), &proof, NULL), ERR_OK);
}

int test_place_proof(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_proof_among_100000_entries_has_less_than_4_kb_and_holds),
		cmocka_unit_test(a_proof_with_one_changed_byte_does_not_hold),
		cmocka_unit_test(another_entry_in_its_place_is_found),
		cmocka_unit_test(the_kept_head_must_be_the_proofs),
		cmocka_unit_test(entries_of_two_cases_prove_nothing),
		cmocka_unit_test(what_is_no_proof_is_refused),
	};

	return cmocka_run_group_tests(tests, make_log, free_log);
}
