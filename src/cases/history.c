/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/history.h"

#include <string.h>

#include "base/buf.h"
#include "codec/digest.h"

/* A reason is capped at 2,000 characters and a detail at 64 KiB where they enter. */
#define SEALED_MAX ((size_t)256 * 1024)

static void add_part(struct buf *bytes, const char *text)
{
	buf_printf(bytes, "%zu:", strlen(text));
	buf_add_text(bytes, text);
}

void history_seal(struct history_entry *entry, const char *before)
{
	unsigned char digest[32];
	BUF_SCOPED bytes;

	buf_init(&bytes, SEALED_MAX);
	add_part(&bytes, before);
	buf_printf(&bytes, "%lld,%lld,%lld,%lld;", (long long)entry->case_id, (long long)entry->position,
		   (long long)entry->at_ms, (long long)entry->actor_id);
	add_part(&bytes, case_state_event_name(entry->event));
	add_part(&bytes, case_state_name(entry->state));
	add_part(&bytes, actor_kind_name(entry->actor_kind));
	add_part(&bytes, entry->actor_name);
	add_part(&bytes, entry->reason);
	add_part(&bytes, entry->detail);
	digest_sha256(buf_str(&bytes), digest);
	digest_hex(str_of(digest, sizeof(digest)), entry->hash);
}

static enum err check_entry(const struct history_entry *entry, size_t index, const char *before, enum case_state from,
			    struct fault *why)
{
	struct history_entry again = *entry;
	enum case_state to;
	const char *problem = NULL;

	history_seal(&again, before);
	if (entry->position != (int64_t)index + 1)
		problem = "an entry is missing before it";
	else if (strcmp(again.hash, entry->hash) != 0)
		problem = "its content or the chain before it was changed";
	else if (!case_state_advance(from, entry->event, &to) || to != entry->state)
		problem = "its event cannot lead to its state";
	if (!problem)
		return ERR_OK;
	return fault_set(why, ERR_CORRUPT, "case %lld, entry %lld (%s): %s", (long long)entry->case_id,
			 (long long)entry->position, case_state_event_name(entry->event), problem);
}

enum err history_fold(const struct history_entry *entries, size_t count, const char *edition,
		      enum case_state *ret_state, struct fault *why)
{
	enum case_state state = CASE_STATE_NONE;
	const char *before = edition;

	for (size_t i = 0; i < count; i++) {
		enum err err = check_entry(&entries[i], i, before, state, why);
		if (err)
			return err;
		state = entries[i].state;
		before = entries[i].hash;
	}
	*ret_state = state;
	return ERR_OK;
}
