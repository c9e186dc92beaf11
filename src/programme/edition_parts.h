/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An edition as it is written: the files of one folder, held in memory by name and in the order of their names, so
 * that equal folders give equal texts. The packed text is what a store keeps (a JSON object, name to text), and its
 * hash tells one version of an edition from another.
 */
#ifndef TENKEN_PROGRAMME_EDITION_PARTS_H
#define TENKEN_PROGRAMME_EDITION_PARTS_H

#include "base/buf.h"

#define EDITION_PARTS_MAX  200
#define EDITION_BYTES_MAX  ((size_t)1024 * 1024)   /* of all names and parts together */
#define EDITION_PACKED_MAX (7 * EDITION_BYTES_MAX) /* JSON writes a byte as six at the most */
#define EDITION_HASH_SIZE  65                      /* SHA-256 in hex, terminated */

/* The file that every edition has, and the folders beside it whose files belong to the edition too. */
#define EDITION_HEAD_FILE "edition.yaml"
#define EDITION_FOLDERS   "advice", "forms", "mails", "shared"
#define EDITION_ADVICE    "advice/" /* a part of the catalogue of measures is NAME.yaml in it */
#define EDITION_MAILS     "mails/"  /* a mail is NAME.yaml in it */

struct edition_part {
	const char *name; /* "edition.yaml", "mails/receipt.yaml" */
	struct str bytes;
};

/* Begins as {.folder = ...}. Names and bytes are borrowed. */
struct edition_parts {
	const char *folder; /* stands before the names in messages */
	size_t count, bytes;
	struct edition_part items[EDITION_PARTS_MAX]; /* by name */
};

/* ERR_CONFLICT for a name that is there already, ERR_TOO_LARGE beyond the bounds above. */
MUST_USE enum err edition_parts_add(struct edition_parts *parts, const char *name, struct str bytes, struct fault *why);

const struct edition_part *edition_parts_find(const struct edition_parts *parts, const char *name); /* or NULL */

/* The parts as one text. ERR_TOO_LARGE when out is full. */
MUST_USE enum err edition_parts_pack(const struct edition_parts *parts, struct buf *out, struct fault *why);

/* Back again, into empty parts; the bytes live in the arena. ERR_CORRUPT for what edition_parts_pack did not write. */
MUST_USE enum err edition_parts_unpack(struct arena *arena, struct str packed, struct edition_parts *parts,
				       struct fault *why);

/* Of the packed text. */
void edition_parts_hash(const struct edition_parts *parts, char hash[EDITION_HASH_SIZE]);

#endif
