/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures by any number of keys, each
 * an em dash, a space, the name, a space and base64(id || signature). A signature is Ed25519 over the text; a
 * cosignature (tlog-cosignature) is over a time and the text and says when a witness saw that the log had only grown.
 */
#ifndef TENKEN_SEAL_NOTE_H
#define TENKEN_SEAL_NOTE_H

#include "base/arena.h"
#include "seal/note_key.h"

#define NOTE_BYTES_MAX      ((size_t)64 * 1024)
#define NOTE_SIGNATURES_MAX 32 /* the specification asks for at least 16 */

struct note_signature {
	struct str name;
	uint32_t id;
	struct str bytes; /* behind the id */
};

struct note {
	struct str text; /* with its last line's end, without the empty line */
	struct note_signature signatures[NOTE_SIGNATURES_MAX];
	size_t count;
};

/* Appends one signature line of the text. at_s, Unix seconds, is said by a cosignature only. */
void note_sign(const struct note_signer *signer, struct str text, int64_t at_s, struct buf *lines);

/* Appends the signature lines of this key alone. */
void note_write_lines_of(const struct note *note, const struct note_key *key, struct buf *lines);

/* Appends the note as it was read, with the signatures of this key and of no other. */
void note_write_signed_by(const struct note *note, const struct note_key *key, struct buf *bytes);

/* ERR_INVALID says what is no note: control characters, no empty line, a signature line in another form. Signatures of
 * keys that nobody asks for are kept and mean nothing. The arena and the bytes must outlive the note. */
MUST_USE enum err note_read(struct arena *arena, struct str bytes, struct note *ret_note, struct fault *why);

enum note_verdict {
	NOTE_UNSIGNED, /* the key has signed nothing here */
	NOTE_SIGNED,
	NOTE_FORGED, /* a line says that the key signed, and it did not */
};

/* *ret_at_s is when a cosignature was made; 0 for a signature. May be NULL. */
enum note_verdict note_check(const struct note *note, const struct note_key *key, int64_t *ret_at_s);

#endif
