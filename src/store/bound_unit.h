/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the log binds (docs/log-format.md): the rows of every table but those that bound_unit_free_tables names, in
 * units. A unit is what one commitment covers: a row, or a few rows that are written together. Its content is every
 * column of its rows, each with its length, so that no two contents share their bytes.
 *
 * A table that is added gets its row here, or a test says that it has none.
 */
#ifndef TENKEN_STORE_BOUND_UNIT_H
#define TENKEN_STORE_BOUND_UNIT_H

#include "seal/log_entry.h"
#include "store/tx.h"

enum bound_unit {
	BOUND_SETTING,          /* name */
	BOUND_PERSON,           /* id */
	BOUND_STAFF_INVITATION, /* id */
	BOUND_PASSKEY,          /* id */
	BOUND_EXPERT,           /* person */
	BOUND_EDITION,          /* id */
	BOUND_EDITION_VERSION,  /* edition, version */
	BOUND_CASE,             /* id */
	BOUND_LEFT_RANKS,       /* of a case, all of them */
	BOUND_INVITATION,       /* id */
	BOUND_EVENT,            /* case, position */
	BOUND_ANSWERS,          /* case, form */
	BOUND_CONSENTS,         /* case: all its consents */
	BOUND_MESSAGE,          /* id */
	BOUND_MAIL_HOLD,        /* case */
	BOUND_TASK,
	BOUND_NOTE,          /* id */
	BOUND_AUTHORISATION, /* id */
	BOUND_DIAGNOSIS,     /* id */
	BOUND_OBSERVATIONS,  /* diagnosis, block: BOUND_BLOCK lines, the first block is 0 */
	BOUND_HANDED_REPORT,
	BOUND_FINDINGS,        /* diagnosis: all of its newest judgement */
	BOUND_JUDGEMENTS,      /* diagnosis: all its later judgements */
	BOUND_FORMER_FINDINGS, /* diagnosis, number of the judgement */
	BOUND_ADVICE,          /* case, version */
	BOUND_EXPLANATION,     /* case, position */
	BOUND_OWNERSHIP,       /* case, position */
	BOUND_COSIGNATURE      /* size, key */
};
#define BOUND_UNITS (BOUND_COSIGNATURE + 1)
#define BOUND_BLOCK INT64_C(256)

#define BOUND_KEY_PARTS_MAX 2

/* Which unit of its kind: the columns that name it, as one word ("12.application"). */
struct bound_key {
	char text[LOG_ENTRY_WORD_MAX + 1];
};

const char *bound_unit_name(enum bound_unit unit); /* of the table, and of the commitment in an entry */
bool bound_unit_parse(struct str name, enum bound_unit *ret_unit);

/* The key that these values make. False when it is too long. */
bool bound_unit_key(const struct param *key, size_t parts, struct bound_key *ret_key);

/* The table's columns as they are bound, separated by ", ": for the test that none is missing. */
const char *bound_unit_columns(enum bound_unit unit);

/* Tables that no entry binds, ended by NULL: what changes without a deed, and what the log itself is kept in, which
 * verifying recomputes. */
extern const char *const bound_unit_free_tables[];

#endif
