/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/merkle.h"

#include <string.h>

#include "base/count.h"
#include "seal/sha256.h"

_Static_assert(MERKLE_HASH_SIZE == SHA256_SIZE, "the header states the size of SHA-256");

struct merkle_hash merkle_leaf(struct str entry)
{
	const struct str pieces[] = {str_of("\x00", 1), entry};
	struct merkle_hash hash = {{0}};

	sha256_of(pieces, COUNT(pieces), hash.bytes);
	return hash;
}

struct merkle_hash merkle_node(const struct merkle_hash *left, const struct merkle_hash *right)
{
	const struct str pieces[] = {str_of("\x01", 1), str_of(left->bytes, sizeof(left->bytes)),
				     str_of(right->bytes, sizeof(right->bytes))};
	struct merkle_hash hash = {{0}};

	sha256_of(pieces, COUNT(pieces), hash.bytes);
	return hash;
}

bool merkle_equal(const struct merkle_hash *a, const struct merkle_hash *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

static bool has_bit(uint64_t number, unsigned bit)
{
	return (number >> bit) & 1;
}

/* ---- growing ---- */

size_t merkle_append(struct merkle_edge *edge, const struct merkle_hash *leaf,
		     struct merkle_subtree ret_completed[MERKLE_LEVELS])
{
	struct merkle_subtree subtree = {0, edge->size, *leaf};
	size_t count = 0;

	ret_completed[count++] = subtree;
	for (; has_bit(edge->size, subtree.level); subtree.level++) {
		struct merkle_hash joined = merkle_node(&edge->peaks[subtree.level], &subtree.hash);

		ret_completed[count++] = (struct merkle_subtree){subtree.level + 1, subtree.index >> 1, joined};
		subtree.hash = joined;
		subtree.index >>= 1;
	}
	edge->peaks[subtree.level] = subtree.hash;
	edge->size++;
	return count;
}

struct merkle_hash merkle_edge_root(const struct merkle_edge *edge)
{
	struct merkle_hash root;
	bool is_first = true;

	if (edge->size == 0)
		sha256_of(NULL, 0, root.bytes);
	/* The smallest subtree stands farthest to the right. */
	for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
		if (!has_bit(edge->size, level))
			continue;
		root = is_first ? edge->peaks[level] : merkle_node(&edge->peaks[level], &root);
		is_first = false;
	}
	return root;
}

/* ---- asking a kept tree ---- */

enum err merkle_edge_load(const struct merkle_nodes *nodes, uint64_t size, struct merkle_edge *ret_edge,
			  struct fault *why)
{
	struct merkle_edge edge = {.size = size};
	enum err err = ERR_OK;

	if (size >> MERKLE_LEVELS)
		return fault_set(why, ERR_INVALID, "a log cannot have %llu entries", (unsigned long long)size);
	for (unsigned level = 0; !err && level < MERKLE_LEVELS; level++)
		if (has_bit(size, level))
			err = nodes->read(nodes->context, level, (size >> level) - 1, &edge.peaks[level], why);
	if (!err)
		*ret_edge = edge;
	return err;
}

/* The root of the leaves from first up to end. First is a multiple of the largest power of two that fits in, which the
 * halving of section 2.1.1 sees to, so the leaves are a row of complete subtrees, each smaller than the one before. */
static enum err read_root(const struct merkle_nodes *nodes, uint64_t first, uint64_t end, struct merkle_hash *ret_root,
			  struct fault *why)
{
	struct merkle_edge edge = {.size = end - first};
	enum err err = ERR_OK;

	for (unsigned level = 0; !err && level < MERKLE_LEVELS; level++)
		if (has_bit(edge.size, level))
			err = nodes->read(nodes->context, level, (end >> level) - 1, &edge.peaks[level], why);
	if (!err)
		*ret_root = merkle_edge_root(&edge);
	return err;
}

/* The largest power of two smaller than count, which is at least 2. */
static uint64_t split_of(uint64_t count)
{
	return UINT64_C(1) << (63 - __builtin_clzll(count - 1));
}

static enum err push_root(const struct merkle_nodes *nodes, struct merkle_proof *proof, uint64_t first, uint64_t end,
			  struct fault *why)
{
	enum err err = read_root(nodes, first, end, &proof->hashes[proof->count], why);

	if (!err)
		proof->count++;
	return err;
}

/* Proofs are found from the root down and read from the leaf up. */
static void reverse(struct merkle_proof *proof)
{
	for (size_t i = 0; i < proof->count / 2; i++) {
		struct merkle_hash kept = proof->hashes[i];
		proof->hashes[i] = proof->hashes[proof->count - 1 - i];
		proof->hashes[proof->count - 1 - i] = kept;
	}
}

enum err merkle_prove_inclusion(const struct merkle_nodes *nodes, uint64_t size, uint64_t index,
				struct merkle_proof *ret_proof, struct fault *why)
{
	struct merkle_proof proof = {0};
	uint64_t first = 0, end = size;
	enum err err = ERR_OK;

	if (index >= size || size >> MERKLE_LEVELS)
		return fault_set(why, ERR_INVALID, "there is no entry %llu in a log of %llu", (unsigned long long)index,
				 (unsigned long long)size);
	while (!err && end - first > 1) {
		uint64_t middle = first + split_of(end - first);

		if (index < middle) {
			err = push_root(nodes, &proof, middle, end, why);
			end = middle;
		} else {
			err = push_root(nodes, &proof, first, middle, why);
			first = middle;
		}
	}
	reverse(&proof);
	if (!err)
		*ret_proof = proof;
	return err;
}

enum err merkle_prove_consistency(const struct merkle_nodes *nodes, uint64_t from, uint64_t to,
				  struct merkle_proof *ret_proof, struct fault *why)
{
	struct merkle_proof proof = {0};
	uint64_t first = 0, end = to;
	enum err err = ERR_OK;

	if (from > to || to >> MERKLE_LEVELS)
		return fault_set(why, ERR_INVALID, "a log of %llu entries cannot begin with one of %llu",
				 (unsigned long long)to, (unsigned long long)from);
	while (!err && from > 0 && from != end) {
		uint64_t middle = first + split_of(end - first);

		if (from <= middle) {
			err = push_root(nodes, &proof, middle, end, why);
			end = middle;
		} else {
			err = push_root(nodes, &proof, first, middle, why);
			first = middle;
		}
	}
	/* The checker holds the root of the old log; it needs the last part of it only where that is not the whole. */
	if (!err && first > 0)
		err = push_root(nodes, &proof, first, end, why);
	reverse(&proof);
	if (!err)
		*ret_proof = proof;
	return err;
}

/* ---- checking ---- */

bool merkle_check_inclusion(const struct merkle_proof *proof, uint64_t size, uint64_t index,
			    const struct merkle_hash *leaf, const struct merkle_hash *root)
{
	uint64_t node = index, last = size - 1;
	struct merkle_hash hash = *leaf;

	if (index >= size)
		return false;
	for (size_t i = 0; i < proof->count; i++) {
		if (last == 0)
			return false;
		if (has_bit(node, 0) || node == last) {
			hash = merkle_node(&proof->hashes[i], &hash);
			/* A last node without a sibling moves up as it is. */
			while (!has_bit(node, 0) && node != 0) {
				node >>= 1;
				last >>= 1;
			}
		} else {
			hash = merkle_node(&hash, &proof->hashes[i]);
		}
		node >>= 1;
		last >>= 1;
	}
	return last == 0 && merkle_equal(&hash, root);
}

/* Both roots from one proof: the old log's and the new one's, for 0 < from < to. */
static bool fold_consistency(const struct merkle_hash *path, size_t count, uint64_t from, uint64_t to,
			     struct merkle_hash *ret_old, struct merkle_hash *ret_new)
{
	uint64_t node = from - 1, last = to - 1;

	if (count == 0)
		return false;
	while (has_bit(node, 0)) {
		node >>= 1;
		last >>= 1;
	}
	*ret_old = *ret_new = path[0];
	for (size_t i = 1; i < count; i++) {
		if (last == 0)
			return false;
		if (has_bit(node, 0) || node == last) {
			*ret_old = merkle_node(&path[i], ret_old);
			*ret_new = merkle_node(&path[i], ret_new);
			while (!has_bit(node, 0) && node != 0) {
				node >>= 1;
				last >>= 1;
			}
		} else {
			*ret_new = merkle_node(ret_new, &path[i]);
		}
		node >>= 1;
		last >>= 1;
	}
	return last == 0;
}

bool merkle_check_consistency(const struct merkle_proof *proof, uint64_t from, const struct merkle_hash *from_root,
			      uint64_t to, const struct merkle_hash *to_root)
{
	struct merkle_hash path[MERKLE_PROOF_MAX + 1], old_root, new_root;
	size_t count = 0;

	if (from > to || proof->count > MERKLE_PROOF_MAX)
		return false;
	if (from == to)
		return proof->count == 0 && merkle_equal(from_root, to_root);
	if (from == 0) {
		struct merkle_edge empty = {0};
		struct merkle_hash nothing = merkle_edge_root(&empty);
		return proof->count == 0 && merkle_equal(from_root, &nothing);
	}
	if ((from & (from - 1)) == 0)
		path[count++] = *from_root;
	for (size_t i = 0; i < proof->count; i++)
		path[count++] = proof->hashes[i];
	return fold_consistency(path, count, from, to, &old_root, &new_root) && merkle_equal(&old_root, from_root) &&
	       merkle_equal(&new_root, to_root);
}
