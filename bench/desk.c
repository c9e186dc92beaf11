/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long the office's pages take when the store holds very many cases. See README.md.
 *
 * desk FOLDER [CASES]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "child_server.h"
#include "filling.h"
#include "usecases/account/staff.h"
#include "usecases/office_open.h"
#include "visitor.h"

#define EDITION  "programmes/tokyo-r7"
#define NAME     "clerk"
#define PASSWORD "a-long-password-of-the-bench"
#define ASKED    200 /* times each page */

#define LIMIT_MS        20.0
#define LIMIT_PUBLIC_MS 1.0

static const struct page {
	const char *path, *what;
	double limit_ms;
} pages[] = {
	{"/", "the call, for everybody", LIMIT_PUBLIC_MS},
	{"/desk", "today's work", LIMIT_MS},
	{"/desk/cases", "all cases", LIMIT_MS},
	{"/desk/cases?page=2000", "all cases, page 2000", LIMIT_MS},
	{"/desk/cases?state=received", "cases to check", LIMIT_MS},
	{"/desk/cases?state=invited&page=100", "invited, page 100", LIMIT_MS},
	{"/desk/cases?course=three&page=100", "a course, page 100", LIMIT_MS},
	{"/desk/cases?text=%E7%AC%AC12345%E8%A3%BD%E4%BD%9C", "a search that finds", LIMIT_MS},
	{"/desk/cases?state=unpermitted", "waiting for permission", LIMIT_MS},
	{"/desk/cases?state=unpermitted&page=100", "the same, page 100", LIMIT_MS},
	{"/desk/cases?text=%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE", "a word of every name", LIMIT_MS},
	{"/desk/cases?text=%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE&state=withdrawn", "the same, withdrawn", LIMIT_MS},
	{"/desk/cases?text=%E3%81%AA%E3%81%84%E4%BC%9A%E7%A4%BE", "a search that finds nothing", LIMIT_MS},
	{"/desk/cases?text=R7-0777", "a receipt's number", LIMIT_MS},
	{"/desk/mail", "the mails", LIMIT_MS},
	{"/desk/mail?page=200", "the mails, page 200", LIMIT_MS},
	{"/desk/mail?state=failed", "mails that failed", LIMIT_MS},
	{"/desk/mail?state=sent&kind=receipt&page=100", "receipts sent, page 100", LIMIT_MS},
	{"/desk/mail?text=hanako@example.co.jp", "mails to one address", LIMIT_MS},
	{"/desk/mail?text=%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE", "mails by a word of all", LIMIT_MS},
};

static void die(const char *what, const char *why)
{
	fprintf(stderr, "desk: %s: %s\n", what, why);
	exit(1);
}

/* Of forty companies one waits for the check and one for Tokyo; most are invited, some answered, some withdrew. */
static size_t deeds(long i)
{
	return i % 40 == 0 ? 1 : i % 40 == 1 ? 2 : i % 40 < 30 ? 3 : i % 40 < 38 ? 4 : 5;
}

static void make_store(const char *folder, struct arena *arena, long cases)
{
	const char *address = arena_printf(arena, "sqlite:%s/tenken.db", folder);
	const char *key = arena_printf(arena, "%s/log.key", folder);
	const struct office_init init = {
		.address = address, .edition_path = EDITION, .log_key = key, .rehearsal = true};
	int64_t begun_ms = clock_monotonic_ms(), id;
	struct office *office;
	struct fault why;

	if (office_init(&init, &why) ||
	    office_open(&(struct office_open){.address = address, .log_key = key}, &office, &why) ||
	    staff_add(office, NAME, "佐藤 花子", ROLE_SECRETARIAT, PASSWORD, &id, &why))
		die(address, why.text);
	filling_store(office, cases, deeds);
	office_close(office);
	printf("%ld cases were written in %.0f s\n", cases, (double)(clock_monotonic_ms() - begun_ms) / 1000);
}

struct asking {
	struct visitor *visitor;
	int expected;
};

static bool take(void *context, size_t index, const struct load_reply *reply)
{
	struct asking *asking = context;

	visitor_take(asking->visitor, reply);
	return reply->status == asking->expected;
}

/* The same request so many times, one after the other. */
static struct load_result ask(const struct child_server *server, struct visitor *visitor, struct str request,
			      int expected, size_t times)
{
	struct str requests[ASKED];
	struct asking asking = {visitor, expected};
	const struct load load = {server->port, 1, requests, times, take, &asking};
	struct load_result result;

	for (size_t i = 0; i < times; i++)
		requests[i] = request;
	if (!load_run(&load, &result))
		die("a page", "was not answered as expected");
	return result;
}

static void sign_in(const struct child_server *server, struct visitor *visitor, struct arena *arena)
{
	ask(server, visitor, visitor_get(visitor, arena, "/sign-in"), 200, 1);
	ask(server, visitor, visitor_post(visitor, arena, "/sign-in", "&name=" NAME "&password=" PASSWORD), 303, 1);
}

static bool measure(const struct child_server *server, struct visitor *visitor, struct arena *arena)
{
	bool is_good = true;

	for (size_t i = 0; i < COUNT(pages); i++) {
		struct str request = visitor_get(visitor, arena, pages[i].path);
		struct load_result result;
		ask(server, visitor, request, 200, 5); /* warm up */
		result = ask(server, visitor, request, 200, ASKED);
		printf("%-28s p50 %7.2f ms  p95 %7.2f ms  p99 %7.2f ms: %5.2f of the limit of %.0f ms\n", pages[i].what,
		       result.p50_ms, result.p95_ms, result.p99_ms, result.p95_ms / pages[i].limit_ms,
		       pages[i].limit_ms);
		is_good &= result.p95_ms < pages[i].limit_ms;
	}
	return is_good;
}

int main(int argc, char **argv)
{
	long cases = argc > 2 ? atol(argv[2]) : 200000;
	struct visitor visitor = {.cookies = ""};
	struct child_server server;
	struct arena arena;
	bool is_good;

	if (argc < 2 || cases < 1)
		die("usage", "desk FOLDER [CASES]");
	arena_init(&arena);
	make_store(argv[1], &arena, cases);
	if (!child_server_start(&server, (const char *const[]){TENKEN, "serve", "--data", argv[1], "--listen",
							       "127.0.0.1:0", "--quiet", NULL}))
		die("tenken", "cannot be started");
	sign_in(&server, &visitor, &arena);
	is_good = measure(&server, &visitor, &arena);
	child_server_stop(&server);
	arena_release(&arena);
	printf("%s\n", is_good ? "every page is within its limit" : "a limit is missed");
	return 0;
}
