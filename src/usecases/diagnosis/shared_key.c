/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/shared_key.h"

#include <string.h>

#include "store/diagnosis/seen_key_store.h"
#include "usecases/case_task.h"
#include "usecases/edition_shelf.h"
#include "usecases/receipt.h"

const char *shared_key_of(struct arena *arena, const struct observation *seen)
{
	const char *digest, *protocol = NULL;

	if (!strcmp(seen->kind, "tls.certificate") && value_get_int(seen->data, "position", -1) == 0)
		protocol = "tls";
	else if (!strcmp(seen->kind, "ssh.host_key"))
		protocol = "ssh";
	digest = protocol ? value_get_text(seen->data, "public_key_sha256") : "";
	return *digest ? arena_printf(arena, "%s:%.64s", protocol, digest) : NULL;
}

#define HOSTING_COMPANIES 5 /* a key of so many others is their hosting company's */

static enum err make_task(struct tx *tx, const struct office *office, const struct edition *edition, int64_t case_id,
			  int64_t other_id, struct fault *why)
{
	struct case_row other;
	bool is_new;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_store_load(tx, &arena, other_id, &other, why);
	return err ? err
		   : case_task_make(tx, office, edition, case_id, TASK_KIND_SHARED_KEY, receipt_format(&arena, &other),
				    &is_new, why);
}

static enum err note_one(struct tx *tx, const struct office *office, const struct edition *edition,
			 const struct case_row *row, const char *key, struct fault *why)
{
	const struct seen_key_case of = {row->id, row->corporate_number, row->mail};
	int64_t *others;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = seen_key_store_add(tx, key, row->id, why);
	if (!err)
		err = seen_key_store_list_others(tx, &arena, key, &of, &others, &count, why);
	for (size_t i = 0; !err && count < HOSTING_COMPANIES && i < count; i++)
		err = make_task(tx, office, edition, row->id, others[i], why);
	return err;
}

enum err shared_key_note(struct tx *tx, const struct office *office, const struct case_row *row,
			 const char *const *keys, size_t count, struct fault *why)
{
	const struct edition *edition;
	enum err err = edition_shelf_current(office->editions, tx, row->edition, &edition, why);

	for (size_t i = 0; !err && i < count; i++)
		err = note_one(tx, office, edition, row, keys[i], why);
	return err;
}
