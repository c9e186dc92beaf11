/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/office_open.h"

#include <stdlib.h>
#include <string.h>

#include "codec/digest.h"
#include "codec/text/mail_address.h"
#include "jobs/queue.h"
#include "people/token.h"
#include "programme/window.h"
#include "store/seal/log_writer.h"
#include "store/system/edition_store.h"
#include "store/system/setting_store.h"
#include "usecases/edition_folder.h"
#include "usecases/edition_shelf.h"
#include "usecases/log_key.h"
#include "usecases/probe_path.h"
#include "usecases/say_deed.h"

#define DEFAULT_BASE_URL "http://127.0.0.1:8080"

/* Everything that the office points to. */
struct opened {
	struct office office;
	struct arena arena;
	struct log_writer log;
};

/* --- creating --- */

struct init_work {
	const struct office_init *init;
	const struct edition *edition;
	const char *packed; /* the parts of the edition */
	const char *contact_mail;
	const char *secret;
	const char *log_key; /* the public half, as text */
	const char *clock_offset;
	struct clock clock;
};

static enum err demand_empty(struct tx *tx, void *context, struct fault *why)
{
	const struct office_init *init = context;
	struct edition_row *present;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = edition_store_list(tx, &arena, &present, &count, why);
	if (!err && count)
		err = fault_set(why, ERR_CONFLICT, "%s holds an edition already; nothing was changed", init->address);
	return err;
}

/* The first edition is published as it is created: there is nobody yet who could do either. */
static enum err store_edition(struct tx *tx, const struct init_work *work, struct fault *why)
{
	const struct edition *edition = work->edition;
	int64_t now_ms = clock_now_ms(&work->clock);
	const struct edition_row row = {edition->id, edition->receipt_prefix, EDITION_STATE_PUBLISHED, 1, 0, 0};
	const struct edition_version_row version = {
		.edition = edition->id,
		.version = 1,
		.parts = work->packed,
		.hash = edition->hash,
		.reason = "",
		.changes = "",
		.proposed_ms = now_ms,
		.published_ms = now_ms,
	};
	enum err err = edition_store_insert(tx, &row, why);

	return err ? err : edition_store_add_version(tx, &version, why);
}

static enum err store_settings(struct tx *tx, void *context, struct fault *why)
{
	const struct init_work *work = context;
	const struct office_init *init = work->init;
	const struct {
		const char *name, *value;
	} settings[] = {
		{"secret", work->secret},
		{LOG_KEY_SETTING, work->log_key},
		{"rehearsal", init->rehearsal ? "yes" : "no"},
		{"clock_offset_ms", work->clock_offset},
		{"base_url", init->base_url ? init->base_url : DEFAULT_BASE_URL},
		{"smtp_url", init->rehearsal || !init->smtp_url ? "" : init->smtp_url},
		{"mail_from", init->mail_from ? init->mail_from : work->contact_mail},
	};
	const struct actor program = actor_program();
	enum err err = demand_empty(tx, (void *)init, why);

	for (size_t i = 0; !err && i < COUNT(settings); i++)
		err = setting_store_set(tx, settings[i].name, settings[i].value, why);
	say_deed(tx, &work->clock, &program, "office_created");
	return err ? err : store_edition(tx, work, why);
}

/* The log begins with its key. */
static enum err make_log(const struct office_init *init, struct arena *arena, struct log_writer *log,
			 struct init_work *work, struct fault *why)
{
	const char *base_url = init->base_url ? init->base_url : DEFAULT_BASE_URL;
	struct note_signer signer;
	BUF_SCOPED key;
	enum err err = log_key_make(init->log_key, log_key_origin(arena, base_url), &signer, why);

	if (err)
		return err;
	buf_init(&key, NOTE_BYTES_MAX);
	note_key_write(&signer.key, &key);
	work->log_key = arena_strdup(arena, buf_text(&key));
	log_writer_init(log, &signer);
	return ERR_OK;
}

static enum err create_store(const struct office_init *init, struct init_work *work, struct fault *why)
{
	struct token secret = token_new(); /* 32 random bytes as text, as the office's secret has to be */
	struct log_writer log;
	struct db *db;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->secret = secret.text;
	err = db_open(init->address, &db, why);
	if (err)
		return err;
	err = db_migrate(db, why);
	if (!err)
		err = db_read(db, demand_empty, (void *)init, why);
	if (!err)
		err = make_log(init, &arena, &log, work, why);
	if (!err) {
		db_use_seal(db, &log.seal);
		err = db_write(db, store_settings, work, why);
	}
	db_close(db);
	return err;
}

/* A rehearsal without a clock of its own begins at ten o'clock on the fifth day of the reception, unless the reception
 * is open in reality. */
static int64_t clock_offset(const struct office_init *init, const struct edition *edition)
{
	const struct clock real = {0};
	int64_t now_ms = clock_now_ms(&real);

	if (init->clock_ms)
		return init->clock_ms - now_ms;
	if (!init->rehearsal || window_at(edition, now_ms) == WINDOW_OPEN)
		return 0;
	return edition->opens_ms + 4 * DAY_MS + 10 * (DAY_MS / 24) - now_ms;
}

enum err office_init(const struct office_init *init, struct fault *why)
{
	struct init_work work = {.init = init};
	struct edition_parts parts;
	struct edition *edition;
	ARENA_SCOPED arena;
	BUF_SCOPED packed;
	enum err err;

	arena_init(&arena);
	buf_init(&packed, EDITION_PACKED_MAX);
	if ((init->clock_ms || init->is_over) && !init->rehearsal)
		return fault_set(why, ERR_INVALID, "only a rehearsal can have a clock of its own");
	err = edition_folder_read(&arena, init->edition_path, &parts, why);
	if (!err)
		err = edition_parse(&parts, NULL, &edition, why);
	if (err)
		return err;
	err = edition_parts_pack(&parts, &packed, why);
	work.edition = edition;
	work.packed = buf_text(&packed);
	work.contact_mail = edition->contact.mail;
	work.clock.offset_ms = clock_offset(init, edition);
	work.clock_offset = arena_printf(&arena, "%lld", (long long)work.clock.offset_ms);
	if (init->is_over)
		work.clock = (struct clock){.fixed_ms = edition->opens_ms - 14 * DAY_MS};
	if (!err)
		err = create_store(init, &work, why);
	edition_free(edition);
	return err;
}

/* --- opening --- */

struct settings {
	const char *secret, *rehearsal, *clock_offset, *base_url, *smtp_url, *smtp_ca_file, *mail_from, *bounce,
		*log_key;
};

struct load_work {
	struct arena *arena;
	struct settings values;
	size_t edition_count;
};

static enum err load_settings(struct tx *tx, void *context, struct fault *why)
{
	struct load_work *work = context;
	struct edition_row *editions;
	const struct {
		const char *name, **value;
	} settings[] = {
		{"secret", &work->values.secret},
		{"rehearsal", &work->values.rehearsal},
		{"clock_offset_ms", &work->values.clock_offset},
		{"base_url", &work->values.base_url},
		{"smtp_url", &work->values.smtp_url},
		{"smtp_ca_file", &work->values.smtp_ca_file},
		{"mail_from", &work->values.mail_from},
		{"mail_bounce_domain", &work->values.bounce},
		{LOG_KEY_SETTING, &work->values.log_key},
	};
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < COUNT(settings); i++)
		err = setting_store_get(tx, work->arena, settings[i].name, settings[i].value, why);
	return err ? err : edition_store_list(tx, work->arena, &editions, &work->edition_count, why);
}

static const char *or_null(const char *text)
{
	return text[0] ? text : NULL;
}

static enum err use_settings(struct opened *opened, const struct settings *s, struct fault *why)
{
	struct office *office = &opened->office;
	struct str secret;

	if (!digest_base64url_decode(&opened->arena, str_from(s->secret), &secret) ||
	    secret.n != sizeof(office->secret))
		return fault_set(why, ERR_CORRUPT, "the store's secret is damaged");
	memcpy(office->secret, secret.p, sizeof(office->secret));
	office->rehearsal = strcmp(s->rehearsal, "yes") == 0;
	if (office->rehearsal && !str_to_i64(str_from(s->clock_offset), &office->clock.offset_ms))
		return fault_set(why, ERR_CORRUPT, "the rehearsal's clock in the store is damaged");
	office->base_url = s->base_url;
	office->mail = (struct office_mail){
		.smtp_url = office->rehearsal ? NULL : or_null(s->smtp_url),
		.smtp_ca_file = or_null(s->smtp_ca_file),
		.from_address = s->mail_from,
		.bounce_domain = or_null(s->bounce),
	};
	return ERR_OK;
}

/* The key that signs what this process writes, which has to be the one that the log began with. */
static enum err use_log_key(struct opened *opened, const char *path, const char *stored, struct fault *why)
{
	struct note_signer signer;
	BUF_SCOPED key;
	enum err err;

	err = log_key_read(path, &signer, why);
	if (err)
		return err;
	buf_init(&key, NOTE_BYTES_MAX);
	note_key_write(&signer.key, &key);
	if (!str_is(buf_str(&key), stored))
		return fault_set(why, ERR_INVALID, "%s: is not the key of this store's log, which is %s", path, stored);
	log_writer_init(&opened->log, &signer);
	db_use_seal(opened->office.db, &opened->log.seal);
	return ERR_OK;
}

static enum err open_all(struct opened *opened, const struct office_open *open, struct fault *why)
{
	struct load_work work = {.arena = &opened->arena};
	struct office *office = &opened->office;
	enum err err;

	err = open->read_only ? db_open_reader(open->address, &office->db, why)
			      : db_open(open->address, &office->db, why);
	if (!err)
		err = db_migrate(office->db, why);
	if (!err)
		err = db_read(office->db, load_settings, &work, why);
	if (!err && work.edition_count == 0)
		err = fault_set(why, ERR_NOT_FOUND, "the store holds no edition; create it with \"tenken init\"");
	if (!err)
		err = use_settings(opened, &work.values, why);
	if (!err && !open->read_only)
		err = use_log_key(opened, open->log_key, work.values.log_key, why);
	if (!err)
		err = texts_load(&office->texts, why);
	if (err)
		return err;
	if (open->mailbox && !office->rehearsal)
		office->mail.mailbox = arena_strdup(&opened->arena, open->mailbox);
	office->editions = edition_shelf_new();
	office->checks = open->checks;
	office->knowledge = open->knowledge ? arena_strdup(&opened->arena, open->knowledge) : NULL;
	office->probe = open->probe;
	office->probe.path =
		open->probe.path ? arena_strdup(&opened->arena, open->probe.path) : probe_path_find(&opened->arena);
	return ERR_OK;
}

enum err office_open(const struct office_open *open, struct office **ret_office, struct fault *why)
{
	struct opened *opened = calloc(1, sizeof(*opened));
	enum err err;

	if (!opened)
		abort(); /* the rule of arena.h */
	arena_init(&opened->arena);
	err = open_all(opened, open, why);
	if (err)
		office_close(&opened->office);
	else
		*ret_office = &opened->office;
	return err;
}

void office_close(struct office *office)
{
	struct opened *opened = (struct opened *)office; /* its first member */

	if (!opened)
		return;
	db_close(office->db);
	edition_shelf_free(office->editions);
	arena_release(&opened->arena);
	explicit_bzero(office->secret, sizeof(office->secret));
	explicit_bzero(&opened->log.signer, sizeof(opened->log.signer));
	free(opened);
}

/* --- changing --- */

struct set_work {
	const struct office *office;
	const char *name, *value;
};

static enum err store_setting(struct tx *tx, void *context, struct fault *why)
{
	const struct set_work *work = context;
	const struct actor program = actor_program();

	enum err err = setting_store_set(tx, work->name, work->value, why);

	say_deed(tx, &work->office->clock, &program, "setting_changed");
	if (!err && strcmp(work->name, OFFICE_HEAD_RECIPIENTS) == 0)
		err = queue_add(tx, OFFICE_MAIL_HEAD_JOB, OFFICE_MAIL_HEAD_SUBJECT, clock_now_ms(&work->office->clock),
				why);
	return err;
}

static enum err demand_addresses(const char *list, struct fault *why)
{
	struct str rest = str_from(list);

	while (rest.n) {
		struct str address = str_trim(str_cut(&rest, ','));

		if (address.n && !mail_address_is_sendable(address))
			return fault_set(why, ERR_INVALID, "\"%.*s\" is no mail address", (int)address.n, address.p);
	}
	return ERR_OK;
}

/* Each line has to be a public key of a witness. */
static enum err demand_keys(const char *list, struct fault *why)
{
	struct str rest = str_from(list);
	enum err err = ERR_OK;

	while (!err && rest.n) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct note_key key;

		if (line.n)
			err = note_key_read(line, &key, why);
	}
	return err;
}

/* "" takes the limit of the program. */
static enum err demand_count(const char *value, struct fault *why)
{
	uint64_t count;

	if (value[0] && (!str_to_u64(str_from(value), &count) || count > INT32_MAX))
		return fault_set(why, ERR_INVALID, "\"%s\" is no such number", value);
	return ERR_OK;
}

enum err office_set(const struct office *office, const char *name, const char *value, struct fault *why)
{
	static const char *const names[] = {OFFICE_SETTINGS};
	struct set_work work = {office, name, value};
	enum err err = ERR_OK;

	if (strcmp(name, OFFICE_HEAD_RECIPIENTS) == 0)
		err = demand_addresses(value, why);
	else if (strcmp(name, OFFICE_WITNESS_KEYS) == 0)
		err = demand_keys(value, why);
	else if (strcmp(name, OFFICE_APPLICATIONS_A_DAY) == 0 || strcmp(name, OFFICE_MAILS_A_DAY) == 0 ||
		 strcmp(name, OFFICE_LINKS_AN_HOUR) == 0)
		err = demand_count(value, why);
	if (err)
		return err;
	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return db_write(office->db, store_setting, &work, why);
	return fault_set(why, ERR_NOT_FOUND, "there is no setting \"%s\"", name);
}
