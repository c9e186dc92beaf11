/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "codec/digest.h"
#include "seal/merkle.h"
#include "test.h"

#define LEAVES_MAX 300
#define TREES      10000

/* A kept tree: every complete subtree by level and index. */
struct kept {
	struct merkle_edge edge;
	struct merkle_hash leaves[LEAVES_MAX];
	struct merkle_hash nodes[10][LEAVES_MAX];
	struct merkle_hash roots[LEAVES_MAX + 1]; /* by size */
};

static enum err read_node(void *context, unsigned level, uint64_t index, struct merkle_hash *ret_hash,
			  struct fault *why)
{
	struct kept *kept = context;

	assert_true(level < 10 && index < LEAVES_MAX);
	*ret_hash = kept->nodes[level][index];
	return ERR_OK;
}

static void grow(struct kept *kept, struct str entry)
{
	struct merkle_subtree completed[MERKLE_LEVELS];
	struct merkle_hash leaf = merkle_leaf(entry);
	size_t count;

	kept->leaves[kept->edge.size] = leaf;
	count = merkle_append(&kept->edge, &leaf, completed);
	for (size_t i = 0; i < count; i++)
		kept->nodes[completed[i].level][completed[i].index] = completed[i].hash;
	kept->roots[kept->edge.size] = merkle_edge_root(&kept->edge);
}

static int grow_kept(void **state)
{
	struct kept *kept = calloc(1, sizeof(*kept));

	kept->roots[0] = merkle_edge_root(&kept->edge);
	for (unsigned i = 0; i < LEAVES_MAX; i++)
		grow(kept, str_of(&i, sizeof(i)));
	*state = kept;
	return 0;
}

static int free_kept(void **state)
{
	free(*state);
	return 0;
}

static void assert_hex(const struct merkle_hash *hash, const char *hex)
{
	char text[2 * MERKLE_HASH_SIZE + 1];

	digest_hex(str_of(hash->bytes, sizeof(hash->bytes)), text);
	assert_string_equal(text, hex);
}

/* The entries and roots that Certificate Transparency's implementations test with (RFC 6962's tree is RFC 9162's). */
static void the_known_roots_come_out(void **state)
{
	static const struct str entries[] = {
		{"", 0},
		{"\x00", 1},
		{"\x10", 1},
		{"\x20\x21", 2},
		{"\x30\x31", 2},
		{"\x40\x41\x42\x43", 4},
		{"\x50\x51\x52\x53\x54\x55\x56\x57", 8},
		{"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16},
	};
	static const char *const roots[] = {
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	};
	struct kept *kept = calloc(1, sizeof(*kept));
	struct merkle_hash root = merkle_edge_root(&kept->edge);

	assert_hex(&root, roots[0]);
	for (size_t i = 0; i < 8; i++) {
		grow(kept, entries[i]);
		assert_hex(&kept->roots[i + 1], roots[i + 1]);
	}
	free(kept);
}

static void every_entry_is_proved_to_be_in_every_log_that_holds_it(void **state)
{
	struct kept *kept = *state;
	struct merkle_nodes nodes = {read_node, kept};
	struct merkle_proof proof;

	for (uint64_t size = 1; size <= 70; size++)
		for (uint64_t index = 0; index < size; index++) {
			assert_int_equal(merkle_prove_inclusion(&nodes, size, index, &proof, NULL), ERR_OK);
			assert_true(
				merkle_check_inclusion(&proof, size, index, &kept->leaves[index], &kept->roots[size]));
		}
}

static void every_log_is_proved_to_begin_with_every_shorter_one(void **state)
{
	struct kept *kept = *state;
	struct merkle_nodes nodes = {read_node, kept};
	struct merkle_proof proof;

	for (uint64_t to = 0; to <= 70; to++)
		for (uint64_t from = 0; from <= to; from++) {
			assert_int_equal(merkle_prove_consistency(&nodes, from, to, &proof, NULL), ERR_OK);
			assert_true(merkle_check_consistency(&proof, from, &kept->roots[from], to, &kept->roots[to]));
		}
}

static void an_edge_that_was_loaded_goes_on_as_one_that_was_kept(void **state)
{
	struct kept *kept = *state;
	struct merkle_nodes nodes = {read_node, kept};
	struct merkle_subtree completed[MERKLE_LEVELS];
	struct merkle_edge edge;
	struct merkle_hash root;

	for (uint64_t size = 0; size < LEAVES_MAX; size++) {
		assert_int_equal(merkle_edge_load(&nodes, size, &edge, NULL), ERR_OK);
		merkle_append(&edge, &kept->leaves[size], completed);
		root = merkle_edge_root(&edge);
		assert_true(merkle_equal(&root, &kept->roots[size + 1]));
	}
}

static void what_is_not_there_is_not_proved(void **state)
{
	struct kept *kept = *state;
	struct merkle_nodes nodes = {read_node, kept};
	struct merkle_proof proof;
	struct fault why;

	assert_int_equal(merkle_prove_inclusion(&nodes, 7, 7, &proof, &why), ERR_INVALID);
	assert_string_equal(why.text, "there is no entry 7 in a log of 7");
	assert_int_equal(merkle_prove_consistency(&nodes, 8, 7, &proof, &why), ERR_INVALID);
	assert_string_equal(why.text, "a log of 7 entries cannot begin with one of 8");
	assert_int_equal(merkle_edge_load(&nodes, UINT64_C(1) << 63, &kept->edge, &why), ERR_INVALID);
	kept->edge.size = LEAVES_MAX;
}

/* One change to an inclusion proof, its hashes or what it is about. */
static bool survives_a_change(const struct kept *kept, struct merkle_proof proof, uint64_t size, uint64_t index)
{
	struct merkle_hash leaf = kept->leaves[index], root = kept->roots[size];

	switch (rand() % 6) {
	case 0: leaf.bytes[rand() % MERKLE_HASH_SIZE] ^= (unsigned char)(1 << rand() % 8); break;
	case 1: root.bytes[rand() % MERKLE_HASH_SIZE] ^= (unsigned char)(1 << rand() % 8); break;
	case 2: proof.hashes[proof.count++] = leaf; break;
	case 3:
		index = (index + 1) % size;
		leaf = kept->leaves[size > 1 ? (index + size - 1) % size : 0];
		if (size == 1)
			return false;
		break;
	case 4:
		if (!proof.count)
			return false;
		proof.count--;
		break;
	default:
		if (!proof.count)
			return false;
		proof.hashes[rand() % proof.count].bytes[rand() % MERKLE_HASH_SIZE] ^= (unsigned char)(1 << rand() % 8);
	}
	return merkle_check_inclusion(&proof, size, index, &leaf, &root);
}

static void of_ten_thousand_trees_no_changed_proof_of_inclusion_passes(void **state)
{
	struct kept *kept = *state;
	struct merkle_nodes nodes = {read_node, kept};
	struct merkle_proof proof;

	srand(9162);
	for (int i = 0; i < TREES; i++) {
		uint64_t size = 1 + (uint64_t)rand() % LEAVES_MAX, index = (uint64_t)rand() % size;

		assert_int_equal(merkle_prove_inclusion(&nodes, size, index, &proof, NULL), ERR_OK);
		assert_true(merkle_check_inclusion(&proof, size, index, &kept->leaves[index], &kept->roots[size]));
		assert_false(survives_a_change(kept, proof, size, index));
	}
}

/* A log of that size in which one earlier entry is another; its root. */
static struct merkle_hash root_with_another_entry(const struct kept *kept, uint64_t size, uint64_t changed)
{
	struct merkle_subtree completed[MERKLE_LEVELS];
	struct merkle_edge edge = {0};

	for (uint64_t i = 0; i < size; i++) {
		struct merkle_hash leaf = kept->leaves[i];

		leaf.bytes[0] ^= i == changed;
		merkle_append(&edge, &leaf, completed);
	}
	return merkle_edge_root(&edge);
}

static void of_ten_thousand_trees_none_that_rewrote_an_entry_is_consistent(void **state)
{
	struct kept *kept = *state;
	struct merkle_nodes nodes = {read_node, kept};
	struct merkle_proof proof;

	srand(6962);
	for (int i = 0; i < TREES; i++) {
		uint64_t to = 2 + (uint64_t)rand() % (LEAVES_MAX / 4), from = 1 + (uint64_t)rand() % (to - 1);
		struct merkle_hash other = root_with_another_entry(kept, to, (uint64_t)rand() % from);

		assert_int_equal(merkle_prove_consistency(&nodes, from, to, &proof, NULL), ERR_OK);
		assert_true(merkle_check_consistency(&proof, from, &kept->roots[from], to, &kept->roots[to]));
		assert_false(merkle_check_consistency(&proof, from, &kept->roots[from], to, &other));
		assert_false(merkle_check_consistency(&proof, from, &other, to, &kept->roots[to]));
		proof.hashes[rand() % (int)proof.count].bytes[3] ^= 1;
		assert_false(merkle_check_consistency(&proof, from, &kept->roots[from], to, &kept->roots[to]));
		proof.count--;
		assert_false(merkle_check_consistency(&proof, from, &kept->roots[from], to, &kept->roots[to]));
	}
}

static void a_log_is_consistent_with_itself_by_an_empty_proof_alone(void **state)
{
	struct kept *kept = *state;
	struct merkle_proof proof = {0};

	assert_true(merkle_check_consistency(&proof, 5, &kept->roots[5], 5, &kept->roots[5]));
	assert_false(merkle_check_consistency(&proof, 5, &kept->roots[5], 5, &kept->roots[6]));
	assert_true(merkle_check_consistency(&proof, 0, &kept->roots[0], 5, &kept->roots[5]));
	assert_false(merkle_check_consistency(&proof, 0, &kept->roots[1], 5, &kept->roots[5]));
	assert_false(merkle_check_consistency(&proof, 6, &kept->roots[6], 5, &kept->roots[5]));
	assert_false(merkle_check_consistency(&proof, 4, &kept->roots[4], 5, &kept->roots[5]));
	proof.count = 1;
	assert_false(merkle_check_consistency(&proof, 5, &kept->roots[5], 5, &kept->roots[5]));
	assert_false(merkle_check_consistency(&proof, 0, &kept->roots[0], 5, &kept->roots[5]));
}

static void a_leaf_is_never_taken_for_a_node(void **state)
{
	struct merkle_hash left = merkle_leaf(STR("left")), right = merkle_leaf(STR("right")),
			   node = merkle_node(&left, &right);
	unsigned char both[2 * MERKLE_HASH_SIZE];
	struct merkle_hash leaf;

	memcpy(both, left.bytes, MERKLE_HASH_SIZE);
	memcpy(both + MERKLE_HASH_SIZE, right.bytes, MERKLE_HASH_SIZE);
	leaf = merkle_leaf(str_of(both, sizeof(both)));
	assert_false(merkle_equal(&node, &leaf));
}

int test_merkle(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_known_roots_come_out),
		cmocka_unit_test(a_leaf_is_never_taken_for_a_node),
		cmocka_unit_test(every_entry_is_proved_to_be_in_every_log_that_holds_it),
		cmocka_unit_test(every_log_is_proved_to_begin_with_every_shorter_one),
		cmocka_unit_test(an_edge_that_was_loaded_goes_on_as_one_that_was_kept),
		cmocka_unit_test(what_is_not_there_is_not_proved),
		cmocka_unit_test(of_ten_thousand_trees_no_changed_proof_of_inclusion_passes),
		cmocka_unit_test(of_ten_thousand_trees_none_that_rewrote_an_entry_is_consistent),
		cmocka_unit_test(a_log_is_consistent_with_itself_by_an_empty_proof_alone),
	};

	return cmocka_run_group_tests(tests, grow_kept, free_kept);
}
