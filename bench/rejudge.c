/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Judging everybody again after a KEV update. Usage: bench-rejudge BEFORE AFTER RECOG [COMPANIES]; BEFORE and AFTER are
 * folders with knowledge, of which the second has KEV; RECOG is a folder of recog's files, whose examples are the
 * banners.
 *
 * Untimed: companies of eight services each are made up, judged by BEFORE, and written to a file a thread as the lines
 * that a store holds. Timed: the lines are read, parsed and judged by AFTER, and compared with the former findings, as
 * usecases/diagnosis/rejudge.c does it, on THREADS threads; the store itself is left out. Prints seconds, companies a
 * second, peak memory, and how many findings changed.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "codec/utf8.h"
#include "findings/difference.h"
#include "library/knowledge_load.h"
#include "library/recog_files.h"
#include "main/check_table.h"
#include "usecases/alone/judge_lines.h"

#define THREADS   2
#define SERVICES  8
#define LINES_MAX 4096
#define SEEN_MS   INT64_C(1756080000000) /* 2025-08-25, the day of the feeds */

/* What small companies show to the Internet, of a hundred services: mostly web and mail. An estimate. */
static const struct offer {
	const char *service, *kind; /* of recog's files */
	const char *before, *after; /* around an example, as it comes over the line */
	int port, weight;
} offers[] = {
	{"http", "http_header.server", "", "", 443, 45},   {"ssh", "ssh.banner", "SSH-2.0-", "\r\n", 22, 12},
	{"smtp", "smtp.banner", "220 ", "\r\n", 25, 12},   {"ftp", "ftp.banner", "220 ", "\r\n", 21, 9},
	{"imap", "imap4.banner", "* OK ", "\r\n", 143, 8}, {"pop3", "pop3.banner", "+OK ", "\r\n", 110, 6},
	{"mysql", "mysql.banners", "", "", 3306, 4},       {"telnet", "telnet_banners", "", "", 23, 4},
};

struct banners {
	struct str *texts;
	size_t count, cap;
};

struct share {
	const struct banners *banners; /* by offer */
	const char *data;
	FILE *file;
	long companies;
	uint64_t seed;
	long changed_companies, changed_findings;
	pthread_t thread;
};

static void fail(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(1);
}

/* xorshift64*: the same companies in every run. */
static size_t pick(uint64_t *seed, size_t below)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (size_t)((*seed * UINT64_C(2685821657736338717)) >> 33) % below;
}

static void collect(struct arena *arena, const struct recog_files *files, struct banners banners[COUNT(offers)])
{
	for (size_t i = 0; i < files->count; i++)
		for (size_t o = 0; o < COUNT(offers); o++) {
			const struct fingerprint_file *file = files->files[i];
			if (strcmp(file->kind, offers[o].kind) != 0)
				continue;
			for (size_t f = 0; f < file->count; f++)
				for (size_t e = 0; e < file->fingerprints[f].example_count; e++) {
					struct str text = file->fingerprints[f].examples[e].text;
					struct banners *into = &banners[o];
					if (!text.n || text.n > 1000 || !utf8_is_valid(text))
						continue;
					into->texts = arena_grow(arena, into->texts, into->count, &into->cap,
								 sizeof(*into->texts));
					into->texts[into->count++] = text;
				}
		}
}

static struct value *data_of(struct arena *arena, const struct offer *offer, struct str text)
{
	struct value *data = value_map(arena);
	BUF_SCOPED all;

	buf_init(&all, 4096);
	if (!strcmp(offer->service, "mysql"))
		buf_add(&all, STR("\x4a\0\0\0\n"));
	buf_add_text(&all, offer->before);
	buf_add(&all, text);
	buf_add_text(&all, offer->after);
	if (!strcmp(offer->service, "http")) {
		struct value *headers = value_list(arena), *header = value_list(arena);
		value_add(arena, header, value_text(arena, "server"));
		value_add(arena, header, value_str(arena, text));
		value_add(arena, headers, header);
		value_set_bool(arena, data, "tls", true);
		value_set_text(arena, data, "method", "GET");
		value_set_text(arena, data, "path", "/");
		value_set_int(arena, data, "status", 200);
		value_set(arena, data, "headers", headers);
		value_set_text(arena, data, "title", "");
		value_set_int(arena, data, "body_bytes", 100);
		return data;
	}
	value_set_text(arena, data, "service", offer->service);
	value_set(arena, data, "text", value_str(arena, buf_str(&all)));
	return data;
}

static struct str line_of(struct arena *arena, const struct observation *observation)
{
	BUF_SCOPED line;

	buf_init(&line, OBSERVATION_LINE_MAX);
	observation_format(observation, &line);
	return str_of(str_dup(arena, buf_str(&line)), buf_str(&line).n);
}

static const struct offer *pick_offer(uint64_t *seed)
{
	int left = (int)pick(seed, 100);
	size_t o = 0;

	while (o + 1 < COUNT(offers) && left >= offers[o].weight)
		left -= offers[o++].weight;
	return &offers[o];
}

/* Two lines a service: the port, and what stands there. */
static size_t make_company(struct arena *arena, struct share *share, long number, struct str lines[2 * SERVICES])
{
	char *target = arena_printf(arena, "c%ld.example.jp", number);
	size_t count = 0;

	for (int i = 0; i < SERVICES; i++) {
		const struct offer *offer = pick_offer(&share->seed);
		const struct banners *from = &share->banners[offer - offers];
		struct observation seen = {SEEN_MS, "port.open", target, "192.0.2.1", offer->port + 1000 * i, NULL};
		struct value *open = value_map(arena);
		if (!from->count)
			fail("recog has no examples of one of the services");
		value_set_text(arena, open, "transport", "tcp");
		seen.data = open;
		lines[count++] = line_of(arena, &seen);
		seen.kind = strcmp(offer->service, "http") == 0 ? "http.response" : "service.banner";
		seen.data = data_of(arena, offer, from->texts[pick(&share->seed, from->count)]);
		lines[count++] = line_of(arena, &seen);
	}
	return count;
}

static void judge(struct arena *arena, const struct check_knowledge *knowledge, const struct str *lines, size_t count,
		  struct finding_list *ret_findings)
{
	struct fault why;

	if (judge_lines(arena, check_table, knowledge, lines, count, SEEN_MS, ret_findings, NULL, &why))
		fail(why.text);
}

static void write_company(FILE *file, const struct str *lines, size_t count, const struct finding_list *findings)
{
	BUF_SCOPED line;

	buf_init(&line, FINDING_LINE_MAX);
	for (size_t i = 0; i < count; i++)
		fprintf(file, "%.*s\n", (int)lines[i].n, lines[i].p);
	fputs("-\n", file);
	for (size_t i = 0; i < findings->count; i++) {
		buf_clear(&line);
		finding_format(&findings->items[i], &line);
		fprintf(file, "%s\n", buf_text(&line));
	}
	fputs("\n", file);
}

/* Untimed. */
static void *make_share(void *context)
{
	struct share *share = context;
	struct knowledge_loaded loaded;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (knowledge_load(share->data, &loaded, &why))
		fail(why.text);
	for (long i = 0; i < share->companies; i++) {
		struct str lines[2 * SERVICES];
		struct finding_list findings;
		size_t count = make_company(&arena, share, i, lines);
		judge(&arena, &loaded.knowledge, lines, count, &findings);
		write_company(share->file, lines, count, &findings);
		arena_reset(&arena);
	}
	knowledge_load_release(&loaded);
	if (fflush(share->file) || fseek(share->file, 0, SEEK_SET))
		fail("the temporary file cannot be written");
	return NULL;
}

static void rejudge_company(struct arena *arena, const struct check_knowledge *knowledge, const struct str *lines,
			    size_t observed, size_t found, struct share *share)
{
	struct finding *before = arena_array(arena, found, sizeof(*before));
	struct differences differences;
	struct finding_list after;
	struct fault why;
	long changed = 0;

	for (size_t i = 0; i < found; i++)
		if (finding_parse(arena, lines[observed + i], &before[i], &why))
			fail(why.text);
	judge(arena, knowledge, lines, observed, &after);
	difference_find(arena, before, found, after.items, after.count, &differences);
	for (size_t i = 0; i < differences.count; i++)
		changed += differences.items[i].change != CHANGE_SAME;
	share->changed_findings += changed;
	share->changed_companies += changed > 0;
}

/* Timed. */
static void *rejudge_share(void *context)
{
	struct share *share = context;
	struct knowledge_loaded loaded;
	struct str lines[LINES_MAX];
	size_t count = 0, observed = 0, room = 0;
	char *line = NULL;
	struct fault why;
	ssize_t size;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (knowledge_load(share->data, &loaded, &why))
		fail(why.text);
	while ((size = getline(&line, &room, share->file)) > 0) {
		if (size == 2 && *line == '-') {
			observed = count;
		} else if (size > 1 && count < LINES_MAX) {
			lines[count++] = str_of(arena_strndup(&arena, line, (size_t)size - 1), (size_t)size - 1);
		} else {
			rejudge_company(&arena, &loaded.knowledge, lines, observed, count - observed, share);
			arena_reset(&arena);
			count = 0;
		}
	}
	free(line);
	knowledge_load_release(&loaded);
	return NULL;
}

static void run_all(struct share shares[THREADS], const char *data, void *(*run)(void *))
{
	for (int i = 0; i < THREADS; i++) {
		shares[i].data = data;
		if (pthread_create(&shares[i].thread, NULL, run, &shares[i]))
			fail("no thread could be started");
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(shares[i].thread, NULL);
}

/* Of all threads so far, in seconds. */
static double processor_time(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void report(const struct share shares[THREADS], long companies, double seconds, double worked)
{
	long changed = 0, changed_companies = 0;
	struct rusage usage;

	for (int i = 0; i < THREADS; i++) {
		changed += shares[i].changed_findings;
		changed_companies += shares[i].changed_companies;
	}
	getrusage(RUSAGE_SELF, &usage);
	printf("%ld companies of %d services judged again in %.1f s (%.1f s of processor time, %d threads): "
	       "%.0f companies a second\n",
	       companies, SERVICES, seconds, worked, THREADS, (double)companies / seconds);
	printf("%ld findings of %ld companies changed; peak memory of the whole run %ld MB\n", changed,
	       changed_companies, usage.ru_maxrss / 1024);
}

int main(int argc, char **argv)
{
	struct banners banners[COUNT(offers)] = {0};
	struct share shares[THREADS] = {0};
	long companies = argc > 4 ? atol(argv[4]) : 100000;
	struct recog_files files;
	struct fault why;
	double worked;
	int64_t start;
	ARENA_SCOPED arena;

	if (argc < 4)
		fail("usage: bench-rejudge BEFORE AFTER RECOG [COMPANIES]");
	arena_init(&arena);
	if (recog_files_load(&arena, argv[3], &files, &why))
		fail(why.text);
	collect(&arena, &files, banners);
	for (int i = 0; i < THREADS; i++) {
		shares[i] = (struct share){.banners = banners,
					   .file = tmpfile(),
					   .companies = companies / THREADS,
					   .seed = UINT64_C(88172645463325252) + (uint64_t)i};
		if (!shares[i].file)
			fail("no temporary file");
	}
	run_all(shares, argv[1], make_share);
	start = clock_monotonic_ms();
	worked = processor_time();
	run_all(shares, argv[2], rejudge_share);
	report(shares, companies, (double)(clock_monotonic_ms() - start) / 1000, processor_time() - worked);
	return 0;
}
