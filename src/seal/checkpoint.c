/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/checkpoint.h"

#include <string.h>

#include "base/ascii.h"
#include "codec/digest.h"

void checkpoint_write(const struct checkpoint *checkpoint, struct buf *text)
{
	buf_printf(text, "%s\n%llu\n", checkpoint->origin, (unsigned long long)checkpoint->size);
	digest_base64_add(text, str_of(checkpoint->root.bytes, sizeof(checkpoint->root.bytes)));
	buf_add_byte(text, '\n');
}

void checkpoint_write_signed(const struct note_signer *signer, uint64_t size, const struct merkle_hash *root,
			     struct buf *text)
{
	struct checkpoint checkpoint = {.size = size, .root = *root};
	BUF_SCOPED body;

	buf_init(&body, NOTE_BYTES_MAX);
	memcpy(checkpoint.origin, signer->key.name, sizeof(checkpoint.origin));
	checkpoint_write(&checkpoint, &body);
	buf_add(text, buf_str(&body));
	buf_add_byte(text, '\n');
	note_sign(signer, buf_str(&body), 0, text);
}

/* Decimal digits in their one form: no sign, no leading zero. */
static bool read_size(struct str line, uint64_t *ret_size)
{
	return (line.n == 1 || !str_starts(line, "0")) && str_to_u64(line, ret_size) && *ret_size >> MERKLE_LEVELS == 0;
}

static bool read_root(struct str line, struct merkle_hash *ret_root)
{
	struct str bytes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!digest_base64_decode(&arena, line, &bytes) || bytes.n != sizeof(ret_root->bytes))
		return false;
	memcpy(ret_root->bytes, bytes.p, bytes.n);
	return true;
}

enum err checkpoint_read(struct str text, struct checkpoint *ret_checkpoint, struct fault *why)
{
	struct str origin, size, root;
	struct checkpoint checkpoint = {.size = 0};

	if (!str_ends(text, "\n"))
		return fault_set(why, ERR_INVALID, "a head ends with a whole line");
	text.n--;
	origin = str_cut(&text, '\n');
	size = str_cut(&text, '\n');
	root = str_cut(&text, '\n');
	if (!note_name_is_valid(origin))
		return fault_set(why, ERR_INVALID, "line 1 of a head names the log: 1 to %d characters without spaces",
				 NOTE_NAME_MAX);
	if (!read_size(size, &checkpoint.size))
		return fault_set(why, ERR_INVALID, "line 2 of a head is the number of entries");
	if (!read_root(root, &checkpoint.root))
		return fault_set(why, ERR_INVALID, "line 3 of a head is the base64 of 32 bytes");
	while (text.p)
		if (str_cut(&text, '\n').n == 0)
			return fault_set(why, ERR_INVALID, "a head has no empty line");
	memcpy(checkpoint.origin, origin.p, origin.n);
	*ret_checkpoint = checkpoint;
	return ERR_OK;
}

/* The number at the first digit in a line. */
static bool find_size(struct str line, uint64_t *ret_size)
{
	size_t begin = 0, end;

	while (begin < line.n && !ascii_is_digit(line.p[begin]))
		begin++;
	for (end = begin; end < line.n && ascii_is_digit(line.p[end]);)
		end++;
	return read_size(str_of(line.p + begin, end - begin), ret_size);
}

bool checkpoint_read_mail_line(struct str text, struct checkpoint *ret_checkpoint)
{
	while (text.n) {
		struct str line = str_trim(str_cut(&text, '\n')), rest = line, word = rest;
		struct checkpoint checkpoint = {.size = 0};

		while (rest.n)
			word = str_cut(&rest, ' ');
		if (word.n == line.n || !read_root(word, &checkpoint.root) ||
		    !find_size(str_head(line, line.n - word.n), &checkpoint.size))
			continue;
		*ret_checkpoint = checkpoint;
		return true;
	}
	return false;
}

enum err checkpoint_open(struct arena *arena, struct str bytes, const struct note_key *key, struct note *ret_note,
			 struct checkpoint *ret_checkpoint, struct fault *why)
{
	struct checkpoint checkpoint;
	struct note note;
	enum err err = note_read(arena, bytes, &note, why);

	if (!err)
		err = checkpoint_read(note.text, &checkpoint, why);
	if (err)
		return err;
	if (strcmp(checkpoint.origin, key->name) != 0)
		return fault_set(why, ERR_DENIED, "this is a head of %s, the key is of %s", checkpoint.origin,
				 key->name);
	switch (note_check(&note, key, NULL)) {
	case NOTE_UNSIGNED:
		return fault_set(why, ERR_DENIED, "the head of %s has no signature of this key (%08x)", key->name,
				 key->id);
	case NOTE_FORGED:
		return fault_set(why, ERR_DENIED,
				 "the signature of the head of %s is not by its key: it is forged, or was changed",
				 key->name);
	case NOTE_SIGNED: break;
	}
	*ret_note = note;
	*ret_checkpoint = checkpoint;
	return ERR_OK;
}
