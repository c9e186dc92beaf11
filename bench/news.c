/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One new entry of KEV against everybody. Usage: bench-news STORE BEFORE AFTER RECOG [COMPANIES]; STORE is an empty
 * folder, BEFORE and AFTER are folders with knowledge, of which the second has KEV; RECOG is a folder of recog's files,
 * whose examples of HTTP servers and of SSH are the banners.
 *
 * Untimed: cases with one finished diagnosis of three services each are written to a store of SQLite, judged by
 * BEFORE. Timed, for each CVE of KEV as if it had been added alone: asking whom it concerns, judging those again, and
 * writing all that a judgement writes, many of them by one commit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "codec/utf8.h"
#include "filling.h"
#include "library/knowledge_load.h"
#include "library/recog_files.h"
#include "main/check_table.h"
#include "store/application/case_list_store.h"
#include "store/diagnosis/authorisation_store.h"
#include "store/diagnosis/diagnosis_store.h"
#include "usecases/alone/judge_lines.h"
#include "usecases/diagnosis/rejudge.h"
#include "usecases/diagnosis/software_index.h"
#include "usecases/office_open.h"
#include "usecases/say_deed.h"

#define SERVICES      3
#define CASES_AT_ONCE 100
#define SEEN_MS       INT64_C(1756080000000) /* 2025-08-25, the day of the feeds */

static const struct offer {
	const char *service, *kind; /* of recog's files */
	int port;
} offers[SERVICES] = {
	{"http", "http_header.server", 443}, {"ssh", "ssh.banner", 22}, {"http", "http_header.server", 8443}};

struct banners {
	struct str *texts;
	size_t count, cap;
};

struct bench {
	struct office *office;
	const struct check_knowledge *before;
	struct banners banners[SERVICES];
	struct arena *arena; /* of one chunk of cases */
	uint64_t seed;
	int64_t after; /* the last case that has its diagnosis */
	size_t count;  /* of the chunk */
	struct case_row *cases;
	struct str lines[CASES_AT_ONCE][SERVICES];
	struct finding_list findings[CASES_AT_ONCE];
	struct software_index_rows software[CASES_AT_ONCE];
};

static void demand(enum err err, const struct fault *why)
{
	if (!err)
		return;
	fprintf(stderr, "news: %s\n", why->text);
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

static void collect(struct arena *arena, const struct recog_files *files, const char *kind, struct banners *into)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct fingerprint_file *file = files->files[i];
		for (size_t f = 0; !strcmp(file->kind, kind) && f < file->count; f++)
			for (size_t e = 0; e < file->fingerprints[f].example_count; e++) {
				struct str text = file->fingerprints[f].examples[e].text;
				if (!text.n || text.n > 500 || !utf8_is_valid(text))
					continue;
				into->texts =
					arena_grow(arena, into->texts, into->count, &into->cap, sizeof(*into->texts));
				into->texts[into->count++] = text;
			}
	}
}

/* What one service of a company said. */
static struct str make_line(struct arena *arena, const struct offer *offer, struct str banner)
{
	struct observation seen = {SEEN_MS, "service.banner", "www.example.jp", "192.0.2.1", offer->port, NULL};
	struct value *data = value_map(arena);
	BUF_SCOPED line;

	if (!strcmp(offer->service, "http")) {
		struct value *headers = value_list(arena), *header = value_list(arena);
		value_add(arena, header, value_text(arena, "server"));
		value_add(arena, header, value_str(arena, banner));
		value_add(arena, headers, header);
		value_set(arena, data, "headers", headers);
		value_set_text(arena, data, "title", "");
		seen.kind = "http.response";
	} else {
		value_set_text(arena, data, "service", offer->service);
		value_set_text(arena, data, "text", arena_printf(arena, "SSH-2.0-%.*s\r\n", (int)banner.n, banner.p));
	}
	seen.data = data;
	buf_init(&line, OBSERVATION_LINE_MAX);
	observation_format(&seen, &line);
	return str_of(str_dup(arena, buf_str(&line)), line.size);
}

static enum err load_cases(struct tx *tx, void *context, struct fault *why)
{
	struct bench *b = context;

	return case_list_store_after(tx, b->arena, b->after, CASES_AT_ONCE, &b->cases, &b->count, why);
}

static enum err add_lines(struct tx *tx, struct bench *b, size_t i, struct fault *why)
{
	int64_t id = b->cases[i].id;
	enum err err = ERR_OK;

	for (int j = 0; !err && j < SERVICES; j++)
		err = diagnosis_store_add_line(tx, DIAGNOSIS_OBSERVATIONS, id, j + 1, b->lines[i][j], why);
	for (size_t j = 0; !err && j < b->findings[i].count; j++) {
		BUF_SCOPED line;
		buf_init(&line, FINDING_LINE_MAX);
		finding_format(&b->findings[i].items[j], &line);
		err = diagnosis_store_add_line(tx, DIAGNOSIS_FINDINGS, id, (int64_t)j + 1, buf_str(&line), why);
	}
	return err;
}

/* Ids of authorisations and diagnoses are those of their cases. */
static enum err add_diagnosis(struct tx *tx, struct bench *b, size_t i, struct fault *why)
{
	int64_t id = b->cases[i].id;
	const struct authorisation_row authorisation = {.id = id,
							.case_id = id,
							.state = AUTHORISATION_STATE_AUTHORISED,
							.document = "{}",
							.authorised_ms = SEEN_MS};
	const struct diagnosis_row diagnosis = {.id = id,
						.case_id = id,
						.authorisation_id = id,
						.state = DIAGNOSIS_STATE_DONE,
						.queued_ms = SEEN_MS,
						.started_ms = SEEN_MS,
						.finished_ms = SEEN_MS,
						.probe_version = "0.1.0",
						.source_addresses = "",
						.problem = "",
						.knowledge = b->before->version,
						.judgement = 1};
	enum err err = authorisation_store_insert(tx, &authorisation, why);

	if (!err)
		err = diagnosis_store_insert(tx, &diagnosis, why);
	if (!err)
		err = add_lines(tx, b, i, why);
	return err ? err : seen_software_store_replace(tx, id, id, b->software[i].items, b->software[i].count, why);
}

static enum err store_chunk(struct tx *tx, void *context, struct fault *why)
{
	struct bench *b = context;
	const struct actor program = actor_program();
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < b->count; i++)
		err = add_diagnosis(tx, b, i, why);
	if (!err)
		say_deed(tx, &b->office->clock, &program, "observed");
	return err;
}

static void make_chunk(struct bench *b)
{
	struct check_input judged;
	struct fault why;

	for (size_t i = 0; i < b->count; i++) {
		for (int j = 0; j < SERVICES; j++)
			b->lines[i][j] = make_line(b->arena, &offers[j],
						   b->banners[j].texts[pick(&b->seed, b->banners[j].count)]);
		demand(judge_lines(b->arena, check_table, b->before, b->lines[i], SERVICES, SEEN_MS, &b->findings[i],
				   &judged, &why),
		       &why);
		software_index_gather(b->arena, &judged, &b->software[i]);
	}
}

static void diagnose_all(struct bench *b)
{
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	b->arena = &arena;
	do {
		demand(db_read(b->office->db, load_cases, b, &why), &why);
		make_chunk(b);
		if (b->count)
			demand(db_write(b->office->db, store_chunk, b, &why), &why);
		b->after = b->count ? b->cases[b->count - 1].id : b->after;
		arena_reset(&arena);
	} while (b->count == CASES_AT_ONCE);
}

static size_t one_deed(long i)
{
	return 1;
}

static int by_number(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double ms_since(clockid_t clock, struct timespec start)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)(now.tv_sec - start.tv_sec) * 1e3 + (double)(now.tv_nsec - start.tv_nsec) / 1e6;
}

/* One CVE after the other, as if each had just been added. */
static void measure(struct office *office, const struct check_knowledge *after)
{
	const char *const *ids;
	size_t count, measured = 0, slow = 0;
	double *times;
	double most = 0;
	int64_t most_companies = 0, companies = 0;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	count = catalog_list_newly_exploited(after->catalog, &arena, 100000, &ids);
	times = arena_array(&arena, count, sizeof(*times));
	for (size_t i = 0; i < count; i++) {
		struct check_knowledge news = *after;
		struct rejudge_result result;
		struct timespec start, begun;
		double ms;
		news.version = ids[i]; /* nobody was judged by it yet */
		clock_gettime(CLOCK_MONOTONIC, &start);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begun);
		demand(rejudge_cve(office, &news, ids[i], &result, &why), &why);
		ms = ms_since(CLOCK_MONOTONIC, start);
		if (!result.looked_at)
			continue;
		times[measured++] = ms;
		companies += result.looked_at;
		slow += ms >= 1000;
		if (ms > most) {
			most = ms;
			most_companies = result.looked_at;
		}
		printf("%-16s %6lld companies judged again, %5lld changed: %8.0f ms (%.0f ms of processors)\n", ids[i],
		       (long long)result.looked_at, (long long)result.changed, ms,
		       ms_since(CLOCK_PROCESS_CPUTIME_ID, begun));
	}
	qsort(times, measured, sizeof(*times), by_number);
	printf("%zu of KEV's %zu entries concern somebody, %lld companies in all: median %.0f ms, most %.0f ms (%lld "
	       "companies), %zu above 1 s\n",
	       measured, count, (long long)companies, measured ? times[measured / 2] : 0, most,
	       (long long)most_companies, slow);
}

int main(int argc, char **argv)
{
	long companies = argc > 5 ? atol(argv[5]) : 100000;
	static struct bench b = {.seed = UINT64_C(88172645463325252), .after = INT64_MIN};
	struct knowledge_loaded before, after;
	struct recog_files files;
	struct timespec start;
	struct fault why;
	ARENA_SCOPED arena;
	const char *address, *key;

	if (argc < 5) {
		fprintf(stderr, "usage: bench-news STORE BEFORE AFTER RECOG [COMPANIES]\n");
		return 1;
	}
	arena_init(&arena);
	address = arena_printf(&arena, "sqlite:%s/tenken.db", argv[1]);
	key = arena_printf(&arena, "%s/log.key", argv[1]);
	demand(office_init(&(struct office_init){.address = address,
						 .edition_path = "programmes/tokyo-r7",
						 .log_key = key,
						 .rehearsal = true},
			   &why),
	       &why);
	demand(office_open(&(struct office_open){.address = address, .checks = check_table, .log_key = key}, &b.office,
			   &why),
	       &why);
	demand(recog_files_load(&arena, argv[4], &files, &why), &why);
	for (int i = 0; i < SERVICES; i++)
		collect(&arena, &files, offers[i].kind, &b.banners[i]);
	demand(knowledge_load(argv[2], &before, &why), &why);
	b.before = &before.knowledge;
	filling_store(b.office, companies, one_deed);
	diagnose_all(&b);
	knowledge_load_release(&before);
	clock_gettime(CLOCK_MONOTONIC, &start);
	demand(knowledge_load(argv[3], &after, &why), &why);
	printf("the new knowledge was opened in %.0f ms\n", ms_since(CLOCK_MONOTONIC, start));
	measure(b.office, &after.knowledge);
	knowledge_load_release(&after);
	office_close(b.office);
	return 0;
}
