/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ed25519 keys of signed notes (C2SP signed-note): what a log signs its heads with and a witness its cosignatures, and
 * the texts in which keys are kept in files and handed over: "name+hash+base64" for checking,
 * "PRIVATE+KEY+name+hash+base64" for signing, as Go's golang.org/x/mod/sumdb/note reads and writes them.
 */
#ifndef TENKEN_SEAL_NOTE_KEY_H
#define TENKEN_SEAL_NOTE_KEY_H

#include "base/buf.h"

#define NOTE_NAME_MAX    127
#define NOTE_SEED_SIZE   32
#define NOTE_PUBLIC_SIZE 32

/* What a signature made by the key says: the type byte of the specification. */
enum note_type {
	NOTE_SIGNATURE = 1,   /* over the text */
	NOTE_COSIGNATURE = 4, /* over the text and a time: tlog-cosignature */
};

struct note_key {
	char name[NOTE_NAME_MAX + 1];
	uint32_t id; /* first four bytes of SHA-256(name || "\n" || type || public) */
	enum note_type type;
	unsigned char public[NOTE_PUBLIC_SIZE];
};

struct note_signer {
	struct note_key key;
	unsigned char seed[NOTE_SEED_SIZE]; /* secret */
};

/* A name is 1 to NOTE_NAME_MAX printable ASCII characters without space and "+", such as "check.example.jp/log". */
bool note_name_is_valid(struct str name);

/* A new key; NULL for a seed takes one from the system's randomness. ERR_INVALID for an invalid name. */
MUST_USE enum err note_signer_new(struct str name, enum note_type type, const unsigned char *seed,
				  struct note_signer *ret_signer, struct fault *why);

/* ERR_INVALID says what is wrong with the text; white space around it is passed over. */
MUST_USE enum err note_key_read(struct str text, struct note_key *ret_key, struct fault *why);
MUST_USE enum err note_signer_read(struct str text, struct note_signer *ret_signer, struct fault *why);

/* Without a line's end. */
void note_key_write(const struct note_key *key, struct buf *text);
void note_signer_write(const struct note_signer *signer, struct buf *text);

#endif
