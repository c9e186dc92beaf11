/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/edition_deed.h"

#include "calendar/day.h"
#include "codec/utf8.h"
#include "people/permission.h"
#include "programme/edition_difference.h"
#include "store/account/person_store.h"
#include "store/system/edition_store.h"
#include "usecases/case_deed.h"
#include "usecases/edition_folder.h"
#include "usecases/edition_shelf.h"
#include "usecases/permission_demand.h"
#include "usecases/place_offer.h"
#include "usecases/say_deed.h"

struct edition_work {
	const struct office *office;
	struct arena *arena;
	const struct edition_deed *deed;
	const char *id;
	const struct edition *edition;        /* that is added */
	const struct edition_parts *parts;    /* of it */
	const char *packed;                   /* the same */
	struct actor actor;                   /* role 0: the administrator of the machine */
	struct edition_row row;               /* state EDITION_STATE_NONE: the store does not hold it yet */
	struct edition_version_row *versions; /* newest first */
	size_t version_count;
	struct edition_deed_result result;
};

static bool is_given(const char *text)
{
	return text && text[0];
}

static enum err find_actor(struct tx *tx, struct edition_work *work, struct fault *why)
{
	struct person_row person;
	enum err err;

	work->actor = actor_program();
	if (!is_given(work->deed->as))
		return ERR_OK;
	err = person_store_find(tx, work->arena, work->deed->as, &person, why);
	if (!err && person.is_disabled)
		err = fault_set(why, ERR_DENIED, "\"%s\" works here no more", work->deed->as);
	if (!err)
		work->actor = (struct actor){.role = person.role, .person_id = person.id, .name = person.display_name};
	return err;
}

static enum err load(struct tx *tx, struct edition_work *work, struct fault *why)
{
	enum err err = find_actor(tx, work, why);

	if (!err)
		err = edition_store_load(tx, work->arena, work->id, &work->row, why);
	if (!err)
		err = edition_store_list_versions(tx, work->arena, work->id, &work->versions, &work->version_count,
						  why);
	return err;
}

/* A change binds two people: each needs a name. */
static enum err demand_name(const struct edition_work *work, struct fault *why)
{
	if (is_given(work->deed->as))
		return ERR_OK;
	return fault_set(why, ERR_INVALID, "the edition \"%s\" is published: say who does it, with --as NAME",
			 work->id);
}

/* --- adding --- */

static enum err demand_reason(const struct edition_work *work, struct fault *why)
{
	struct str reason = str_trim(str_from(work->deed->reason ? work->deed->reason : ""));

	if (reason.n && utf8_count(reason) <= CASE_DEED_REASON_CHARS_MAX && !utf8_has_control(reason))
		return ERR_OK;
	return fault_set(why, ERR_INVALID,
			 "the edition \"%s\" is published: a change needs --reason, of 1 to %d characters", work->id,
			 CASE_DEED_REASON_CHARS_MAX);
}

static const char *change_names(struct arena *arena, unsigned changes)
{
	const char *names = "";

	for (unsigned bit = 1; bit <= EDITION_CHANGE_LAST; bit *= 2)
		if (changes & bit)
			names = arena_printf(arena, "%s%s%s", names, names[0] ? " " : "",
					     edition_change_name((enum edition_change)bit));
	return names;
}

static enum err compare(struct tx *tx, struct edition_work *work, struct fault *why)
{
	struct edition_parts before = {.folder = work->id};
	struct edition_version_row current;
	unsigned changes = 0;
	enum err err = edition_store_load_version(tx, work->arena, work->id, work->row.version, &current, why);

	if (!err)
		err = edition_parts_unpack(work->arena, str_from(current.parts), &before, why);
	if (!err)
		err = edition_difference_find(&before, work->parts, &changes, why);
	if (!err && !changes)
		err = fault_set(why, ERR_CONFLICT, "nothing differs from version %lld of the edition \"%s\"",
				(long long)work->row.version, work->id);
	if (!err)
		work->result.changes = change_names(work->arena, changes);
	return err;
}

static enum err demand_change(struct tx *tx, struct edition_work *work, struct fault *why)
{
	enum err err = ERR_OK;

	if (work->row.state == EDITION_STATE_CLOSED)
		return fault_set(why, ERR_CONFLICT, "the edition \"%s\" is closed and changes no more", work->id);
	if (work->row.state != EDITION_STATE_PUBLISHED)
		return ERR_OK;
	work->result.kind = EDITION_DEED_CHANGE;
	if (!work->deed->only_look)
		err = demand_reason(work, why);
	if (!err && !work->deed->only_look)
		err = demand_name(work, why);
	if (!err && !work->deed->only_look)
		err = permission_demand(permission_may_propose_edition(&work->actor), &work->actor,
					"propose a change of a published edition", why);
	return err ? err : compare(tx, work, why);
}

static enum err add_version(struct tx *tx, const struct edition_work *work, struct fault *why)
{
	bool is_change = work->result.kind == EDITION_DEED_CHANGE;
	const struct edition_version_row version = {
		.edition = work->id,
		.version = work->result.version,
		.parts = work->packed,
		.hash = work->edition->hash,
		.reason = is_change ? str_dup(work->arena, str_trim(str_from(work->deed->reason))) : "",
		.changes = work->result.changes,
		.proposed_by = work->actor.person_id,
		.proposed_ms = clock_now_ms(&work->office->clock),
	};

	return edition_store_add_version(tx, &version, why);
}

static enum err save_draft(struct tx *tx, struct edition_work *work, struct fault *why)
{
	bool is_new = work->row.state == EDITION_STATE_NONE;

	if (work->row.state == EDITION_STATE_PUBLISHED)
		return ERR_OK;
	work->row = (struct edition_row){work->id, work->edition->receipt_prefix, EDITION_STATE_DRAFT, 0, 0, 0};
	return is_new ? edition_store_insert(tx, &work->row, why) : edition_store_save(tx, &work->row, why);
}

static enum err add(struct tx *tx, void *context, struct fault *why)
{
	struct edition_work *work = context;
	struct fault missing;
	enum err err;

	work->row = (struct edition_row){.state = EDITION_STATE_NONE};
	work->version_count = 0;
	work->result = (struct edition_deed_result){.id = work->id, .changes = ""};
	err = load(tx, work, &missing);
	if (err == ERR_NOT_FOUND && !(is_given(work->deed->as) && !work->actor.person_id))
		err = ERR_OK;
	else if (err)
		return fault_set(why, err, "%s", missing.text);
	err = demand_change(tx, work, why);
	if (!err)
		err = edition_store_demand_prefix(tx, work->id, work->edition->receipt_prefix, why);
	work->result.version = work->version_count ? work->versions[0].version + 1 : 1;
	if (err || work->deed->only_look)
		return err;
	say_deed_on_edition(tx, &work->office->clock, &work->actor,
			    work->result.kind == EDITION_DEED_CHANGE ? "edition_proposed" : "edition_added", work->id);
	err = save_draft(tx, work, why);
	return err ? err : add_version(tx, work, why);
}

enum err edition_deed_add(const struct office *office, struct arena *arena, const char *path,
			  const struct edition_deed *deed, struct edition_deed_result *ret_result, struct fault *why)
{
	struct edition_work work = {.office = office, .arena = arena, .deed = deed};
	struct edition *edition = NULL;
	struct edition_parts parts;
	BUF_SCOPED packed;
	enum err err;

	buf_init(&packed, EDITION_PACKED_MAX);
	err = edition_folder_read(arena, path, &parts, why);
	if (!err)
		err = edition_parse(&parts, NULL, &edition, why);
	if (!err)
		err = edition_parts_pack(&parts, &packed, why);
	if (!err) {
		work.id = arena_strdup(arena, edition->id);
		work.edition = edition;
		work.parts = &parts;
		work.packed = buf_text(&packed);
		err = deed->only_look ? db_read(office->db, add, &work, why) : db_write(office->db, add, &work, why);
	}
	edition_free(edition);
	if (!err)
		*ret_result = work.result;
	return err;
}

/* --- publishing and closing --- */

static enum err demand_publisher(const struct edition_work *work, struct fault *why)
{
	enum err err;

	if (work->row.state != EDITION_STATE_PUBLISHED)
		return ERR_OK;
	err = demand_name(work, why);
	return err ? err
		   : permission_demand(permission_may_publish_edition(&work->actor, work->versions[0].proposed_by),
				       &work->actor,
				       "publish a change of a published edition (nor the person who proposed it)", why);
}

/* What waits may be older than the program: what is published has all that the program needs today. */
static enum err demand_complete(struct tx *tx, const struct edition_work *work, struct fault *why)
{
	struct edition_parts parts = {.folder = work->id};
	struct edition *edition = NULL;
	struct edition_version_row row;
	enum err err = edition_store_load_version(tx, work->arena, work->id, work->versions[0].version, &row, why);

	if (!err)
		err = edition_parts_unpack(work->arena, str_from(row.parts), &parts, why);
	if (!err)
		err = edition_parse(&parts, NULL, &edition, why);
	edition_free(edition);
	return err;
}

/* A version with more places has some for those who wait. */
static enum err offer_more_places(struct tx *tx, const struct edition_work *work, struct fault *why)
{
	const struct edition *edition;
	enum err err = edition_shelf_current(work->office->editions, tx, work->id, &edition, why);

	for (size_t i = 0; !err && i < edition->course_count; i++)
		err = place_offer_owed(tx, work->office, edition, edition->courses[i].id, why);
	return err;
}

static enum err publish(struct tx *tx, void *context, struct fault *why)
{
	struct edition_work *work = context;
	struct edition_version_row *newest;
	enum err err = load(tx, work, why);

	if (!err && work->row.state == EDITION_STATE_CLOSED)
		err = fault_set(why, ERR_CONFLICT, "the edition \"%s\" is closed and changes no more", work->id);
	if (!err && (!work->version_count || work->versions[0].version == work->row.version))
		err = fault_set(why, ERR_CONFLICT, "no version of the edition \"%s\" waits to be published", work->id);
	if (!err)
		err = demand_publisher(work, why);
	if (!err)
		err = demand_complete(tx, work, why);
	if (err)
		return err;
	newest = &work->versions[0];
	newest->published_by = work->actor.person_id;
	newest->published_ms = clock_now_ms(&work->office->clock);
	work->row.version = newest->version;
	work->row.state = EDITION_STATE_PUBLISHED;
	work->result = (struct edition_deed_result){
		.id = work->id,
		.version = newest->version,
		.kind = newest->changes[0] ? EDITION_DEED_CHANGE : EDITION_DEED_DRAFT,
		.changes = newest->changes,
	};
	say_deed_on_edition(tx, &work->office->clock, &work->actor,
			    work->result.kind == EDITION_DEED_CHANGE ? "edition_changed" : "edition_published",
			    work->id);
	err = edition_store_publish_version(tx, newest, why);
	if (!err)
		err = edition_store_save(tx, &work->row, why);
	return err ? err : offer_more_places(tx, work, why);
}

enum err edition_deed_publish(const struct office *office, struct arena *arena, const char *id,
			      const struct edition_deed *deed, struct edition_deed_result *ret_result,
			      struct fault *why)
{
	struct edition_work work = {.office = office, .arena = arena, .deed = deed, .id = id};
	enum err err = db_write(office->db, publish, &work, why);

	if (!err)
		*ret_result = work.result;
	return err;
}

static enum err close_call(struct tx *tx, void *context, struct fault *why)
{
	struct edition_work *work = context;
	enum err err = load(tx, work, why);

	if (!err)
		err = edition_state_move(&work->row.state, EDITION_STATE_CLOSED, why);
	if (!err && is_given(work->deed->as))
		err = permission_demand(permission_may_close_edition(&work->actor), &work->actor, "close an edition",
					why);
	if (err)
		return err;
	work->row.closed_by = work->actor.person_id;
	work->row.closed_ms = clock_now_ms(&work->office->clock);
	say_deed_on_edition(tx, &work->office->clock, &work->actor, "edition_closed", work->id);
	return edition_store_save(tx, &work->row, why);
}

enum err edition_deed_close(const struct office *office, const char *id, const struct edition_deed *deed,
			    struct fault *why)
{
	struct edition_work work = {.office = office, .deed = deed, .id = id};
	ARENA_SCOPED arena;

	arena_init(&arena);
	work.arena = &arena;
	return db_write(office->db, close_call, &work, why);
}

/* --- looking --- */

static const struct value_key version_keys[] = {
	{"version", VALUE_INT, NULL},     {"is_current", VALUE_BOOL, NULL},
	{"is_waiting", VALUE_BOOL, NULL}, {"reason", VALUE_TEXT, NULL},
	{"changes", VALUE_TEXT, NULL},    {"proposed", VALUE_TEXT, NULL},
	{"published", VALUE_TEXT, NULL}, /* empty before it is */
	{"hash", VALUE_TEXT, NULL},       {0},
};

static const struct value_key edition_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"receipt_prefix", VALUE_TEXT, NULL},
	{"state", VALUE_TEXT, NULL},
	{"version", VALUE_INT, NULL},
	{"closed", VALUE_TEXT, NULL},    /* empty while it is not */
	{"closed_by", VALUE_TEXT, NULL}, /* the person's name */
	{"versions", VALUE_LIST, version_keys},
	{0},
};

const struct value_key edition_deed_list_keys[] = {{"editions", VALUE_LIST, edition_keys}, {0}};

struct list_work {
	struct arena *arena;
	struct value *editions;
};

static struct value *version_value(struct arena *arena, const struct edition_row *edition,
				   const struct edition_version_row *row)
{
	struct value *map = value_map(arena);

	value_set_int(arena, map, "version", row->version);
	value_set_bool(arena, map, "is_current", row->version == edition->version);
	value_set_bool(arena, map, "is_waiting", row->version > edition->version);
	value_set_text(arena, map, "reason", row->reason);
	value_set_text(arena, map, "changes", row->changes);
	value_set_text(arena, map, "proposed", day_format_instant(arena, row->proposed_ms));
	value_set_text(arena, map, "published", row->published_ms ? day_format_instant(arena, row->published_ms) : "");
	value_set_text(arena, map, "hash", row->hash);
	return map;
}

static enum err add_closing(struct tx *tx, struct arena *arena, const struct edition_row *row, struct value *map,
			    struct fault *why)
{
	struct person_row person = {.display_name = ""};
	enum err err = row->closed_by ? person_store_load(tx, arena, row->closed_by, &person, why) : ERR_OK;

	value_set_text(arena, map, "closed", row->closed_ms ? day_format_instant(arena, row->closed_ms) : "");
	value_set_text(arena, map, "closed_by", err ? "" : person.display_name);
	return err;
}

static enum err add_edition(struct tx *tx, struct list_work *work, const struct edition_row *row, struct fault *why)
{
	struct value *map = value_map(work->arena), *versions = value_list(work->arena);
	struct edition_version_row *rows;
	size_t count = 0;
	enum err err = edition_store_list_versions(tx, work->arena, row->id, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		value_add(work->arena, versions, version_value(work->arena, row, &rows[i]));
	value_set_text(work->arena, map, "id", row->id);
	value_set_text(work->arena, map, "receipt_prefix", row->receipt_prefix);
	value_set_text(work->arena, map, "state", edition_state_name(row->state));
	value_set_int(work->arena, map, "version", row->version);
	value_set(work->arena, map, "versions", versions);
	value_add(work->arena, work->editions, map);
	return err ? err : add_closing(tx, work->arena, row, map, why);
}

static enum err list(struct tx *tx, void *context, struct fault *why)
{
	struct list_work *work = context;
	struct edition_row *rows;
	size_t count = 0;
	enum err err = edition_store_list(tx, work->arena, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		err = add_edition(tx, work, &rows[i], why);
	return err;
}

enum err edition_deed_list(const struct office *office, struct arena *arena, struct value **ret_view, struct fault *why)
{
	struct list_work work = {arena, value_list(arena)};
	struct value *view = value_map(arena);
	enum err err = db_read(office->db, list, &work, why);

	if (err)
		return err;
	value_set(arena, view, "editions", work.editions);
	*ret_view = view;
	return ERR_OK;
}
