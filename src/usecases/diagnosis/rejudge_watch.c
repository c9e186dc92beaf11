/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/rejudge_watch.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "jobs/queue.h"
#include "library/knowledge_file.h"
#include "library/recog_files.h"
#include "usecases/diagnosis/rejudge.h"

/* Both the catalog's file and recog's folder are replaced as a whole, so that the place of another one tells. */
static void add_place(struct buf *stamp, const char *path)
{
	struct stat status;

	if (stat(path, &status))
		buf_add_text(stamp, "none;");
	else
		buf_printf(stamp, "%llu.%lld.%lld.%09ld;", (unsigned long long)status.st_ino, (long long)status.st_size,
			   (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

static enum err queue_job(struct tx *tx, void *context, struct fault *why)
{
	const struct office *office = context;

	return queue_add(tx, REJUDGE_JOB, REJUDGE_JOB_SUBJECT, clock_now_ms(&office->clock), why);
}

void rejudge_watch_tick(void *context)
{
	struct rejudge_watch *watch = context;
	struct fault why;
	ARENA_SCOPED arena;
	BUF_SCOPED stamp;

	arena_init(&arena);
	buf_init(&stamp, KNOWLEDGE_STAMP_SIZE - 1);
	buf_add_text(&stamp, "of ");
	if (watch->office->knowledge) {
		add_place(&stamp, knowledge_file_path(&arena, watch->office->knowledge));
		add_place(&stamp, recog_files_folder(&arena, watch->office->knowledge));
	}
	if (!strcmp(watch->stamp, buf_text(&stamp)))
		return;
	/* When it cannot be queued the stamp stays the old one, and the next tick tries again. */
	if (db_write(watch->office->db, queue_job, (void *)watch->office, &why))
		log_warning("new knowledge was seen, but the job cannot be queued: %s", why.text);
	else
		snprintf(watch->stamp, sizeof(watch->stamp), "%s", buf_text(&stamp));
}
