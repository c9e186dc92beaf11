/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/health.h"

#include "jobs/queue.h"
#include "store/post/message_store.h"

static const enum message_state states[] = {MESSAGE_STATE_QUEUED, MESSAGE_STATE_FAILED};

struct health_work {
	struct queue_counts jobs;
	int64_t mails[COUNT(states)];
};

static enum err count(struct tx *tx, void *context, struct fault *why)
{
	struct health_work *work = context;
	enum err err = queue_count(tx, &work->jobs, why);

	for (size_t i = 0; !err && i < COUNT(states); i++)
		err = message_store_count(tx, states[i], &work->mails[i], why);
	return err;
}

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct queue_counts *counts = context;

	return queue_count(tx, counts, why);
}

enum err health_check(const struct office *office, struct fault *why)
{
	struct queue_counts counts;
	enum err err = db_read(office->db, look, &counts, why);

	return err ? err : db_can_write(office->db, why);
}

enum err health_metrics(const struct office *office, struct buf *out, struct fault *why)
{
	struct health_work work;
	enum err err = db_read(office->db, count, &work, why);

	if (err)
		return err;
	buf_printf(out,
		   "# HELP tenken_jobs Jobs in the store.\n# TYPE tenken_jobs gauge\n"
		   "tenken_jobs{state=\"waiting\"} %lld\ntenken_jobs{state=\"leased\"} %lld\n"
		   "tenken_jobs{state=\"parked\"} %lld\n",
		   (long long)work.jobs.waiting, (long long)work.jobs.leased, (long long)work.jobs.parked);
	buf_add_text(out, "# HELP tenken_mails Mails of the outbox that are not settled.\n# TYPE tenken_mails gauge\n");
	for (size_t i = 0; i < COUNT(states); i++)
		buf_printf(out, "tenken_mails{state=\"%s\"} %lld\n", message_state_name(states[i]),
			   (long long)work.mails[i]);
	return ERR_OK;
}
