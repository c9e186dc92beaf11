/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A proof of place, checked for the company that holds it: no store, no network, nothing but the proof, a head kept
 * from elsewhere and the log's public key.
 */
#include "base/lang.h"
#include "calendar/day.h"
#include "cli/command.h"
#include "cli/say.h"
#include "codec/texts.h"
#include "disk/read_file.h"
#include "seal/growth.h"
#include "seal/place_proof.h"

#define KEY_FILE_MAX     1024
#define GROWTH_BYTES_MAX 8192

/* What cannot be read is a wrong use, whatever the system calls it: 1 means that a proof does not hold, and nothing
 * else. */
static enum err read_input(struct arena *arena, const char *path, size_t cap, struct str *ret_bytes, struct fault *why)
{
	return read_file(arena, path, cap, ret_bytes, why) ? ERR_INVALID : ERR_OK;
}

static enum err named(const char *path, enum err err, struct fault *why)
{
	struct fault inner = *why;

	return err ? fault_set(why, err, "%s: %s", path, inner.text) : ERR_OK;
}

static enum err read_key(struct command_call *call, struct note_key *ret_key, struct fault *why)
{
	const char *path = command_text(call, "key");
	struct str bytes;
	enum err err = read_input(call->arena, path, KEY_FILE_MAX, &bytes, why);

	return err ? err : named(path, note_key_read(bytes, ret_key, why), why);
}

static enum err read_proof(struct command_call *call, struct place_proof *ret_proof, struct fault *why)
{
	const char *path = call->words[0];
	struct str bytes;
	enum err err = read_input(call->arena, path, PLACE_PROOF_BYTES_MAX, &bytes, why);

	return err ? err : named(path, place_proof_read(call->arena, bytes, ret_proof, why), why);
}

/* A signed head, or the line that ends a mail. ERR_DENIED: the head is not one that the log's key has signed. */
static enum err read_head(struct command_call *call, const struct note_key *key, struct checkpoint *ret_head,
			  struct fault *why)
{
	const char *path = command_text(call, "head");
	struct note note;
	struct str bytes;
	enum err err = read_input(call->arena, path, NOTE_BYTES_MAX, &bytes, why);

	if (err)
		return err;
	err = checkpoint_open(call->arena, bytes, key, &note, ret_head, why);
	if (err == ERR_INVALID && checkpoint_read_mail_line(bytes, ret_head))
		return ERR_OK;
	return named(path, err, why);
}

/* What /log/consistency answered; NULL when none was given. */
static enum err read_growth(struct command_call *call, struct merkle_proof **ret_growth, struct fault *why)
{
	const char *path = command_value(call, "growth");
	struct str bytes;
	enum err err;

	*ret_growth = NULL;
	if (!path)
		return ERR_OK;
	err = read_input(call->arena, path, GROWTH_BYTES_MAX, &bytes, why);
	if (err)
		return err;
	*ret_growth = arena_alloc(call->arena, sizeof(**ret_growth));
	return named(path, growth_proof_read(bytes, *ret_growth, why), why);
}

/* The name of a state; the word itself where this version does not know it. */
static const char *state_name(const struct texts *texts, struct arena *arena, const char *state)
{
	const enum lang lang = lang_of_environment();
	const char *key = arena_printf(arena, "state.%s", state);

	return texts_find(texts, lang, str_from(key)) ? texts_get(texts, arena, lang, key, NULL) : state;
}

static enum err say_claim(struct arena *arena, const struct place_proof_claim *claim, struct fault *why)
{
	const enum lang lang = lang_of_environment();
	struct value *context = value_map(arena);
	const struct texts *texts;
	enum err err = texts_load(&texts, why);

	if (err)
		return err;
	value_set_text(arena, context, "origin", claim->head.origin);
	value_set_int(arena, context, "size", (int64_t)claim->head.size);
	value_set_text(arena, context, "edition", claim->arrival.edition);
	value_set_int(arena, context, "case", claim->arrival.case_number);
	value_set_text(arena, context, "course", claim->arrival.course);
	value_set_int(arena, context, "arrival", claim->arrival.arrival);
	value_set_text(arena, context, "arrived", day_format_time(arena, lang, claim->arrival.at_ms));
	value_set_text(arena, context, "latest", day_format_time(arena, lang, claim->latest.at_ms));
	value_set(arena, context, "holds_place", value_bool(arena, claim->latest.holds_place));
	value_set_text(arena, context, "state", state_name(texts, arena, claim->latest.state));
	say_text("cli.proof.holds", context);
	return ERR_OK;
}

static enum err say_failure(struct command_call *call, const struct fault *reason)
{
	struct value *context = value_map(call->arena);

	value_set_text(call->arena, context, "reason", reason->text);
	say_text("cli.proof.fails", context);
	call->status = COMMAND_FAILED;
	return ERR_OK;
}

/* Two heads of different sizes say nothing of each other: says what to fetch, so that they do. */
static enum err say_apart(struct command_call *call, const struct checkpoint *head, const struct checkpoint *kept)
{
	struct value *context = value_map(call->arena);
	uint64_t from, to;

	growth_wants_proof(kept, head, &from, &to);
	value_set_text(call->arena, context, "origin", head->origin);
	value_set_int(call->arena, context, "size", (int64_t)head->size);
	value_set_int(call->arena, context, "kept", (int64_t)kept->size);
	value_set_int(call->arena, context, "from", (int64_t)from);
	value_set_int(call->arena, context, "to", (int64_t)to);
	say_text("cli.proof.apart", context);
	call->status = COMMAND_FAILED;
	return ERR_OK;
}

enum err cmd_audit_check_proof(struct command_call *call, struct fault *why)
{
	struct merkle_proof *growth = NULL;
	struct place_proof_claim claim;
	struct place_proof proof;
	struct checkpoint head;
	struct note_key key;
	enum err err = read_key(call, &key, why);

	if (!err)
		err = read_proof(call, &proof, why);
	if (!err)
		err = read_head(call, &key, &head, why);
	if (!err)
		err = read_growth(call, &growth, why);
	if (err == ERR_DENIED)
		return say_failure(call, why);
	if (err)
		return err;
	/* The proof was read: whatever is wrong from here on is wrong with what it says. */
	if (place_proof_check(call->arena, &proof, &key, NULL, NULL, &claim, why))
		return say_failure(call, why);
	if (!growth && claim.head.size != head.size)
		return say_apart(call, &claim.head, &head);
	if (place_proof_check(call->arena, &proof, &key, &head, growth, &claim, why))
		return say_failure(call, why);
	err = say_claim(call->arena, &claim, why);
	command_end_output(call);
	return err;
}
