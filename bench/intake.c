/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Complete applications a second over HTTP, beside bare inserts of the same size. See README.md.
 *
 * intake [APPLICATIONS-A-ROUND [ROUNDS]]
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "application_size.h"
#include "base/buf.h"
#include "child_server.h"
#include "codec/yaml.h"
#include "disk/read_file.h"
#include "load.h"
#include "store/db.h"
#include "usecases/edition_folder.h"
#include "usecases/office_open.h"
#include "usecases/seal/audit_verify.h"
#include "visitor.h"

#define EDITION     "programmes/tokyo-r7"
#define REHEARSAL   "programmes/tokyo-r7/rehearsal.yaml"
#define CONNECTIONS 64
#define COUNTS      5

struct bench {
	struct arena arena;
	const char *folder;
	struct visitor *visitors;
	struct str *requests;
	size_t count;
	const char *answers; /* of the whole form, encoded, behind the token */
	int expected;        /* status */
	const char *leads_to;
	double processor_us;    /* of the server, for one request of the last run */
	int64_t before[COUNTS]; /* of the invented companies of the rehearsal */
};

static void die(const char *what, const char *why)
{
	fprintf(stderr, "intake: %s: %s\n", what, why);
	exit(1);
}

static void add_fields(struct buf *out, const struct value *map)
{
	for (size_t i = 0; i < value_count(map); i++) {
		buf_printf(out, "&%s=", map->keys[i].p);
		for (const char *c = map->items[i]->text.p; *c; c++)
			buf_printf(out, isalnum((unsigned char)*c) ? "%c" : "%%%02X", (unsigned char)*c);
	}
}

/* Every page gets the whole form: it takes what is its own. */
static void read_answers(struct bench *bench)
{
	struct fault why;
	struct value *file;
	struct str bytes;
	BUF_SCOPED out;

	buf_init(&out, 1 << 20);
	if (read_file(&bench->arena, REHEARSAL, 1 << 20, &bytes, &why) ||
	    yaml_decode(&bench->arena, bytes, REHEARSAL, &file, &why))
		die(REHEARSAL, why.text);
	add_fields(&out, value_get(file, "common"));
	add_fields(&out, value_get(value_at(value_get(file, "companies"), 0), "answers"));
	bench->answers = arena_strdup(&bench->arena, buf_text(&out));
}

/* --- visitors --- */

static bool take(void *context, size_t index, const struct load_reply *reply)
{
	struct bench *bench = context;
	if (reply->status != bench->expected)
		return false;
	if (bench->leads_to && !strstr(reply->head.p, bench->leads_to))
		return false;
	visitor_take(&bench->visitors[index], reply);
	return true;
}

static struct load_result run(struct bench *bench, const struct child_server *server, int expected,
			      const char *leads_to)
{
	const struct load load = {server->port, CONNECTIONS, bench->requests, bench->count, take, bench};
	double before = child_server_seconds(server);
	struct load_result result;

	bench->expected = expected;
	bench->leads_to = leads_to;
	if (!load_run(&load, &result))
		exit(1);
	bench->processor_us = 1e6 * (child_server_seconds(server) - before) / (double)bench->count;
	return result;
}

static struct load_result get_all(struct bench *bench, const struct child_server *server, struct arena *arena,
				  const char *path)
{
	const char *request = arena_printf(arena, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path);

	for (size_t i = 0; i < bench->count; i++)
		bench->requests[i] = str_from(request);
	return run(bench, server, 200, NULL);
}

static struct load_result post_all(struct bench *bench, const struct child_server *server, struct arena *arena,
				   const char *path, const char *fields, const char *leads_to)
{
	for (size_t i = 0; i < bench->count; i++)
		bench->requests[i] = visitor_post(&bench->visitors[i], arena, path, fields);
	return run(bench, server, 303, leads_to);
}

static void forget_visitors(struct bench *bench)
{
	memset(bench->visitors, 0, bench->count * sizeof(*bench->visitors));
}

/* --- rounds --- */

/* The drafts are filled in untimed; the time is that of sending them. */
static struct load_result apply(struct bench *bench, const struct child_server *server, const struct edition *edition)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	forget_visitors(bench);
	get_all(bench, server, &arena,
		arena_printf(&arena, "/calls/%s/apply/a/%s", edition->id, edition->application[0].id));
	for (size_t i = 0; i < edition->application_count; i++)
		post_all(bench, server, &arena,
			 arena_printf(&arena, "/calls/%s/apply/a/%s", edition->id, edition->application[i].id),
			 bench->answers, NULL);
	return post_all(bench, server, &arena, arena_printf(&arena, "/calls/%s/apply/a/check", edition->id), "",
			arena_printf(&arena, "\r\nLocation: /calls/%s/apply/a/done", edition->id));
}

static struct load_result insert(struct bench *bench, const struct child_server *server)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	forget_visitors(bench);
	get_all(bench, server, &arena, "/form");
	return post_all(bench, server, &arena, "/insert", "", "\r\nLocation: /done");
}

/* --- the store afterwards --- */

struct look {
	struct arena *arena;
	const char *sql;
	int64_t answer;
};

static enum err ask(struct tx *tx, void *context, struct fault *why)
{
	struct look *look = context;
	struct rows *rows;
	enum err err = tx_query(tx, look->arena, look->sql, NULL, 0, &rows, why);

	if (!err)
		look->answer = rows_int(rows, 0, 0);
	return err;
}

static int64_t answer(struct bench *bench, const char *address, const char *sql)
{
	struct look look = {.arena = &bench->arena, .sql = sql};
	struct fault why;
	struct db *db;

	if (db_open_reader(address, &db, &why) || db_read(db, ask, &look, &why))
		die(address, why.text);
	db_close(db);
	return look.answer;
}

static void demand(struct bench *bench, const char *address, const char *sql, int64_t expected)
{
	int64_t found = answer(bench, address, sql);

	if (found == expected)
		return;
	fprintf(stderr, "intake: %lld and not %lld: %s\n", (long long)found, (long long)expected, sql);
	exit(1);
}

/* One row more of each for an application. */
static const char *const counts[COUNTS] = {
	"SELECT COUNT(*) FROM company_case",
	"SELECT MAX(number) FROM company_case",
	"SELECT COUNT(*) FROM event",
	"SELECT COUNT(*) FROM answer_sheet",
	/* All are of one company: the first of them is told once that another came. */
	"SELECT COUNT(*) FROM message WHERE template <> 'another_application'",
};

static void verify(struct bench *bench, const char *address, int64_t expected)
{
	const struct audit_verify_input input = {.key = str_of("", 0)};
	struct office *office;
	struct value *report;
	struct fault why;

	for (size_t i = 0; i < COUNTS; i++)
		demand(bench, address, counts[i], bench->before[i] + expected);
	if (office_open(&(struct office_open){.address = address, .read_only = true}, &office, &why) ||
	    audit_verify(office, &bench->arena, &input, &report, &why))
		die(address, why.text);
	if (value_count(value_get(report, "differences")))
		die("audit", value_get_text(value_at(value_get(report, "differences"), 0), "kind"));
	office_close(office);
}

static const char *sqlite(struct bench *bench, const char *name)
{
	return arena_printf(&bench->arena, "sqlite:%s/%s/tenken.db", bench->folder, name);
}

static const char *folder(struct bench *bench, const char *name)
{
	return arena_printf(&bench->arena, "%s/%s", bench->folder, name);
}

static void start_tenken(struct bench *bench, const char *name, struct child_server *server)
{
	const char *data = folder(bench, name);

	if (!child_run((const char *const[]){TENKEN, "init", "--data", data, "--edition", EDITION, "--rehearsal",
					     "--clock", "2025-06-02T10:00:00+09:00", NULL}))
		die("tenken init", "failed");
	for (size_t i = 0; i < COUNTS; i++)
		bench->before[i] = answer(bench, sqlite(bench, name), counts[i]);
	if (!child_server_start(server, (const char *const[]){TENKEN, "serve", "--data", data, "--listen",
							      "127.0.0.1:0", "--quiet", NULL}))
		die("tenken serve", "cannot be started");
}

static void start_bare(struct bench *bench, int64_t size, struct child_server *server)
{
	const char *data = folder(bench, "bare");

	if (!child_run((const char *const[]){"/bin/mkdir", data, NULL}) ||
	    !child_server_start(server,
				(const char *const[]){BARE, sqlite(bench, "bare"),
						      arena_printf(&bench->arena, "%lld", (long long)size), NULL}))
		die("bench-bare", "cannot be started");
}

static void make_folder(struct bench *bench)
{
	static char path[] = "bench-intake-XXXXXX";

	bench->folder = mkdtemp(path);
	if (!bench->folder)
		die(path, "cannot be made");
}

struct round {
	struct load_result intake, bare;
	double intake_us, bare_us; /* of the server's processor time */
};

static void print_round(int number, const struct round *round)
{
	const struct load_result *intake = &round->intake, *bare = &round->bare;

	printf("round %d: intake %7.0f/s  p50 %5.1f ms  p99 %5.1f ms  max %5.1f ms  processor %4.0f us | "
	       "bare %7.0f/s  p99 %5.1f ms  processor %4.0f us | ratio %.2f\n",
	       number, intake->per_second, intake->p50_ms, intake->p99_ms, intake->max_ms, round->intake_us,
	       bare->per_second, bare->p99_ms, round->bare_us, intake->per_second / bare->per_second);
	fflush(stdout);
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 2000;
	int rounds = argc > 2 ? atoi(argv[2]) : 5;
	struct bench bench = {.count = count};
	struct child_server tenken, bare;
	double ratios[100], worst_p99 = 0;
	struct edition *edition;
	struct fault why;
	int64_t size;

	if (count < CONNECTIONS || rounds < 1 || rounds > 100)
		die("usage", "intake [APPLICATIONS-A-ROUND [ROUNDS]]");
	arena_init(&bench.arena);
	bench.visitors = calloc(count, sizeof(*bench.visitors));
	bench.requests = calloc(count, sizeof(*bench.requests));
	if (edition_folder_load(EDITION, NULL, &edition, &why))
		die(EDITION, why.text);
	read_answers(&bench);
	make_folder(&bench);
	start_tenken(&bench, "tenken", &tenken);
	apply(&bench, &tenken, edition); /* warms up, and shows how large an application is */
	size = answer(&bench, sqlite(&bench, "tenken"), application_size_sql) / ((int64_t)count + bench.before[0]);
	start_bare(&bench, size, &bare);
	insert(&bench, &bare);
	printf("%zu applications a round, %d connections, %lld bytes each\n", count, CONNECTIONS, (long long)size);
	for (int i = 0; i < rounds; i++) {
		struct round round;

		round.bare = insert(&bench, &bare);
		round.bare_us = bench.processor_us;
		round.intake = apply(&bench, &tenken, edition);
		round.intake_us = bench.processor_us;
		ratios[i] = round.intake.per_second / round.bare.per_second;
		worst_p99 = round.intake.p99_ms > worst_p99 ? round.intake.p99_ms : worst_p99;
		print_round(i + 1, &round);
	}
	child_server_stop(&tenken);
	child_server_stop(&bare);
	verify(&bench, sqlite(&bench, "tenken"), (int64_t)count * (rounds + 1));
	demand(&bench, sqlite(&bench, "bare"), "SELECT COUNT(*) FROM bare", (int64_t)count * (rounds + 1));
	qsort(ratios, (size_t)rounds, sizeof(ratios[0]), compare);
	printf("every answered application is in the store, and the audit finds no difference\n"
	       "intake/bare, median: %.2f (target 0.4)   worst p99: %.1f ms (target 100)\n",
	       ratios[rounds / 2], worst_p99);
	child_run((const char *const[]){"/bin/rm", "-r", bench.folder, NULL});
	edition_free(edition);
	arena_release(&bench.arena);
	return 0;
}
