/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/fingerprint/fingerprint_filter.h"

#include <string.h>

#include "base/ascii.h"

#define PIECE      3 /* bytes */
#define TABLE_BITS 12

/* A literal under one of its pieces. */
struct slot {
	uint32_t next; /* in the chain, 0 ends it */
	uint32_t pattern;
	uint32_t piece;
	uint32_t offset; /* of the piece in the literal */
	struct str literal;
};

struct fingerprint_filter {
	uint32_t chains[1u << TABLE_BITS];
	struct slot *slots; /* from 1 */
	size_t slot_count;
	uint64_t *always; /* patterns that need no literal */
	size_t words;
};

static uint32_t lower(char byte)
{
	return (unsigned char)ascii_lower(byte);
}

static uint32_t piece_at(const char *bytes)
{
	return lower(bytes[0]) << 16 | lower(bytes[1]) << 8 | lower(bytes[2]);
}

static uint32_t chain_of(uint32_t piece)
{
	return piece * 2654435761u >> (32 - TABLE_BITS);
}

/* The piece that stands in the fewest literals, so that common words cost nothing. */
static uint32_t rarest_offset(const uint32_t *uses, struct str literal)
{
	uint32_t best = 0;

	for (uint32_t i = 1; i + PIECE <= literal.n; i++)
		if (uses[chain_of(piece_at(literal.p + i))] < uses[chain_of(piece_at(literal.p + best))])
			best = i;
	return best;
}

static void add_slot(struct fingerprint_filter *filter, const uint32_t *uses, size_t pattern, struct str literal)
{
	uint32_t offset = rarest_offset(uses, literal), piece = piece_at(literal.p + offset);
	uint32_t *chain = &filter->chains[chain_of(piece)];

	filter->slots[++filter->slot_count] = (struct slot){
		.next = *chain, .pattern = (uint32_t)pattern, .piece = piece, .offset = offset, .literal = literal};
	*chain = (uint32_t)filter->slot_count;
}

struct fingerprint_filter *fingerprint_filter_new(struct arena *arena, const struct fingerprint_needs *needs,
						  size_t count)
{
	struct fingerprint_filter *filter = arena_alloc(arena, sizeof(*filter));
	uint32_t *uses = arena_array(arena, 1u << TABLE_BITS, sizeof(*uses));
	size_t literals = 0;

	for (size_t i = 0; i < count; i++) {
		literals += needs[i].count;
		for (size_t j = 0; j < needs[i].count; j++)
			for (size_t k = 0; k + PIECE <= needs[i].literals[j].n; k++)
				uses[chain_of(piece_at(needs[i].literals[j].p + k))]++;
	}
	filter->words = (count + 63) / 64;
	filter->always = arena_array(arena, filter->words, sizeof(*filter->always));
	filter->slots = arena_array(arena, literals + 1, sizeof(*filter->slots));
	for (size_t i = 0; i < count; i++) {
		if (needs[i].count == 0)
			filter->always[i / 64] |= UINT64_C(1) << i % 64;
		for (size_t j = 0; j < needs[i].count; j++)
			add_slot(filter, uses, i, needs[i].literals[j]);
	}
	return filter;
}

size_t fingerprint_filter_words(const struct fingerprint_filter *filter)
{
	return filter->words;
}

static bool is_there(const struct slot *slot, struct str text, size_t piece_start)
{
	if (piece_start < slot->offset || text.n - (piece_start - slot->offset) < slot->literal.n)
		return false;
	text = str_skip(text, piece_start - slot->offset);
	for (size_t i = 0; i < slot->literal.n; i++)
		if (lower(text.p[i]) != (unsigned char)slot->literal.p[i])
			return false;
	return true;
}

void fingerprint_filter_scan(const struct fingerprint_filter *filter, struct str text, uint64_t *ret_bits)
{
	uint32_t piece = 0;

	memcpy(ret_bits, filter->always, filter->words * sizeof(*ret_bits));
	for (size_t i = 0; i < text.n; i++) {
		piece = (piece << 8 | lower(text.p[i])) & 0xffffff;
		if (i + 1 < PIECE)
			continue;
		for (uint32_t at = filter->chains[chain_of(piece)]; at; at = filter->slots[at].next) {
			const struct slot *slot = &filter->slots[at];
			if (slot->piece == piece && is_there(slot, text, i + 1 - PIECE))
				ret_bits[slot->pattern / 64] |= UINT64_C(1) << slot->pattern % 64;
		}
	}
}
