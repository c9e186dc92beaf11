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
#include "usecases/post/read_bounces.h"
#include "usecases/privacy/forget_traces.h"
#include "usecases/system/backup.h"
#include "web/server.h"

#define DEFAULT_LISTEN  "127.0.0.1:8080"
#define WORKER_THREADS  4
#define WORKER_GRACE_MS 10000

/* What one process does until a signal comes. */
struct serve_run {
	struct command_call *call;
	sigset_t signals;
	bool with_pages, with_jobs;
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

/* Who gives out links to https in real life is reached by HTTPS, whatever he forgot to say. */
static bool is_behind_tls(const struct command_call *call)
{
	const struct office *office = call->office;

	return command_flag(call, "tls-front") ||
	       (!office->rehearsal && str_starts(str_from(office->base_url), "https://"));
}

static enum err serve_pages(struct serve_run *run, struct fault *why)
{
	const struct command_call *call = run->call;
	const char *listen = command_value(call, "listen");
	const char *const addresses[] = {listen ? listen : DEFAULT_LISTEN};
	const struct server_options options = {
		.office = call->office,
		.routes = call->program->routes,
		.route_count = call->program->route_count,
		.find_actor = session_find_actor,
		.addresses = addresses,
		.address_count = COUNT(addresses),
		.tls_front = is_behind_tls(call),
		.fronts = command_value(call, "front"),
		.quiet = command_flag(call, "quiet"),
	};
	struct signals signals = {.set = run->signals};
	pthread_t waiting;
	enum err err;

	err = server_new(&options, &signals.server, why);
	if (err)
		return err;
	if (pthread_create(&waiting, NULL, await_signals, &signals) != 0) {
		server_free(signals.server);
		return fault_set(why, ERR_IO, "no thread could be started");
	}
	say_address(call->arena, addresses[0], server_port(signals.server, 0));
	err = server_run(signals.server, why);
	pthread_kill(waiting, SIGUSR1);
	pthread_join(waiting, NULL);
	server_free(signals.server);
	return err;
}

struct ticks {
	struct rejudge_watch watch;
	struct forget_traces traces;
};

static void tick_all(void *context)
{
	struct ticks *ticks = context;

	rejudge_watch_tick(&ticks->watch);
	forget_traces_tick(&ticks->traces);
}

/* Pages, jobs, or both, until a signal comes. An office in which a job still runs stays open: nothing may be closed
 * under it. */
static enum err run_until_signal(struct serve_run *run, struct fault *why)
{
	struct office *office = run->call->office;
	struct ticks ticks = {{.office = office}, {.office = office}};
	const struct worker_tick tick = {REJUDGE_WATCH_TICK_MS, tick_all, &ticks};
	struct worker *worker = NULL;
	enum err err = ERR_OK;
	int number;

	if (run->with_jobs)
		err = read_bounces_begin(office, why);
	if (!err && run->with_jobs)
		err = worker_start(office->db, &office->clock, run->call->program->jobs, office, WORKER_THREADS, &tick,
				   &worker, why);
	if (!err && run->with_pages)
		err = serve_pages(run, why);
	else if (!err)
		sigwait(&run->signals, &number);
	if (!worker_stop(worker, WORKER_GRACE_MS))
		run->call->office = NULL;
	return err;
}

static enum err serve(struct serve_run run, struct fault *why)
{
	enum err err;

	block_signals(&run.signals); /* before the store starts threads of its own, which inherit it */
	err = store_address_open(run.call, false, why);
	return !err && run.call->office ? run_until_signal(&run, why) : err;
}

/* Of a folder that came from a backup, mails and scans wait until somebody says so, by whatever way it is named. */
static bool is_held(struct command_call *call)
{
	const char *data = store_address_folder(call);
	struct value *context = value_map(call->arena);
	bool is_held = data && backup_is_held(call->arena, data);

	value_set_text(call->arena, context, "data", data);
	if (is_held)
		say_note("cli.restore.held", context);
	return is_held;
}

enum err cmd_serve(struct command_call *call, struct fault *why)
{
	return serve((struct serve_run){.call = call, .with_pages = true, .with_jobs = !is_held(call)}, why);
}

enum err cmd_web(struct command_call *call, struct fault *why)
{
	is_held(call); /* who looks for the mails that its pages queue is told why they wait */
	return serve((struct serve_run){.call = call, .with_pages = true}, why);
}

enum err cmd_work(struct command_call *call, struct fault *why)
{
	if (is_held(call)) {
		call->status = COMMAND_FAILED;
		return ERR_OK;
	}
	return serve((struct serve_run){.call = call, .with_jobs = true}, why);
}
