/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The opening second: everybody applies at once. See README.md.
 *
 * opening [APPLICANTS]
 */
#include <ctype.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "application_size.h"
#include "base/buf.h"
#include "child_server.h"
#include "codec/yaml.h"
#include "disk/read_file.h"
#include "lib/pg_server.h"
#include "load.h"
#include "store/db.h"
#include "usecases/edition_folder.h"
#include "usecases/office_open.h"
#include "usecases/seal/audit_replay.h"
#include "visitor.h"

#define EDITION      "programmes/tokyo-r7"
#define REHEARSAL    "programmes/tokyo-r7/rehearsal.yaml"
#define CONNECTIONS  256
#define SERVERS_MAX  3
#define SERVER_MEETS 0.4 /* of those who come, the one that is killed has answered so many of its share */

struct applicant {
	struct visitor visitor;
	const char *answers; /* of the whole form, encoded: every tenth one wants three visits */
	bool is_answered;    /* 303 to its receipt */
};

struct opening {
	struct arena arena;
	char folder[40];
	const struct edition *edition;
	struct applicant *applicants;
	size_t count;
	struct child_server servers[SERVERS_MAX];
	size_t server_count;
	const char *address, *log_key;
	int64_t before; /* invented companies of the rehearsal */
};

static void die(const char *what, const char *why)
{
	fprintf(stderr, "opening: %s: %s\n", what, why);
	exit(1);
}

static const char *printed(struct opening *opening, const char *format, const char *text)
{
	return arena_printf(&opening->arena, "%s%s", format, text);
}

/* --- who applies --- */

static void add_fields(struct buf *out, const struct value *map, const char *course)
{
	for (size_t i = 0; i < value_count(map); i++) {
		const char *text = str_is(map->keys[i], "course") ? course : map->items[i]->text.p;
		buf_printf(out, "&%s=", map->keys[i].p);
		for (const char *c = text; *c; c++)
			buf_printf(out, isalnum((unsigned char)*c) ? "%c" : "%%%02X", (unsigned char)*c);
	}
}

static const char *answers_for(struct opening *opening, const char *course)
{
	struct value *file;
	struct fault why;
	struct str bytes;
	BUF_SCOPED out;

	buf_init(&out, 1 << 20);
	if (read_file(&opening->arena, REHEARSAL, 1 << 20, &bytes, &why) ||
	    yaml_decode(&opening->arena, bytes, REHEARSAL, &file, &why))
		die(REHEARSAL, why.text);
	add_fields(&out, value_get(file, "common"), course);
	add_fields(&out, value_get(value_at(value_get(file, "companies"), 0), "answers"), course);
	return arena_strdup(&opening->arena, buf_text(&out));
}

static void invite(struct opening *opening)
{
	const char *one = answers_for(opening, "one"), *three = answers_for(opening, "three");

	memset(opening->applicants, 0, opening->count * sizeof(*opening->applicants));
	for (size_t i = 0; i < opening->count; i++)
		opening->applicants[i].answers = i % 10 == 9 ? three : one;
}

/* --- requests of a share of them to one server --- */

struct share {
	struct opening *opening;
	size_t server;
	size_t *who; /* places in applicants */
	size_t count;
	struct str *requests;
	int expected; /* status */
	const char *leads_to;
	size_t kill_after; /* answers; 0: the server lives */
	size_t answers;
	int64_t *receipts; /* read from the reply, by place in applicants; NULL: none are shown */
	bool is_whole;
	struct load_result result;
};

static int64_t receipt_in(const struct opening *opening, const struct load_reply *reply)
{
	const char *at = strstr(reply->body.p, opening->edition->receipt_prefix);

	return at ? atoll(at + strlen(opening->edition->receipt_prefix)) : 0;
}

static bool take(void *context, size_t index, const struct load_reply *reply)
{
	struct share *share = context;
	struct applicant *applicant = &share->opening->applicants[share->who[index]];

	if (reply->status != share->expected || (share->leads_to && !strstr(reply->head.p, share->leads_to)))
		return false;
	visitor_take(&applicant->visitor, reply);
	applicant->is_answered = share->leads_to != NULL;
	if (share->receipts)
		share->receipts[share->who[index]] = receipt_in(share->opening, reply);
	if (++share->answers == share->kill_after)
		kill(share->opening->servers[share->server].pid, SIGKILL); /* which this program started */
	return true;
}

static void *run(void *context)
{
	struct share *share = context;
	const struct opening *opening = share->opening;
	const struct load load = {opening->servers[share->server].port,
				  CONNECTIONS / (int)opening->server_count,
				  share->requests,
				  share->count,
				  take,
				  share};

	share->is_whole = !share->count || load_run(&load, &share->result);
	return NULL;
}

struct round {
	const char *path;
	bool is_post, sends_answers;
	const char *leads_to;
	size_t kill_server, kill_after; /* 0: none is killed */
	int64_t *receipts;
	bool only_unanswered;
};

static void write_requests(struct share *share, const struct round *round, struct arena *arena)
{
	struct opening *opening = share->opening;

	share->who = arena_array(arena, opening->count, sizeof(*share->who));
	share->requests = arena_array(arena, opening->count, sizeof(*share->requests));
	for (size_t i = share->server; i < opening->count; i += opening->server_count) {
		const struct applicant *applicant = &opening->applicants[i];
		if (round->only_unanswered && applicant->is_answered)
			continue;
		share->who[share->count] = i;
		share->requests[share->count++] = round->is_post
							  ? visitor_post(&applicant->visitor, arena, round->path,
									 round->sends_answers ? applicant->answers : "")
							  : visitor_get(&applicant->visitor, arena, round->path);
	}
}

/* All at once; false when a server died meanwhile. */
static bool play(struct opening *opening, const struct round *round, struct load_result *ret_result)
{
	struct share shares[SERVERS_MAX] = {{0}};
	pthread_t threads[SERVERS_MAX];
	bool is_whole = true;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < opening->server_count; i++) {
		shares[i] = (struct share){.opening = opening,
					   .server = i,
					   .expected = round->is_post ? 303 : 200,
					   .leads_to = round->leads_to,
					   .receipts = round->receipts};
		if (round->kill_after && i == round->kill_server)
			shares[i].kill_after = round->kill_after;
		write_requests(&shares[i], round, &arena);
	}
	for (size_t i = 0; i < opening->server_count; i++)
		if (pthread_create(&threads[i], NULL, run, &shares[i]))
			die("a thread", "cannot be made");
	for (size_t i = 0; i < opening->server_count; i++) {
		pthread_join(threads[i], NULL);
		is_whole = is_whole && shares[i].is_whole;
	}
	if (ret_result)
		*ret_result = shares[0].result;
	return is_whole;
}

static const char *page_of(struct opening *opening, const char *page)
{
	return arena_printf(&opening->arena, "/calls/%s/apply/a/%s", opening->edition->id, page);
}

static void must_play(struct opening *opening, const struct round *round)
{
	if (!play(opening, round, NULL))
		die(round->path, "was not answered");
}

static void fill_in(struct opening *opening)
{
	const struct edition *edition = opening->edition;

	must_play(opening, &(struct round){.path = page_of(opening, edition->application[0].id)});
	for (size_t i = 0; i < edition->application_count; i++)
		must_play(opening, &(struct round){.path = page_of(opening, edition->application[i].id),
						   .is_post = true,
						   .sends_answers = true});
}

/* --- afterwards --- */

/* The receipts are all there are: nobody is lost, nobody is there twice. */
static void check_receipts(struct opening *opening)
{
	int64_t *receipts = arena_array(&opening->arena, opening->count, sizeof(*receipts));
	char *seen = arena_array(&opening->arena, opening->count, 1);

	must_play(opening, &(struct round){.path = page_of(opening, "done"), .receipts = receipts});
	for (size_t i = 0; i < opening->count; i++) {
		int64_t rank = receipts[i] - opening->before;
		if (rank < 1 || rank > (int64_t)opening->count || seen[rank - 1])
			die("a receipt", "is missing, or there twice");
		seen[rank - 1] = 1;
	}
}

/* The replay of the log is the order of the commits: by it no place was given that was not free, to nobody over the
 * head of another, and the numbers follow one another. */
static void check_places(struct opening *opening)
{
	struct office *office;
	struct value *report;
	struct fault why;

	if (office_open(&(struct office_open){.address = opening->address, .read_only = true}, &office, &why) ||
	    audit_replay(office, &opening->arena, &report, &why))
		die(opening->address, why.text);
	office_close(office);
	if (value_count(value_get(report, "differences")))
		die("the replay", value_get_text(value_at(value_get(report, "differences"), 0), "kind"));
	if (value_get_int(report, "cases", 0) != opening->before + (int64_t)opening->count)
		die("the store", "holds another number of cases");
	for (size_t i = 0; i < value_count(value_get(report, "courses")); i++) {
		const struct value *course = value_at(value_get(report, "courses"), i);
		printf("  course %s: %lld applications, %lld of %lld places, %lld wait\n",
		       value_get_text(course, "course"), (long long)value_get_int(course, "applications", 0),
		       (long long)value_get_int(course, "holding", 0), (long long)value_get_int(course, "places", 0),
		       (long long)value_get_int(course, "waiting", 0));
		if (value_get_int(course, "holding", 0) != value_get_int(course, "places", 0))
			die("the places", "are not all taken");
	}
}

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

static int64_t answer(struct opening *opening, const char *sql)
{
	struct look look = {.arena = &opening->arena, .sql = sql};
	struct fault why;
	struct db *db;

	if (db_open_reader(opening->address, &db, &why) || db_read(db, ask, &look, &why))
		die(opening->address, why.text);
	db_close(db);
	return look.answer;
}

/* --- the servers --- */

static void start(struct opening *opening, const char *word, size_t servers)
{
	const char *const init[] = {TENKEN,
				    "init",
				    "--database",
				    opening->address,
				    "--log-key",
				    opening->log_key,
				    "--edition",
				    EDITION,
				    "--rehearsal",
				    "--clock",
				    "2025-06-02T10:00:00+09:00",
				    NULL};
	const char *const serve[] = {TENKEN,           word,       "--database",  opening->address, "--log-key",
				     opening->log_key, "--listen", "127.0.0.1:0", "--quiet",        NULL};

	if (!child_run(init))
		die("tenken init", "failed");
	opening->before = answer(opening, "SELECT COUNT(*) FROM company_case");
	opening->server_count = servers;
	for (size_t i = 0; i < servers; i++)
		if (!child_server_start(&opening->servers[i], serve))
			die(word, "cannot be started");
}

static void stop(struct opening *opening)
{
	for (size_t i = 0; i < opening->server_count; i++)
		child_server_stop(&opening->servers[i]);
}

static struct load_result send_all(struct opening *opening)
{
	const struct round round = {.path = page_of(opening, "check"),
				    .is_post = true,
				    .leads_to = arena_printf(&opening->arena, "\r\nLocation: /calls/%s/apply/a/done",
							     opening->edition->id)};
	struct load_result result;

	if (!play(opening, &round, &result))
		die("the opening", "was not answered");
	return result;
}

static struct load_result on_sqlite(struct opening *opening)
{
	struct load_result result;

	opening->address = printed(opening, "sqlite:", printed(opening, opening->folder, "/tenken.db"));
	start(opening, "serve", 1);
	invite(opening);
	fill_in(opening);
	result = send_all(opening);
	printf("SQLite: %zu at once, %.0f/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms\n", opening->count,
	       result.per_second, result.p50_ms, result.p99_ms, result.max_ms);
	check_receipts(opening);
	stop(opening);
	check_places(opening);
	return result;
}

/* The same bytes, inserted bare by the same server library. */
static struct load_result on_bare(struct opening *opening, int64_t size)
{
	const char *const words[] = {BARE, printed(opening, "sqlite:", printed(opening, opening->folder, "/bare.db")),
				     arena_printf(&opening->arena, "%lld", (long long)size), NULL};
	struct load_result result;

	if (!child_server_start(&opening->servers[0], words))
		die("bench-bare", "cannot be started");
	opening->server_count = 1;
	invite(opening);
	must_play(opening, &(struct round){.path = "/form"});
	if (!play(opening, &(struct round){.path = "/insert", .is_post = true, .leads_to = "\r\nLocation: /done"},
		  &result))
		die("bench-bare", "did not answer");
	stop(opening);
	return result;
}

/* One of three is killed while everybody sends; who was not answered sends again, to another one. */
static void on_postgres(struct opening *opening, struct pg_server *server)
{
	const char *leads_to =
		arena_printf(&opening->arena, "\r\nLocation: /calls/%s/apply/a/done", opening->edition->id);
	struct round round = {.path = page_of(opening, "check"), .is_post = true, .leads_to = leads_to};
	size_t answered = 0;
	char address[256];

	if (pg_server_make_database(server, "opening", NULL, address, sizeof(address)))
		die("PostgreSQL", "has no database");
	opening->address = address;
	start(opening, "web", SERVERS_MAX);
	invite(opening);
	fill_in(opening);
	round.kill_server = SERVERS_MAX - 1;
	round.kill_after = (size_t)(SERVER_MEETS * (double)opening->count / SERVERS_MAX);
	if (play(opening, &round, NULL))
		die("the server that was killed", "answered them all");
	waitpid(opening->servers[SERVERS_MAX - 1].pid, NULL, 0);
	opening->server_count--;
	for (size_t i = 0; i < opening->count; i++)
		answered += opening->applicants[i].is_answered;
	round = (struct round){.path = round.path, .is_post = true, .leads_to = leads_to, .only_unanswered = true};
	must_play(opening, &round);
	printf("PostgreSQL, three web processes: one was killed when %zu of %zu had their answer; the others sent "
	       "again\n",
	       answered, opening->count);
	check_receipts(opening);
	stop(opening);
	check_places(opening);
}

int main(int argc, char **argv)
{
	struct opening opening = {.count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000,
				  .folder = "bench-opening-XXXXXX"};
	struct load_result intake, bare;
	struct pg_server server;
	struct edition *edition;
	struct fault why;
	int64_t size;

	if (opening.count < CONNECTIONS)
		die("usage", "opening [APPLICANTS]");
	arena_init(&opening.arena);
	if (edition_folder_load(EDITION, NULL, &edition, &why))
		die(EDITION, why.text);
	if (!mkdtemp(opening.folder))
		die(opening.folder, "cannot be made");
	opening.edition = edition;
	opening.applicants = calloc(opening.count, sizeof(*opening.applicants));
	opening.log_key = printed(&opening, opening.folder, "/log.key");
	intake = on_sqlite(&opening);
	size = answer(&opening, application_size_sql) / (opening.before + (int64_t)opening.count);
	bare = on_bare(&opening, size);
	printf("  intake/bare %.2f (target 0.4), p99 target 250 ms\n", intake.per_second / bare.per_second);
	fflush(stdout);
	if (pg_server_start(&server))
		die("PostgreSQL", "cannot be started");
	opening.log_key = printed(&opening, opening.folder, "/log-postgres.key");
	on_postgres(&opening, &server);
	pg_server_stop(&server);
	printf("nobody is lost, nobody is there twice, and the replay finds no place given twice or out of turn\n");
	child_run((const char *const[]){"/bin/rm", "-r", opening.folder, NULL});
	free(opening.applicants);
	edition_free(edition);
	arena_release(&opening.arena);
	return 0;
}
