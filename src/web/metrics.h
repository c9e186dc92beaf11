/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the server counts about itself, written by many threads without a lock and shown as Prometheus
 * text (exposition format 0.0.4). It counts, it never names a person, an address or a path.
 */
#ifndef TENKEN_WEB_METRICS_H
#define TENKEN_WEB_METRICS_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/buf.h"

#define METRICS_BUCKETS 10

struct metrics {
	atomic_uint_fast64_t replies[6];                   /* by the first digit of the status; [0] is unused */
	atomic_uint_fast64_t buckets[METRICS_BUCKETS + 1]; /* not cumulative; the last is "slower" */
	atomic_uint_fast64_t total_us;
	atomic_uint_fast64_t connections_open;
	atomic_uint_fast64_t connections_total;
	atomic_uint_fast64_t connections_refused; /* beyond the limit */
	atomic_uint_fast64_t requests_refused;    /* malformed or too large, before any page saw them */
	atomic_uint_fast64_t requests_shed;       /* 503 because the queue was full */
	atomic_uint_fast64_t deadlines_missed;    /* closed because the other side was too slow */
};

/* Counts one reply; `us` is microseconds from the last byte of the request to the last rendered byte. */
void metrics_count_reply(struct metrics *metrics, int status, uint64_t us);

void metrics_render(const struct metrics *metrics, struct buf *out);

#endif
