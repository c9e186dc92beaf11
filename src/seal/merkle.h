/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The Merkle tree of RFC 9162 section 2.1 over SHA-256: the hash of a log of which nothing can be changed, removed,
 * inserted or reordered without changing the hash, and the short proofs that an entry is in it and that it only grew.
 *
 * Nothing is kept here. The keeper of the tree stores the hash of every complete subtree once, when the leaf that
 * completes it is appended (at most two a leaf on average), and hands them out again through merkle_nodes; then a root
 * or a proof costs O(log size) reads.
 */
#ifndef TENKEN_SEAL_MERKLE_H
#define TENKEN_SEAL_MERKLE_H

#include "base/fault.h"
#include "base/str.h"

#define MERKLE_HASH_SIZE 32
#define MERKLE_LEVELS    63 /* a log has fewer than 2^63 entries, so that its size is an int64_t too */
#define MERKLE_PROOF_MAX (MERKLE_LEVELS + 2)

struct merkle_hash {
	unsigned char bytes[MERKLE_HASH_SIZE];
};

/* SHA-256(0x00 || entry) */
struct merkle_hash merkle_leaf(struct str entry);
/* SHA-256(0x01 || left || right) */
struct merkle_hash merkle_node(const struct merkle_hash *left, const struct merkle_hash *right);
bool merkle_equal(const struct merkle_hash *a, const struct merkle_hash *b);

/* ---- growing ---- */

/* All that is needed to append: the roots of the complete subtrees, one for each bit set in size. Zeroed: empty. */
struct merkle_edge {
	uint64_t size;
	struct merkle_hash peaks[MERKLE_LEVELS]; /* peaks[l] covers 2^l leaves; counts where bit l of size is set */
};

/* A subtree that an append completed: the leaves from index << level to (index + 1) << level. */
struct merkle_subtree {
	unsigned level;
	uint64_t index;
	struct merkle_hash hash;
};

/* Appends a leaf and writes the subtrees that it completes, the leaf itself first; returns how many. */
size_t merkle_append(struct merkle_edge *edge, const struct merkle_hash *leaf,
		     struct merkle_subtree ret_completed[MERKLE_LEVELS]);

/* The root of the leaves appended so far; SHA-256 of nothing for an empty log. */
struct merkle_hash merkle_edge_root(const struct merkle_edge *edge);

/* ---- asking a kept tree ---- */

struct merkle_nodes {
	/* The hash of a complete subtree, as merkle_append told it. */
	enum err (*read)(void *context, unsigned level, uint64_t index, struct merkle_hash *ret_hash,
			 struct fault *why);
	void *context;
};

struct merkle_proof {
	size_t count;
	struct merkle_hash hashes[MERKLE_PROOF_MAX]; /* from the leaf up */
};

/* The edge of the first `size` leaves, to go on appending or to take the root. */
MUST_USE enum err merkle_edge_load(const struct merkle_nodes *nodes, uint64_t size, struct merkle_edge *ret_edge,
				   struct fault *why);

/* That leaf `index` (from 0) is in the log of that size: RFC 9162 section 2.1.3.1. ERR_INVALID unless index < size. */
MUST_USE enum err merkle_prove_inclusion(const struct merkle_nodes *nodes, uint64_t size, uint64_t index,
					 struct merkle_proof *ret_proof, struct fault *why);

/* That the log of size `to` begins with the log of size `from`: section 2.1.4.1. ERR_INVALID unless from <= to. */
MUST_USE enum err merkle_prove_consistency(const struct merkle_nodes *nodes, uint64_t from, uint64_t to,
					   struct merkle_proof *ret_proof, struct fault *why);

/* ---- checking; no store is needed ---- */

/* Section 2.1.3.2. False for a proof that shows anything else, or that is longer or shorter than it must be. */
bool merkle_check_inclusion(const struct merkle_proof *proof, uint64_t size, uint64_t index,
			    const struct merkle_hash *leaf, const struct merkle_hash *root);

/* Section 2.1.4.2. Every log begins with the empty one; its proof is empty. */
bool merkle_check_consistency(const struct merkle_proof *proof, uint64_t from, const struct merkle_hash *from_root,
			      uint64_t to, const struct merkle_hash *to_root);

#endif
