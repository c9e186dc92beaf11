/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/witness_list.h"

#include <stdio.h>

#include "store/seal/cosignature_store.h"
#include "store/seal/log_store.h"
#include "store/system/setting_store.h"
#include "usecases/office_open.h"
#include "usecases/seal/log_head.h"

static struct value *witness(struct arena *arena, const struct note_key *key, const struct checkpoint *head,
			     int64_t at_s)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "name", arena_strdup(arena, key->name));
	value_set_int(arena, map, "size", (int64_t)head->size);
	value_set_int(arena, map, "at_ms", at_s * 1000);
	return map;
}

enum err witness_list_of(struct tx *tx, struct arena *arena, const struct note *note, const struct checkpoint *head,
			 struct value **ret_list, struct fault *why)
{
	struct value *list = value_list(arena);
	const char *keys = "";
	struct str rest;
	enum err err = setting_store_get(tx, arena, OFFICE_WITNESS_KEYS, &keys, why);

	for (rest = str_from(keys); !err && rest.n;) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct note_key key;
		int64_t at_s;

		if (!line.n)
			continue;
		if (note_key_read(line, &key, why))
			return fault_prefix(why, ERR_CORRUPT, "the setting " OFFICE_WITNESS_KEYS);
		if (note_check(note, &key, &at_s) == NOTE_SIGNED)
			value_add(arena, list, witness(arena, &key, head, at_s));
	}
	if (!err)
		*ret_list = list;
	return err;
}

/* The head of that size as a note that bears the kept signatures. */
static enum err write_note(struct tx *tx, struct arena *arena, const struct checkpoint *head, struct buf *text,
			   struct fault *why)
{
	struct cosignature_row *rows;
	size_t count;
	enum err err = cosignature_store_list(tx, arena, (int64_t)head->size, &rows, &count, why);

	if (err)
		return err;
	checkpoint_write(head, text);
	buf_add_byte(text, '\n');
	for (size_t i = 0; i < count; i++)
		buf_add_text(text, rows[i].line);
	return buf_finish(text, "a co-signed head", why);
}

enum err witness_list_newest(struct tx *tx, struct arena *arena, const char *origin, struct value **ret_list,
			     struct fault *why)
{
	struct merkle_nodes nodes = log_store_nodes(tx);
	struct checkpoint head = {0};
	struct merkle_edge edge;
	struct note note;
	struct fault unusable;
	int64_t size;
	BUF_SCOPED text;
	enum err err = cosignature_store_newest(tx, &size, why);

	if (err)
		return err;
	*ret_list = value_list(arena);
	/* What does not fit the log is a difference that verifying names by itself. */
	if (size <= 0 || merkle_edge_load(&nodes, (uint64_t)size, &edge, &unusable))
		return ERR_OK;
	snprintf(head.origin, sizeof(head.origin), "%s", origin);
	head.size = (uint64_t)size;
	head.root = merkle_edge_root(&edge);
	buf_init(&text, NOTE_BYTES_MAX);
	err = write_note(tx, arena, &head, &text, why);
	if (err || note_read(arena, str_from(arena_strdup(arena, buf_text(&text))), &note, &unusable))
		return err;
	return witness_list_of(tx, arena, &note, &head, ret_list, why);
}
