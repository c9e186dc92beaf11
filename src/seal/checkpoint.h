/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The head of a log as C2SP tlog-checkpoint writes it: three lines, origin, number of entries and base64 of the root
 * hash. Signed as a note (seal/note.h) it is what a verifier keeps: with one of them, a verifier finds every later
 * change of what was before it.
 */
#ifndef TENKEN_SEAL_CHECKPOINT_H
#define TENKEN_SEAL_CHECKPOINT_H

#include "seal/merkle.h"
#include "seal/note.h"

struct checkpoint {
	char origin[NOTE_NAME_MAX + 1]; /* names the log; also the name of the key that signs it */
	uint64_t size;
	struct merkle_hash root;
};

/* The three lines, to be signed. */
void checkpoint_write(const struct checkpoint *checkpoint, struct buf *text);

/* The whole note: the three lines, an empty line, the signature. The signer's name is the origin. */
void checkpoint_write_signed(const struct note_signer *signer, uint64_t size, const struct merkle_hash *root,
			     struct buf *text);

/* Reads a note's text. Further lines are passed over, as the specification wants it. ERR_INVALID names the line. */
MUST_USE enum err checkpoint_read(struct str text, struct checkpoint *ret_checkpoint, struct fault *why);

/* Reads the line that ends each mail of the office, "... 123 ... ROOT": of the text's lines the first that holds a
 * number and then the base64 of a root. Nobody signed it: it is worth what the reader's own mail is worth. The origin
 * stays "". False when there is no such line. */
bool checkpoint_read_mail_line(struct str text, struct checkpoint *ret_checkpoint);

/* Reads a whole note and demands the signature of the log's key, whose name must be the origin. ERR_DENIED: it has
 * none, or a forged one. */
MUST_USE enum err checkpoint_open(struct arena *arena, struct str bytes, const struct note_key *key,
				  struct note *ret_note, struct checkpoint *ret_checkpoint, struct fault *why);

#endif
