/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/apply_prefill.h"

#include "calendar/day.h"
#include "codec/json.h"
#include "programme/edition_find.h"
#include "store/application/draft_store.h"
#include "usecases/application/company_register.h"
#include "usecases/application/draft_room.h"

static void put(struct arena *arena, const struct edition *edition, struct value *typed, const char *id,
		struct str text)
{
	if (text.n && edition_find_question(edition, id) && !value_get(typed, id))
		value_set(arena, typed, id, value_str(arena, text));
}

/* A list writes the prefecture before the rest of the address, which the form asks for apart. */
static void put_address(struct arena *arena, const struct edition *edition, struct value *typed, struct str address)
{
	const struct question *prefecture = edition_find_question(edition, "prefecture");

	for (size_t i = 0; prefecture && i < prefecture->option_count; i++)
		if (str_starts(address, prefecture->options[i].label.ja)) {
			put(arena, edition, typed, "prefecture", str_from(prefecture->options[i].id));
			address = str_skip(address, str_from(prefecture->options[i].label.ja).n);
			break;
		}
	put(arena, edition, typed, "address", address);
}

struct value *apply_prefill_typed(const struct office *office, struct arena *arena, const struct edition *edition,
				  const struct invitation_row *invitation)
{
	struct value *typed = value_map(arena);
	const struct value *known;

	put(arena, edition, typed, "corporate_number", str_from(invitation->corporate_number));
	put(arena, edition, typed, "company_name", str_from(invitation->company_name));
	known = company_register_suggest(office, arena, edition, typed);
	for (size_t i = 0; i < value_count(known); i++)
		if (!value_get_str(typed, known->keys[i]))
			value_append(arena, typed, known->keys[i], known->items[i]);
	put(arena, edition, typed, "postal_code", str_from(invitation->postal_code));
	put_address(arena, edition, typed, str_from(invitation->address));
	return typed;
}

enum err apply_prefill_begin(struct tx *tx, const struct office *office, const struct apply_draft *draft,
			     const struct value *typed, int64_t invitation_id, enum invitation_way way,
			     struct fault *why)
{
	int64_t now_ms = clock_now_ms(&office->clock);
	struct token_hash hash;
	struct draft_row row = {
		.address = draft->client, .invitation_id = invitation_id, .way = invitation_way_name(way)};
	BUF_SCOPED text;
	enum err err;

	if (!token_hash(draft->token, &hash))
		return fault_set(why, ERR_NOT_FOUND, "there is no draft \"%s\" of this browser", draft->name);
	buf_init(&text, APPLY_DRAFT_BYTES_MAX);
	json_encode(&text, typed);
	if (text.full)
		return fault_set(why, ERR_TOO_LARGE, "the answers are longer than %zu bytes", APPLY_DRAFT_BYTES_MAX);
	row.answers = buf_text(&text);
	err = draft_room_make(tx, token_hash_str(&hash), draft->client, now_ms, why);
	return err ? err
		   : draft_store_save(tx,
				      &(struct draft_key){token_hash_str(&hash), draft->call->edition->id, draft->name},
				      &row, now_ms + DAY_MS, now_ms, why);
}
