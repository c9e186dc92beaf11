/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The editions that a store holds, and every version of each. A version is added once and never changed but by being
 * published.
 */
#ifndef TENKEN_STORE_SYSTEM_EDITION_STORE_H
#define TENKEN_STORE_SYSTEM_EDITION_STORE_H

#include "cases/edition_state.h"
#include "store/db.h"

struct edition_row {
	const char *id;
	const char *receipt_prefix; /* of no other edition */
	enum edition_state state;
	int64_t version;   /* the current one; 0 before the first is published */
	int64_t closed_by; /* person id; 0: the command line of the store's administrator */
	int64_t closed_ms; /* 0 while it is not closed */
};

struct edition_version_row {
	const char *edition;
	int64_t version;     /* from 1 */
	const char *parts;   /* packed (programme/edition_parts.h); NULL in lists */
	const char *hash;    /* of the parts */
	const char *reason;  /* "" for a first version */
	const char *changes; /* against the one before: "period texts"; "" for a first version */
	int64_t proposed_by; /* person id; 0: the command line of the store's administrator */
	int64_t proposed_ms;
	int64_t published_by; /* likewise */
	int64_t published_ms; /* 0: it is not published */
};

/* ERR_CONFLICT when another edition has this receipt prefix: two cases would have one receipt number. */
MUST_USE enum err edition_store_demand_prefix(struct tx *tx, const char *id, const char *prefix, struct fault *why);

/* ERR_CONFLICT when the store has an edition of that id or prefix. */
MUST_USE enum err edition_store_insert(struct tx *tx, const struct edition_row *row, struct fault *why);

/* ERR_NOT_FOUND when there is no such edition. */
MUST_USE enum err edition_store_load(struct tx *tx, struct arena *arena, const char *id, struct edition_row *ret_row,
				     struct fault *why);

/* Saves all but the id. ERR_CONFLICT as above. */
MUST_USE enum err edition_store_save(struct tx *tx, const struct edition_row *row, struct fault *why);

/* All, in the order of their ids. */
MUST_USE enum err edition_store_list(struct tx *tx, struct arena *arena, struct edition_row **ret_rows,
				     size_t *ret_count, struct fault *why);

MUST_USE enum err edition_store_add_version(struct tx *tx, const struct edition_version_row *row, struct fault *why);

/* Saves published_by and published_ms. */
MUST_USE enum err edition_store_publish_version(struct tx *tx, const struct edition_version_row *row,
						struct fault *why);

/* ERR_NOT_FOUND when there is no such version. */
MUST_USE enum err edition_store_load_version(struct tx *tx, struct arena *arena, const char *edition, int64_t version,
					     struct edition_version_row *ret_row, struct fault *why);

/* All versions of an edition without their parts, the newest first. */
MUST_USE enum err edition_store_list_versions(struct tx *tx, struct arena *arena, const char *edition,
					      struct edition_version_row **ret_rows, size_t *ret_count,
					      struct fault *why);

#endif
