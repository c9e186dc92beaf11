/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One entry of the log: that something happened, and commitments to all that was said. Its bytes are lines of text in
 * one fixed order (docs/log-format.md), so that a stranger can read a log with nothing but this page; each entry has
 * exactly one form, and what is not in that form is no entry.
 */
#ifndef TENKEN_SEAL_LOG_ENTRY_H
#define TENKEN_SEAL_LOG_ENTRY_H

#include "base/arena.h"
#include "base/buf.h"
#include "seal/commitment.h"

#define LOG_ENTRY_BYTES_MAX   ((size_t)64 * 1024)
#define LOG_ENTRY_WORD_MAX    63  /* bytes of a kind, an edition's id, a state, a key ... */
#define LOG_ENTRY_BOUND_MAX   512 /* commitments of one entry */
#define LOG_ENTRY_RANDOM_SIZE 16

/* A commitment to one piece of content: which kind of content, and which row holds it. Both are words, never ""; a key
 * may hold "." too, so that it can name a row by several columns. */
struct log_bound {
	const char *name; /* "answers", "consent" ... */
	const char *key;  /* "12", "12.application" ... */
	struct commitment commitment;
};

/* Words are of a-z, 0-9, "_" and "-"; "" stands for none. Numbers are 0 where there is none. */
struct log_entry {
	const char *kind;    /* what happened: "applied", "person_added" ... */
	const char *edition; /* "" for what concerns the whole office */
	int64_t case_number;
	int64_t at_ms;          /* Unix time of the office's clock */
	const char *actor_kind; /* "company", "person", "program" */
	int64_t actor_id;
	const char *state;                           /* of the case, after it */
	const char *course;                          /* that the case stands in after it */
	int64_t arrival;                             /* rank of arrival in the course, from 1 */
	bool holds_place;                            /* after it */
	const char *rule;                            /* by which something was erased: "retention_5y" */
	unsigned char random[LOG_ENTRY_RANDOM_SIZE]; /* so that an entry without commitments cannot be guessed from its
							hash */
	const struct log_bound *bound;
	size_t bound_count;
};

/* ERR_INVALID names the member that cannot be written: a word with another character, a number below 0. ERR_TOO_LARGE:
 * more than LOG_ENTRY_BOUND_MAX or LOG_ENTRY_BYTES_MAX. */
MUST_USE enum err log_entry_write(const struct log_entry *entry, struct buf *bytes, struct fault *why);

/* Reads just what log_entry_write writes. ERR_INVALID names the line. The words live in the arena. */
MUST_USE enum err log_entry_read(struct arena *arena, struct str bytes, struct log_entry *ret_entry, struct fault *why);

#endif
