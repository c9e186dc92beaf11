/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/read_bounces.h"

#include "base/log.h"
#include "jobs/queue.h"
#include "store/post/mailbox_store.h"
#include "usecases/post/bounce_mailbox.h"
#include "usecases/post/mail_return.h"

#define RUN_MS    INT64_C(45000) /* then a run begins no further message */
#define AGAIN_MS  INT64_C(20000) /* after a message was put off */
#define TRIES_MAX 6              /* together longer than the lease of a job that sends */

/* One run of the job. */
struct reading {
	const struct office *office;
	const struct job *job;
	struct imap *imap;
	struct mailbox_row place;
	int64_t deadline_ms; /* of clock_monotonic_ms */
	bool is_put_off;     /* the message behind the place */
	bool is_over;        /* there are no more */
};

static enum err queue_at(struct tx *tx, const struct office *office, int64_t after_ms, struct fault *why)
{
	return queue_add(tx, READ_BOUNCES_JOB, READ_BOUNCES_SUBJECT, clock_now_ms(&office->clock) + after_ms, why);
}

/* --- the place --- */

/* The last message of the run before is read once more; what is behind it keeps its tries. */
static void settle(struct mailbox_row *place, int64_t uid)
{
	if (uid <= place->uid)
		return;
	place->uid = uid;
	place->tries = 0;
}

static bool may_put_off(const struct mailbox_row *place, int64_t uid)
{
	return uid > place->uid && place->tries < TRIES_MAX;
}

static enum err load_place(struct tx *tx, void *context, struct fault *why)
{
	struct reading *reading = context;

	return mailbox_store_load(tx, reading->place.name, &reading->place, why);
}

static enum err save_place(struct tx *tx, void *context, struct fault *why)
{
	const struct reading *reading = context;

	return mailbox_store_save(tx, &reading->place, why);
}

/* --- one message --- */

struct noting {
	const struct office *office;
	const struct bounce *bounce;
	int64_t uid;
	struct mailbox_row before, place;
	enum mail_return found;
};

static enum err note(struct tx *tx, void *context, struct fault *why)
{
	struct noting *noting = context;
	enum err err = mail_return_note(tx, noting->office, noting->bounce, &noting->found, why);

	noting->place = noting->before;
	if (noting->found == MAIL_RETURN_TOO_SOON && may_put_off(&noting->place, noting->uid))
		noting->place.tries++;
	else
		settle(&noting->place, noting->uid);
	return err ? err : mailbox_store_save(tx, &noting->place, why);
}

/* What another program keeps from being marked is read all the same. */
static enum err mark(const struct reading *reading, int64_t uid, struct fault *why)
{
	enum err err = imap_mark_seen(reading->imap, uid, why);

	return err == ERR_DENIED ? ERR_OK : err;
}

/* What cannot be read, though the message before it can, or cannot be noted, is passed over in the end. */
static void forgive(struct reading *reading, int64_t uid)
{
	if (may_put_off(&reading->place, uid)) {
		reading->place.tries++;
		return;
	}
	if (uid > reading->place.uid)
		log_warning("message %lld of the mailbox of bounces is passed over", (long long)uid);
	settle(&reading->place, uid);
}

static enum err note_bounce(struct reading *reading, int64_t uid, const struct bounce *bounce, struct fault *why)
{
	struct noting noting = {.office = reading->office, .bounce = bounce, .uid = uid, .before = reading->place};
	struct fault problem;

	if (db_write(reading->office->db, note, &noting, &problem)) {
		log_warning("message %lld of the mailbox of bounces could not be noted: %s", (long long)uid,
			    problem.text);
		forgive(reading, uid);
		reading->is_put_off = uid > reading->place.uid;
		return ERR_OK;
	}
	reading->place = noting.place;
	reading->is_put_off = uid > noting.place.uid;
	return noting.found == MAIL_RETURN_SETTLED ? mark(reading, uid, why) : ERR_OK;
}

/* --- some messages --- */

/* What is heard of messages that are read together. */
struct batch {
	int64_t uids[IMAP_FETCH_MAX];
	size_t count;
	bool is_heard[IMAP_FETCH_MAX], is_notice[IMAP_FETCH_MAX];
	struct bounce bounces[IMAP_FETCH_MAX];
};

static void hear(void *context, int64_t uid, struct str bytes)
{
	struct batch *batch = context;

	for (size_t i = 0; i < batch->count; i++)
		if (batch->uids[i] == uid) {
			batch->is_heard[i] = true;
			batch->is_notice[i] = bounce_parse(bytes, &batch->bounces[i]);
		}
}

static enum err settle_one(struct reading *reading, const struct batch *batch, size_t i, struct fault *why)
{
	if (batch->is_notice[i])
		return note_bounce(reading, batch->uids[i], &batch->bounces[i], why);
	settle(&reading->place, batch->uids[i]);
	return ERR_OK;
}

static enum err read_batch(struct reading *reading, struct batch *batch, struct fault *why)
{
	enum err fetched = imap_fetch(reading->imap, batch->uids, batch->count, BOUNCE_BYTES_MAX, hear, batch, why);
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < batch->count && !reading->is_put_off; i++) {
		if (!fetched || batch->is_heard[i]) {
			err = settle_one(reading, batch, i, why);
			continue;
		}
		if (i > 0)
			forgive(reading, batch->uids[i]);
		break;
	}
	return err ? err : fetched;
}

/* --- the run --- */

static bool goes_on(const struct reading *reading)
{
	return !reading->is_put_off && !reading->is_over && clock_monotonic_ms() < reading->deadline_ms &&
	       !atomic_load(reading->job->is_stopping);
}

static enum err read_some(struct reading *reading, int64_t after, struct fault *why)
{
	struct batch batch = {.count = 0};
	struct fault unsaved;
	enum err err = imap_list(reading->imap, after, batch.uids, IMAP_FETCH_MAX, &batch.count, why);

	reading->is_over = !err && batch.count == 0;
	if (err || reading->is_over)
		return err;
	err = read_batch(reading, &batch, why);
	if (db_write(reading->office->db, save_place, reading, &unsaved))
		err = fault_set(why, ERR_IO, "%s", unsaved.text);
	return err;
}

static enum err read_all(struct reading *reading, struct fault *why)
{
	enum err err = db_read(reading->office->db, load_place, reading, why);

	if (!err && reading->place.uid_validity != imap_uid_validity(reading->imap))
		reading->place = (struct mailbox_row){reading->place.name, imap_uid_validity(reading->imap), 0, 0};
	if (!err)
		err = read_some(reading, reading->place.uid ? reading->place.uid - 1 : 0, why);
	while (!err && goes_on(reading))
		err = read_some(reading, reading->place.uid, why);
	return err;
}

static enum err read_mailbox(struct reading *reading, struct fault *why)
{
	struct imap_server server;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = bounce_mailbox_read(&arena, reading->office->mail.mailbox, &server, why);
	if (err)
		return err;
	reading->place.name = arena_printf(&arena, "%s %s", server.url, server.user);
	err = imap_open(&server, &reading->imap, why);
	bounce_mailbox_forget(&server);
	if (!err)
		err = read_all(reading, why);
	imap_close(reading->imap);
	return err;
}

static enum err queue_next(struct tx *tx, void *context, struct fault *why)
{
	const struct reading *reading = context;

	if (reading->is_put_off)
		return queue_at(tx, reading->office, AGAIN_MS, why);
	return queue_at(tx, reading->office, reading->is_over ? READ_BOUNCES_EVERY_MS : 0, why);
}

enum err read_bounces_run(void *context, const struct job *job, struct fault *why)
{
	struct reading reading = {
		.office = context, .job = job, .deadline_ms = clock_monotonic_ms() + RUN_MS, .place = {.name = ""}};
	struct fault problem;

	/* A process without one leaves it to another, or to the next that is given one. */
	if (!reading.office->mail.mailbox)
		reading.is_over = true;
	else if (read_mailbox(&reading, &problem)) {
		log_warning("the mailbox of bounces could not be read to its end: %s", problem.text);
		reading.is_over = true;
	}
	return db_write(reading.office->db, queue_next, &reading, why);
}

static enum err queue_first(struct tx *tx, void *context, struct fault *why)
{
	return queue_at(tx, context, 0, why);
}

enum err read_bounces_begin(const struct office *office, struct fault *why)
{
	struct imap_server server;
	ARENA_SCOPED arena;
	enum err err;

	if (!office->mail.mailbox)
		return ERR_OK;
	arena_init(&arena);
	err = bounce_mailbox_read(&arena, office->mail.mailbox, &server, why);
	if (err)
		return err;
	bounce_mailbox_forget(&server);
	return db_write(office->db, queue_first, (void *)office, why);
}
