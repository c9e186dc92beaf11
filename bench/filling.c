/* SPDX-License-Identifier: Apache-2.0 */
#include "filling.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "codec/text/search_key.h"
#include "store/application/case_store.h"
#include "store/application/case_word.h"
#include "store/new_id.h"
#include "store/post/message_store.h"
#include "usecases/say_deed.h"

#define WRITERS   64
#define SHEET_MAX 2500 /* bytes of a filled-in form */

static const enum case_event deeds_of_all[FILLING_DEEDS_MAX] = {
	CASE_EVENT_APPLIED, CASE_EVENT_CHECKED, CASE_EVENT_APPROVED, CASE_EVENT_ANSWERED, CASE_EVENT_WITHDRAWN,
};

struct filling {
	struct office *office;
	size_t (*deeds)(long i);
	atomic_long left;
	char sheet[SHEET_MAX + 1];
};

/* A case; each of its deeds is a transaction of its own. */
struct one {
	const struct filling *filling;
	struct case_row row;
	enum case_event event;
	int64_t mail_id;
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
		return fault_set(why, ERR_CONFLICT, "no such deed in this state");
	err = case_store_append(tx, &one->row, &entry, why);
	if (!err)
		say_deed_event(tx, &actor, &entry, &one->row);
	return err;
}

static enum err add_mail(struct tx *tx, const struct one *one, struct fault *why)
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
		.queued_ms = one->row.arrived_ms,
	};
	bool is_new;

	return message_store_insert(tx, &mail, &is_new, why);
}

static enum err apply(struct tx *tx, void *context, struct fault *why)
{
	struct one *one = context;
	struct case_consent consents[8];
	enum err err;

	for (size_t i = 0; i < COUNT(consents); i++)
		consents[i] = (struct case_consent){"abcdefgh" + i, 1, "同意します。"};
	err = case_store_next(tx, &one->row, why);
	if (!err)
		err = case_store_insert(tx, &one->row, why);
	if (!err)
		err = case_store_save_answers(tx, one->row.id, "application", one->filling->sheet, 1, why);
	if (!err)
		err = case_store_add_consents(tx, one->row.id, 1, consents, COUNT(consents), why);
	if (!err)
		err = case_word_replace(tx, one->row.id, &(struct case_word){one->row.search_key, false}, 1, why);
	if (!err)
		err = add_mail(tx, one, why);
	return err ? err : add_event(tx, one, why);
}

static enum err move(struct tx *tx, void *context, struct fault *why)
{
	return add_event(tx, context, why);
}

static enum err write_one(const struct filling *filling, long i, struct arena *arena, struct fault *why)
{
	const char *name = arena_printf(arena, "株式会社ためし第%ld製作所", i);
	struct one one = {.filling = filling, .mail_id = new_id()};
	enum err err = ERR_OK;

	one.row = (struct case_row){.edition = "tokyo_r7",
				    .edition_version = 1,
				    .course = i % 10 ? "one" : "three",
				    .company_name = name,
				    .search_key = search_key_of(arena, str_from(name)),
				    .address_key = "",
				    .corporate_number = "",
				    .contact_name = "佐藤 花子",
				    .mail = "hanako@example.co.jp",
				    .lang = "ja",
				    .arrived_ms = clock_now_ms(&filling->office->clock),
				    .link_version = 1};
	for (size_t deed = 0; !err && deed < filling->deeds(i); deed++) {
		one.event = deeds_of_all[deed];
		err = db_write(filling->office->db, deed ? move : apply, &one, why);
	}
	return err;
}

static void *fill(void *context)
{
	struct filling *filling = context;
	struct fault why = {ERR_OK, ""};
	struct arena arena;
	long i;

	arena_init(&arena);
	while ((i = atomic_fetch_sub(&filling->left, 1)) > 0) {
		if (write_one(filling, i, &arena, &why)) {
			fprintf(stderr, "filling: %s\n", why.text);
			exit(1);
		}
		arena_reset(&arena);
	}
	arena_release(&arena);
	return NULL;
}

void filling_store(struct office *office, long cases, size_t (*deeds)(long i))
{
	static struct filling filling;
	pthread_t threads[WRITERS];

	filling.office = office;
	filling.deeds = deeds;
	atomic_store(&filling.left, cases);
	memset(filling.sheet, 'x', SHEET_MAX);
	for (size_t i = 0; i < WRITERS; i++)
		if (pthread_create(&threads[i], NULL, fill, &filling)) {
			fprintf(stderr, "filling: no thread\n");
			exit(1);
		}
	for (size_t i = 0; i < WRITERS; i++)
		pthread_join(threads[i], NULL);
}
