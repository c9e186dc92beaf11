/* SPDX-License-Identifier: Apache-2.0 */
#include "web/metrics.h"

static const struct {
	uint64_t us;
	const char *seconds;
} bounds[METRICS_BUCKETS] = {
	{500, "0.0005"}, {1000, "0.001"}, {5000, "0.005"}, {10000, "0.01"}, {25000, "0.025"},
	{50000, "0.05"}, {100000, "0.1"}, {500000, "0.5"}, {1000000, "1"},  {5000000, "5"},
};

void metrics_count_reply(struct metrics *metrics, int status, uint64_t us)
{
	size_t bucket = 0;

	while (bucket < METRICS_BUCKETS && us > bounds[bucket].us)
		bucket++;
	atomic_fetch_add(&metrics->buckets[bucket], 1);
	atomic_fetch_add(&metrics->total_us, us);
	if (status >= 100 && status < 600)
		atomic_fetch_add(&metrics->replies[status / 100], 1);
}

static unsigned long long read_count(const atomic_uint_fast64_t *count)
{
	return (unsigned long long)atomic_load(count);
}

static void render_one(struct buf *out, const char *name, const char *type, const char *help,
		       const atomic_uint_fast64_t *count)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n%s %llu\n", name, help, name, type, name, read_count(count));
}

static void render_durations(const struct metrics *metrics, struct buf *out)
{
	unsigned long long sum = 0, total_us = read_count(&metrics->total_us);

	buf_add_text(out, "# HELP tenken_web_request_seconds Time to answer a request.\n"
			  "# TYPE tenken_web_request_seconds histogram\n");
	for (size_t i = 0; i < METRICS_BUCKETS; i++) {
		sum += read_count(&metrics->buckets[i]);
		buf_printf(out, "tenken_web_request_seconds_bucket{le=\"%s\"} %llu\n", bounds[i].seconds, sum);
	}
	sum += read_count(&metrics->buckets[METRICS_BUCKETS]);
	buf_printf(out, "tenken_web_request_seconds_bucket{le=\"+Inf\"} %llu\n", sum);
	buf_printf(out, "tenken_web_request_seconds_sum %llu.%06llu\n", total_us / 1000000, total_us % 1000000);
	buf_printf(out, "tenken_web_request_seconds_count %llu\n", sum);
}

void metrics_render(const struct metrics *metrics, struct buf *out)
{
	buf_add_text(out, "# HELP tenken_web_replies_total Replies by class of status.\n"
			  "# TYPE tenken_web_replies_total counter\n");
	for (int class = 1; class < 6; class ++)
		buf_printf(out, "tenken_web_replies_total{class=\"%dxx\"} %llu\n", class,
			   read_count(&metrics->replies[class]));
	render_durations(metrics, out);
	render_one(out, "tenken_web_connections_open", "gauge", "Connections now.", &metrics->connections_open);
	render_one(out, "tenken_web_connections_total", "counter", "Connections since the start.",
		   &metrics->connections_total);
	render_one(out, "tenken_web_connections_refused_total", "counter", "Connections beyond the limit.",
		   &metrics->connections_refused);
	render_one(out, "tenken_web_requests_refused_total", "counter", "Malformed or too large requests.",
		   &metrics->requests_refused);
	render_one(out, "tenken_web_requests_shed_total", "counter", "Requests answered 503 because of the queue.",
		   &metrics->requests_shed);
	render_one(out, "tenken_web_deadlines_missed_total", "counter", "Connections closed for slowness.",
		   &metrics->deadlines_missed);
}
