/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "usecases/account/session.h"
#include "usecases/diagnosis/rejudge.h"
#include "usecases/diagnosis/rejudge_watch.h"
#include "web/server.h"

#define DEFAULT_LISTEN  "127.0.0.1:8080"
#define WORKER_THREADS  4
#define WORKER_GRACE_MS 10000

struct serve_options {
	struct store_options store;
	const char *listen;
	bool tls_front, quiet;
};

/* SIGTERM and SIGINT are blocked in every thread and awaited by one, which then stops the server: nothing has to
 * be done inside a signal handler. SIGUSR1 ends the waiting when the server ends by itself. */
struct signals {
	sigset_t set;
	struct server *server;
};

static void *await_signals(void *context)
{
	struct signals *signals = context;
	int number = 0;

	while (sigwait(&signals->set, &number) != 0)
		;
	if (signals->server)
		server_stop(signals->server);
	return NULL;
}

static void block_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, set, NULL);
}

static void say_address(struct arena *arena, const char *listen, int port)
{
	struct value *context = value_map(arena);
	const char *colon = strrchr(listen, ':');

	value_set_text(arena, context, "address",
		       arena_printf(arena, "http://%.*s:%d", colon ? (int)(colon - listen) : (int)strlen(listen),
				    listen, port));
	say_text("cli.serve.ready", context);
	fflush(stdout);
}

static enum err serve_pages(struct arena *arena, const struct program *program, const struct office *office,
			    const struct serve_options *given, sigset_t *set, struct fault *why)
{
	const struct server_options options = {
		.office = office,
		.routes = program->routes,
		.route_count = program->route_count,
		.find_actor = session_find_actor,
		.addresses = &given->listen,
		.address_count = 1,
		.tls_front = given->tls_front,
		.quiet = given->quiet,
	};
	struct signals signals = {.set = *set};
	pthread_t waiting;
	enum err err;

	err = server_new(&options, &signals.server, why);
	if (err)
		return err;
	if (pthread_create(&waiting, NULL, await_signals, &signals) != 0) {
		server_free(signals.server);
		return fault_set(why, ERR_IO, "no thread could be started");
	}
	say_address(arena, given->listen, server_port(signals.server, 0));
	err = server_run(signals.server, why);
	pthread_kill(waiting, SIGUSR1);
	pthread_join(waiting, NULL);
	server_free(signals.server);
	return err;
}

/* Pages, jobs, or both, until a signal comes. False in *ret_is_idle when a job still ran: nothing may be closed then.
 */
static enum err run(struct arena *arena, const struct program *program, struct office *office,
		    const struct serve_options *given, sigset_t *set, bool with_pages, bool with_jobs,
		    bool *ret_is_idle, struct fault *why)
{
	struct rejudge_watch watch = {.office = office};
	const struct worker_tick tick = {REJUDGE_WATCH_TICK_MS, rejudge_watch_tick, &watch};
	struct worker *worker = NULL;
	enum err err = ERR_OK;
	int number;

	if (with_jobs)
		err = worker_start(office->db, &office->clock, program->jobs, office, WORKER_THREADS, &tick, &worker,
				   why);
	if (!err && with_pages)
		err = serve_pages(arena, program, office, given, set, why);
	else if (!err)
		sigwait(set, &number);
	*ret_is_idle = worker_stop(worker, WORKER_GRACE_MS);
	return err;
}

static int serve(const struct program *program, const char *command, bool with_pages, bool with_jobs, int argc,
		 char **argv)
{
	struct serve_options given = {.listen = DEFAULT_LISTEN};
	const struct option_spec specs[] = {
		STORE_OPTION_SPECS(given.store), {"knowledge", &given.store.knowledge, NULL},
		{"listen", &given.listen, NULL}, {"tls-front", NULL, &given.tls_front},
		{"quiet", NULL, &given.quiet},
	};
	struct options options = {.command = command, .specs = specs, .count = with_pages ? 6 : 3};
	struct office *office;
	bool is_idle = true;
	struct fault why;
	sigset_t set;
	int status = COMMAND_DONE;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	block_signals(&set); /* before the store starts threads of its own, which inherit it */
	office = store_open_office(&arena, &given.store, command, program->checks, false, &status);
	if (!office)
		return status;
	err = run(&arena, program, office, &given, &set, with_pages, with_jobs, &is_idle, &why);
	if (err)
		status = say_fault(command, err, &why);
	if (is_idle)
		office_close(office);
	return status;
}

int cmd_serve(const struct program *program, int argc, char **argv)
{
	return serve(program, "serve", true, true, argc, argv);
}

int cmd_web(const struct program *program, int argc, char **argv)
{
	return serve(program, "web", true, false, argc, argv);
}

int cmd_work(const struct program *program, int argc, char **argv)
{
	return serve(program, "work", false, true, argc, argv);
}
