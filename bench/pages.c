/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The call's page a second, beside nginx serving the same bytes as a file. See README.md.
 *
 * pages [REQUESTS-A-ROUND [ROUNDS]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "child_server.h"
#include "load.h"

#define EDITION     "programmes/tokyo-r7"
#define CONNECTIONS 64

struct bench {
	struct arena arena;
	char folder[64];
	struct child_server tenken, nginx;
	size_t count;
	struct str *requests;
	const char *page; /* the bytes that the first request got */
	size_t page_size;
};

static void die(const char *what, const char *why)
{
	fprintf(stderr, "pages: %s: %s\n", what, why);
	exit(1);
}

static const char *in_folder(struct bench *bench, const char *name)
{
	return arena_printf(&bench->arena, "%s/%s", bench->folder, name);
}

static void write_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "w");

	if (!file || fwrite(bytes, 1, size, file) != size || fclose(file))
		die(path, "cannot be written");
}

static bool take_first(void *context, size_t index, const struct load_reply *reply)
{
	struct bench *bench = context;

	bench->page = arena_strndup(&bench->arena, reply->body.p, reply->body.n);
	bench->page_size = reply->body.n;
	return reply->status == 200;
}

static bool take(void *context, size_t index, const struct load_reply *reply)
{
	const struct bench *bench = context;

	return reply->status == 200 && reply->body.n == bench->page_size;
}

static struct load_result ask(struct bench *bench, int port, size_t count)
{
	struct load load = {port,  count == 1 ? 1 : CONNECTIONS,   bench->requests,
			    count, count == 1 ? take_first : take, bench};
	struct load_result result;

	if (!load_run(&load, &result))
		exit(1);
	return result;
}

static void start_tenken(struct bench *bench)
{
	const char *data = in_folder(bench, "data");

	if (!child_run((const char *const[]){TENKEN, "init", "--data", data, "--edition", EDITION, "--rehearsal",
					     "--clock", "2025-06-02T10:00:00+09:00", NULL}) ||
	    !child_server_start(&bench->tenken, (const char *const[]){TENKEN, "serve", "--data", data, "--listen",
								      "127.0.0.1:0", "--quiet", NULL}))
		die("tenken", "cannot be started");
}

/* One worker, as small as nginx can be: it only reads a file that the kernel holds in memory. */
static void start_nginx(struct bench *bench)
{
	const char *path = in_folder(bench, "nginx.conf");
	int port = free_port();
	const char *text =
		arena_printf(&bench->arena,
			     "daemon off;\nworker_processes 1;\npid %s/nginx.pid;\nerror_log stderr crit;\n"
			     "%s"
			     "events { worker_connections 1024; }\n"
			     "http { access_log off; sendfile on; tcp_nopush on; tcp_nodelay on;\n"
			     "keepalive_requests 1000000000; open_file_cache max=10 inactive=60s;\n"
			     "default_type text/html;\n"
			     "client_body_temp_path %s/body; proxy_temp_path %s/proxy; fastcgi_temp_path %s/fastcgi;\n"
			     "uwsgi_temp_path %s/uwsgi; scgi_temp_path %s/scgi;\n"
			     "server { listen 127.0.0.1:%d; root %s/www; index index.html; } }\n",
			     bench->folder, geteuid() == 0 ? "user root;\n" : "", bench->folder, bench->folder,
			     bench->folder, bench->folder, bench->folder, port, bench->folder);

	write_file(path, text, strlen(text));
	if (!child_run((const char *const[]){"/bin/mkdir", in_folder(bench, "www"), NULL}))
		die("www", "cannot be made");
	write_file(in_folder(bench, "www/index.html"), bench->page, bench->page_size);
	if (!child_server_start_at(&bench->nginx, port, (const char *const[]){NGINX, "-c", path, "-e", "stderr", NULL}))
		die(NGINX, "cannot be started (Debian's package nginx-light)");
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void measure(struct bench *bench, int rounds)
{
	double ratios[100];

	ask(bench, bench->tenken.port, bench->count); /* warm up */
	ask(bench, bench->nginx.port, bench->count);
	for (int i = 0; i < rounds; i++) {
		struct load_result by_nginx = ask(bench, bench->nginx.port, bench->count);
		struct load_result by_tenken = ask(bench, bench->tenken.port, bench->count);
		ratios[i] = by_tenken.per_second / by_nginx.per_second;
		printf("round %d: tenken %7.0f/s  p50 %5.1f ms  p99 %5.1f ms | nginx %7.0f/s  p50 %5.1f ms  p99 %5.1f "
		       "ms | "
		       "ratio %.2f\n",
		       i + 1, by_tenken.per_second, by_tenken.p50_ms, by_tenken.p99_ms, by_nginx.per_second,
		       by_nginx.p50_ms, by_nginx.p99_ms, ratios[i]);
		fflush(stdout);
	}
	qsort(ratios, (size_t)rounds, sizeof(ratios[0]), compare);
	printf("tenken/nginx, median: %.2f (target 0.3)\n", ratios[rounds / 2]);
}

int main(int argc, char **argv)
{
	struct bench bench = {.folder = "/tmp/bench-pages-XXXXXX",
			      .count = argc > 1 ? strtoul(argv[1], NULL, 10) : 20000};
	int rounds = argc > 2 ? atoi(argv[2]) : 5;

	if (bench.count < CONNECTIONS || rounds < 1 || rounds > 100)
		die("usage", "pages [REQUESTS-A-ROUND [ROUNDS]]");
	if (!mkdtemp(bench.folder))
		die(bench.folder, "cannot be made");
	arena_init(&bench.arena);
	bench.requests = calloc(bench.count, sizeof(*bench.requests));
	for (size_t i = 0; i < bench.count; i++)
		bench.requests[i] = STR("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
	start_tenken(&bench);
	ask(&bench, bench.tenken.port, 1);
	start_nginx(&bench);
	printf("%zu requests a round, %d connections, %zu bytes each\n", bench.count, CONNECTIONS, bench.page_size);
	measure(&bench, rounds);
	child_server_stop(&bench.tenken);
	child_server_stop(&bench.nginx);
	child_run((const char *const[]){"/bin/rm", "-r", bench.folder, NULL});
	arena_release(&bench.arena);
	return 0;
}
