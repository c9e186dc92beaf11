/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which of many patterns can match a text at all: those of whose literals (fingerprint_literal.h) one is in it. One
 * pass over the text with a table of three-byte pieces; a piece found is compared with the whole literal. ASCII case is
 * ignored throughout, so that a pattern with or without regard to case is never lost.
 */
#ifndef TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_FILTER_H
#define TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_FILTER_H

#include <stdint.h>

#include "knowledge/fingerprint/fingerprint_literal.h"

struct fingerprint_filter;

/* For patterns 0 to count - 1. The filter and the literals live in the arena. */
struct fingerprint_filter *fingerprint_filter_new(struct arena *arena, const struct fingerprint_needs *needs,
						  size_t count);

/* Number of 64-bit words that hold one bit a pattern. */
size_t fingerprint_filter_words(const struct fingerprint_filter *filter);

/* Sets the bits of the patterns that can match and clears the others. */
void fingerprint_filter_scan(const struct fingerprint_filter *filter, struct str text, uint64_t *ret_bits);

#endif
