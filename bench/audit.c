/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long verifying a store of many cases takes, and how much memory. See README.md.
 *
 * audit FOLDER [CASES]
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "store/new_id.h"
#include "store/post/message_store.h"
#include "usecases/office_open.h"
#include "usecases/say_deed.h"
#include "usecases/seal/audit_replay.h"
#include "usecases/seal/audit_verify.h"
#include "usecases/seal/log_head.h"
#include "usecases/seal/prove_place.h"

#define EDITION   "programmes/tokyo-r7"
#define WRITERS   64
#define LIMIT_S   60.0
#define SHEET_MAX 2500 /* bytes of a filled-in form */

struct filling {
	struct office *office;
	atomic_long left;
	char sheet[SHEET_MAX + 1];
};

static void die(const char *what, const char *why)
{
	fprintf(stderr, "audit: %s: %s\n", what, why);
	exit(1);
}

/* --- a case with what its deeds write, each in a transaction of its own --- */

struct one {
	const struct filling *filling;
	struct case_row row;
	enum case_event event;
	int64_t mail_id; /* 0: the event sends none */
};

static enum err add_event(struct tx *tx, struct one *one, struct fault *why)
{
	const struct actor actor = {.role = ROLE_SECRETARIAT, .person_id = 7, .name = "佐藤 花子"};
	struct history_entry entry = {
		.edition_version = 1,
		.at_ms = clock_now_ms(&one->filling->office->clock),
		.event = one->event,
		.actor_kind = ACTOR_PERSON,
		.actor_id = actor.person_id,
		.actor_name = actor.name,
		.reason = "",
		.detail = "{}",
	};
	enum err err = ERR_OK;

	if (!case_state_advance(one->row.state, one->event, &entry.state))
		return ERR_CONFLICT;
	err = case_store_append(tx, &one->row, &entry, why);
	if (!err)
		say_deed_event(tx, &actor, &entry, &one->row);
	return err;
}

static enum err add_mail(struct tx *tx, struct one *one, struct fault *why)
{
	const struct message_row mail = {
		.id = one->mail_id,
		.case_id = one->row.id,
		.template_id = "receipt",
		.occasion = "",
		.state = MESSAGE_STATE_SENT,
		.recipient = one->row.mail,
		.subject = "【受付】お申し込みを受け付けました",
		.body = one->filling->sheet,
		.message_id = "m.1@example.jp",
	};
	bool is_new;

	return message_store_insert(tx, &mail, &is_new, why);
}

static enum err apply(struct tx *tx, void *context, struct fault *why)
{
	struct one *one = context;
	enum err err;

	one->row = (struct case_row){.edition = "tokyo_r7",
				     .edition_version = 1,
				     .course = "one",
				     .company_name = "株式会社ためし製作所",
				     .search_key = "tamesiseisakusyo",
				     .contact_name = "佐藤 花子",
				     .mail = "hanako@example.co.jp",
				     .lang = "ja",
				     .link_version = 1};
	one->event = CASE_EVENT_APPLIED;
	err = case_store_next(tx, &one->row, why);
	if (!err)
		err = case_store_insert(tx, &one->row, why);
	if (!err)
		err = case_store_save_answers(tx, one->row.id, "application", one->filling->sheet, 1, why);
	for (int i = 0; !err && i < 8; i++)
		err = case_store_add_consent(tx, one->row.id, "abcdefgh" + i, 1, "同意します。", 1, why);
	if (!err)
		err = add_mail(tx, one, why);
	return err ? err : add_event(tx, one, why);
}

static enum err move(struct tx *tx, void *context, struct fault *why)
{
	return add_event(tx, context, why);
}

static void *fill(void *context)
{
	struct filling *filling = context;

	while (atomic_fetch_sub(&filling->left, 1) > 0) {
		struct one one = {.filling = filling};
		struct fault why = {ERR_OK, ""};
		enum err err;

		one.mail_id = new_id();
		err = db_write(filling->office->db, apply, &one, &why);
		one.event = CASE_EVENT_CHECKED;
		if (!err)
			err = db_write(filling->office->db, move, &one, &why);
		one.event = CASE_EVENT_APPROVED;
		if (!err)
			err = db_write(filling->office->db, move, &one, &why);
		if (err)
			die("filling", why.text);
	}
	return NULL;
}

static void fill_store(struct office *office, long cases)
{
	static struct filling filling;
	pthread_t threads[WRITERS];

	filling.office = office;
	atomic_store(&filling.left, cases);
	memset(filling.sheet, 'x', SHEET_MAX);
	for (size_t i = 0; i < WRITERS; i++)
		if (pthread_create(&threads[i], NULL, fill, &filling))
			die("filling", "no thread");
	for (size_t i = 0; i < WRITERS; i++)
		pthread_join(threads[i], NULL);
}

/* --- */

static double seconds_since(int64_t begun_ms)
{
	return (double)(clock_monotonic_ms() - begun_ms) / 1000;
}

static long megabytes(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

static void make_store(const char *address, const char *key, long cases)
{
	const struct office_init init = {
		.address = address, .edition_path = EDITION, .log_key = key, .rehearsal = true};
	struct office *office;
	struct fault why;
	int64_t begun_ms = clock_monotonic_ms();

	if (office_init(&init, &why) ||
	    office_open(&(struct office_open){.address = address, .log_key = key}, &office, &why))
		die(address, why.text);
	fill_store(office, cases);
	office_close(office);
	printf("%ld cases with three deeds each were written in %.1f s\n", cases, seconds_since(begun_ms));
}

static void verify(const struct office *office, struct arena *arena, const char *head)
{
	const struct audit_verify_input input = {.head = str_from(head), .key = str_of("", 0)};
	long before_mb = megabytes();
	int64_t begun_ms = clock_monotonic_ms();
	struct value *report;
	struct fault why;
	double seconds;

	if (audit_verify(office, arena, &input, &report, &why))
		die("verify", why.text);
	seconds = seconds_since(begun_ms);
	if (value_count(value_get(report, "differences")))
		die("verify", value_get_text(value_at(value_get(report, "differences"), 0), "kind"));
	printf("verify: %lld entries, %lld units in %.1f s: %.2f of the limit of %.0f s; peak memory %ld MB (%ld "
	       "before)\n",
	       (long long)value_get_int(report, "entries", 0), (long long)value_get_int(report, "units", 0), seconds,
	       seconds / LIMIT_S, LIMIT_S, megabytes(), before_mb);
}

static void replay(const struct office *office, struct arena *arena)
{
	int64_t begun_ms = clock_monotonic_ms();
	struct value *report;
	struct fault why;

	if (audit_replay(office, arena, &report, &why))
		die("replay", why.text);
	printf("replay: %.1f s\n", seconds_since(begun_ms));
}

static void prove(const struct office *office, int64_t case_id)
{
	struct fault why;
	BUF_SCOPED json;

	buf_init(&json, 1 << 16);
	if (prove_place(office, case_id, &json, &why))
		die("prove", why.text);
	printf("a proof of place: %zu bytes: %.2f of the limit of 4096\n", json.size, (double)json.size / 4096);
}

int main(int argc, char **argv)
{
	long cases = argc > 2 ? atol(argv[2]) : 100000;
	struct office *office;
	struct arena arena;
	const char *address, *head;
	struct fault why;

	if (argc < 2 || cases < 1)
		die("usage", "audit FOLDER [CASES]");
	arena_init(&arena);
	address = arena_printf(&arena, "sqlite:%s/tenken.db", argv[1]);
	make_store(address, arena_printf(&arena, "%s/log.key", argv[1]), cases);
	if (office_open(&(struct office_open){.address = address, .read_only = true}, &office, &why) ||
	    log_head_read(office, &arena, &head, &why))
		die(address, why.text);
	prove(office, cases / 2);
	replay(office, &arena);
	verify(office, &arena, head);
	office_close(office);
	arena_release(&arena);
	return 0;
}
