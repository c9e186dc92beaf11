/* SPDX-License-Identifier: Apache-2.0 */
/* True services with true faults: found by "tenken diagnose", and by a server that is killed while it looks. */
#include "story/process.h"

#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "codec/json.h"
#include "peers/peer.h"
#include "store/db.h"
#include "story/staff.h"

#define DAY_MS INT64_C(86400000)

/* An FTP service that has never heard of encryption (RFC 959; RFC 4217 is what it lacks). */
static void speaks_clear_ftp(struct peer *peer, int fd)
{
	static const char greeting[] = "220 Test FTP service ready\r\n", no[] = "500 Unknown command\r\n";
	char line[256];

	if (!peer_say(peer, fd, greeting, sizeof(greeting) - 1))
		return;
	while (recv(fd, line, sizeof(line), 0) > 0 && peer_say(peer, fd, no, sizeof(no) - 1))
		;
}

static const char *write_authorisation(struct scene *scene, const struct peer *ftp, const struct peer *tls,
				       int64_t from_ms, int64_t until_ms)
{
	const char *path = arena_printf(&scene->arena, "%s/authorisation.json", scene->dir);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file,
		"{\"id\": \"test\", \"targets\": [{\"host\": \"127.0.0.1\"}], \"ports\": [%u, %u], \"not_before_ms\": "
		"%lld, "
		"\"not_after_ms\": %lld, \"authorised_by\": \"代表取締役\", \"authorised_ms\": %lld, "
		"\"stop_contact\": \"03-0000-0000\", \"revoked\": false}\n",
		ftp->ports[0], tls->ports[0], (long long)from_ms, (long long)until_ms, (long long)from_ms);
	assert_int_equal(fclose(file), 0);
	return path;
}

static const struct value *find(const struct value *findings, const char *check)
{
	for (size_t i = 0; i < value_count(findings); i++)
		if (strcmp(value_get_text(value_at(findings, i), "check"), check) == 0 &&
		    strcmp(value_get_text(value_at(findings, i), "verdict"), "bad") == 0)
			return value_at(findings, i);
	fail_msg("no finding of %s", check);
	return NULL;
}

static void clear_text_old_tls_and_an_expired_certificate_are_found(void **state)
{
	static const char *const expected[] = {"cleartext-login", "outdated-tls", "tls-certificate-expiry"};
	struct scene *scene = *state;
	struct ssl_ctx_st *context = peer_old_tls_new();
	struct peer ftp = {0}, tls = {.context = context};
	int64_t now_ms = clock_now_ms(&(struct clock){0});
	struct process process;
	const struct value *service;
	struct value *answer;
	struct fault why;
	int status;

	peer_start(&ftp, "127.0.0.1", 1, speaks_clear_ftp);
	peer_start(&tls, "127.0.0.1", 1, peer_speaks_old_tls);
	status = RUN(scene, &process, TENKEN, "diagnose", "--json", "--authorisation",
		     write_authorisation(scene, &ftp, &tls, now_ms - DAY_MS, now_ms + DAY_MS));
	peer_stop(&ftp);
	peer_stop(&tls);
	peer_tls_free(context);
	if (status != 0)
		fail_msg("tenken diagnose: %d: %s", status, process_err(scene, &process));
	if (json_decode(&scene->arena, str_from(process_out(scene, &process)), &answer, &why))
		fail_msg("%s", why.text);
	for (size_t i = 0; i < COUNT(expected); i++) {
		const struct value *finding = find(value_get(answer, "findings"), expected[i]);
		assert_string_not_equal(value_get_text(finding, "evidence"), "");
		assert_string_not_equal(value_get_text(finding, "priority"), "");
		assert_non_null(strstr(value_get_text(finding, "target"), "127.0.0.1"));
	}
	service = value_at(value_get(answer, "services"), ftp.ports[0] < tls.ports[0] ? 0 : 1);
	assert_int_equal(value_count(value_get(answer, "services")), 2);
	assert_int_equal(value_get_int(service, "port", 0), ftp.ports[0]);
	assert_string_equal(value_get_text(service, "service"), "ftp");
}

static void refuse(struct scene *scene, int64_t from_ms, int64_t until_ms)
{
	struct peer ftp = {0}, tls = {0};
	struct process process;
	int status;

	peer_start(&ftp, "127.0.0.1", 1, speaks_clear_ftp);
	peer_start(&tls, "127.0.0.1", 1, peer_hangs_up);
	status = RUN(scene, &process, TENKEN, "diagnose", "--json", "--authorisation",
		     write_authorisation(scene, &ftp, &tls, from_ms, until_ms));
	assert_int_not_equal(status, 0);
	assert_int_equal(atomic_load(&ftp.connections), 0);
	assert_int_equal(atomic_load(&tls.connections), 0);
	assert_string_equal(process_out(scene, &process), "");
	assert_string_not_equal(process_err(scene, &process), "");
	peer_stop(&ftp);
	peer_stop(&tls);
}

static void before_and_after_its_window_it_connects_to_nothing(void **state)
{
	int64_t now_ms = clock_now_ms(&(struct clock){0});

	refuse(*state, now_ms - 2 * DAY_MS, now_ms - DAY_MS);
	refuse(*state, now_ms + DAY_MS, now_ms + 2 * DAY_MS);
}

static void an_authorisation_that_is_none_is_refused(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(RUN(scene, NULL, TENKEN, "diagnose", "--authorisation", "programmes/tokyo-r7/edition.yaml"),
			 2);
	assert_int_equal(RUN(scene, NULL, TENKEN, "diagnose", "--authorisation", "/nonexistent"), 2);
	assert_int_equal(RUN(scene, NULL, TENKEN, "diagnose"), 2);
}

/* --- a run in a server --- */

struct query {
	struct arena *arena;
	const char *sql;
	const char *answer;
};

static enum err look_in(struct tx *tx, void *context, struct fault *why)
{
	struct query *query = context;
	struct rows *rows;
	enum err err = tx_query(tx, query->arena, query->sql, NULL, 0, &rows, why);

	if (!err)
		query->answer = rows_count(rows) ? rows_text(rows, 0, 0) : "";
	return err;
}

/* Beside a running server. */
static const char *ask(struct scene *scene, const char *sql)
{
	struct query query = {&scene->arena, sql, ""};
	struct fault why;
	struct db *db;

	if (db_open_reader(arena_printf(&scene->arena, "sqlite:%s/tenken.db", scene->data), &db, &why) ||
	    db_read(db, look_in, &query, &why))
		fail_msg("%s", why.text);
	db_close(db);
	return query.answer;
}

static void wait_until(struct scene *scene, const char *sql, const char *expected)
{
	int64_t end_ms = clock_monotonic_ms() + 2 * PROCESS_WAIT_MS;

	while (strcmp(ask(scene, sql), expected) != 0) {
		if (clock_monotonic_ms() > end_ms)
			fail_msg("%s stays \"%s\"", sql, ask(scene, sql));
		nanosleep(&(struct timespec){0, 50000000}, NULL);
	}
}

static enum err age_leases(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx, "UPDATE job SET lease_until_ms = lease_until_ms - 60000 WHERE lease_until_ms > 0", NULL,
			  0, NULL, why);
}

static void write_directly(struct scene *scene, db_work work)
{
	struct fault why;
	struct db *db;

	if (db_open(arena_printf(&scene->arena, "sqlite:%s/tenken.db", scene->data), &db, &why) ||
	    db_write(db, work, NULL, &why))
		fail_msg("%s", why.text);
	db_close(db);
}

/* The lease of a job that nobody finishes ends after a minute, which the test does not wait for. */
static void let_leases_end(struct scene *scene)
{
	write_directly(scene, age_leases);
}

/* A network of its own, where the ports of the edition are free. */
static void enter_own_network(void)
{
	struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
	int fd;

	assert_int_equal(unshare(CLONE_NEWNET), 0);
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_int_equal(ioctl(fd, SIOCSIFFLAGS, &loopback), 0);
	close(fd);
}

static void start_diagnosis(struct scene *scene, int port)
{
	const char *number = ask(scene, "SELECT case_id FROM authorisation ORDER BY case_id");
	struct client client;
	const char *path;

	staff_sign_in(scene, NULL, &client, port, "secretariat");
	path = arena_printf(&scene->arena, "/desk/cases/%s", number);
	assert_int_equal(client_get(&client, path), 200);
	assert_int_equal(client_post(&client, arena_printf(&scene->arena, "%s/diagnose", path), NULL), 303);
	client_release(&client);
}

/* While the server runs: what is judged afterwards is judged by it. */
static void import_fingerprints(struct scene *scene)
{
	const char *path = arena_printf(&scene->arena, "%s/ssh_banners.xml", scene->dir);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs("<fingerprints matches='ssh.banner'><fingerprint pattern='^Foo'/></fingerprints>", file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(RUN(scene, NULL, TENKEN, "knowledge", "import", "--data", scene->data, "recog", path), 0);
}

static void a_run_that_was_killed_with_its_server_runs_again_and_ends(void **state)
{
	struct scene *scene = *state;
	struct peer slow = {0}, ftp = {0};
	struct process server;
	const char *head;

	if (geteuid() != 0) {
		fprintf(stderr, "not root: no network of its own\n");
		skip();
	}
	enter_own_network();
	assert_true(peer_start_on(&slow, "127.0.0.1", 8443, peer_drips));
	assert_true(peer_start_on(&ftp, "127.0.0.1", 21, speaks_clear_ftp));
	scene_init(scene, NULL);
	head = scene_log_head(scene, NULL);
	server = scene_serve(scene, NULL);
	start_diagnosis(scene, server.port);
	wait_until(scene, "SELECT state FROM diagnosis", "observing");
	wait_until(scene, "SELECT CASE WHEN COUNT(*) > 0 THEN 'some' ELSE 'none' END FROM observation", "some");
	kill(server.pid, SIGKILL);
	assert_int_equal(process_wait(&server, PROCESS_WAIT_MS), 128 + SIGKILL);
	assert_string_equal(ask(scene, "SELECT state FROM diagnosis"), "observing");
	let_leases_end(scene);
	server = scene_serve(scene, NULL);
	import_fingerprints(scene);
	wait_until(scene, "SELECT state FROM diagnosis", "done");
	assert_string_equal(ask(scene, "SELECT COUNT(*) FROM finding WHERE line NOT LIKE '%\"knowledge\":\"recog.%'"),
			    "0");
	assert_string_equal(ask(scene, "SELECT COUNT(*) FROM finding WHERE line LIKE '%cleartext-login%bad%'"), "1");
	assert_string_equal(ask(scene, "SELECT COUNT(*) FROM observation WHERE line LIKE '%probe.begin%'"), "1");
	assert_string_equal(ask(scene, "SELECT COUNT(*) FROM event WHERE kind = 'diagnosis_ended'"), "1");
	process_stop(&server);
	peer_stop(&slow);
	peer_stop(&ftp);
	scene_audit(scene, NULL, head);
}

static enum err name_two_hosts(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx,
			  "UPDATE authorisation SET document = replace(document, '{\"host\":\"127.0.0.1\"}', "
			  "'{\"host\":\"127.0.0.1\"},{\"host\":\"127.0.0.2\"}')",
			  NULL, 0, NULL, why);
}

static void a_run_that_was_killed_goes_on_with_the_address_it_was_at(void **state)
{
	static const char summaries[] = "SELECT COUNT(*) FROM observation WHERE line LIKE '%port.summary%'";
	struct scene *scene = *state;
	struct peer ftp = {0}, slow = {0};
	struct process server;
	long before;

	if (geteuid() != 0) {
		fprintf(stderr, "not root: no network of its own\n");
		skip();
	}
	enter_own_network();
	assert_true(peer_start_on(&ftp, "127.0.0.1", 21, speaks_clear_ftp));
	assert_true(peer_start_on(&slow, "127.0.0.2", 8443, peer_drips));
	scene_init(scene, NULL);
	write_directly(scene, name_two_hosts);
	server = scene_serve(scene, NULL);
	start_diagnosis(scene, server.port);
	wait_until(scene, summaries, "2");
	kill(server.pid, SIGKILL);
	assert_int_equal(process_wait(&server, PROCESS_WAIT_MS), 128 + SIGKILL);
	before = atomic_load(&ftp.connections);
	let_leases_end(scene);
	server = scene_serve(scene, NULL);
	wait_until(scene, "SELECT state FROM diagnosis", "done");
	assert_int_equal(atomic_load(&ftp.connections), before); /* it was asked nothing again */
	assert_string_equal(ask(scene, summaries), "2");
	assert_string_equal(ask(scene, "SELECT COUNT(*) FROM observation WHERE line LIKE '%probe.begin%'"), "1");
	assert_string_equal(ask(scene, "SELECT COUNT(*) FROM observation WHERE line LIKE '%probe.end%'"), "1");
	assert_string_equal(ask(scene, "SELECT COUNT(*) FROM finding WHERE line LIKE '%cleartext-login%bad%'"), "1");
	process_stop(&server);
	peer_stop(&ftp);
	peer_stop(&slow);
}

/* Here the probe has time for a last word of the addresses that it is still at. */
static void a_run_that_was_told_to_stop_goes_on_with_all_that_it_was_at(void **state)
{
	static const char summaries[] = "SELECT COUNT(*) FROM observation WHERE line LIKE '%port.summary%'";
	struct scene *scene = *state;
	struct peer ftp = {0}, slow = {0};
	struct process server;
	long before;

	if (geteuid() != 0) {
		fprintf(stderr, "not root: no network of its own\n");
		skip();
	}
	enter_own_network();
	assert_true(peer_start_on(&slow, "127.0.0.1", 8443, peer_drips));
	assert_true(peer_start_on(&ftp, "127.0.0.2", 21, speaks_clear_ftp));
	scene_init(scene, NULL);
	write_directly(scene, name_two_hosts);
	server = scene_serve(scene, NULL);
	start_diagnosis(scene, server.port);
	wait_until(scene, summaries, "1");
	process_stop(&server);
	assert_string_equal(ask(scene, "SELECT state FROM diagnosis"), "observing");
	before = atomic_load(&slow.connections);
	let_leases_end(scene);
	server = scene_serve(scene, NULL);
	wait_until(scene, "SELECT state FROM diagnosis", "done");
	assert_true(atomic_load(&slow.connections) > before);
	assert_string_equal(ask(scene, summaries), "2");
	assert_string_equal(ask(scene, "SELECT COUNT(*) FROM observation WHERE line LIKE '%probe.place%'"), "2");
	process_stop(&server);
	peer_stop(&ftp);
	peer_stop(&slow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(clear_text_old_tls_and_an_expired_certificate_are_found),
		SCENE(before_and_after_its_window_it_connects_to_nothing),
		SCENE(an_authorisation_that_is_none_is_refused),
		SCENE(a_run_that_was_killed_with_its_server_runs_again_and_ends),
		SCENE(a_run_that_was_killed_goes_on_with_the_address_it_was_at),
		SCENE(a_run_that_was_told_to_stop_goes_on_with_all_that_it_was_at),
	};

	return cmocka_run_group_tests_name("diagnose", tests, NULL, NULL);
}
