/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long verifying a store of many cases takes, and how much memory. See README.md.
 *
 * audit FOLDER [CASES]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "filling.h"
#include "usecases/office_open.h"
#include "usecases/seal/audit_replay.h"
#include "usecases/seal/audit_verify.h"
#include "usecases/seal/log_head.h"
#include "usecases/seal/prove_place.h"

#define LIMIT_S 60.0

static void die(const char *what, const char *why)
{
	fprintf(stderr, "audit: %s: %s\n", what, why);
	exit(1);
}

static double seconds_since(int64_t begun_ms)
{
	return (double)(clock_monotonic_ms() - begun_ms) / 1000;
}

static long megabytes(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

static size_t three_deeds(long i)
{
	return 3;
}

static void make_store(const char *address, const char *key, const char *edition, long cases)
{
	const struct office_init init = {
		.address = address, .edition_path = edition, .log_key = key, .rehearsal = true};
	struct office *office;
	struct fault why;
	int64_t begun_ms = clock_monotonic_ms();

	if (office_init(&init, &why) ||
	    office_open(&(struct office_open){.address = address, .log_key = key}, &office, &why))
		die(address, why.text);
	filling_store(office, cases, three_deeds);
	office_close(office);
	printf("%ld cases with three deeds each were written in %.1f s\n", cases, seconds_since(begun_ms));
}

static void verify(const struct office *office, struct arena *arena, const char *head)
{
	const struct audit_verify_input input = {.head = str_from(head), .key = str_of("", 0)};
	long before_mb = megabytes();
	int64_t begun_ms = clock_monotonic_ms();
	struct value *report;
	struct fault why;
	double seconds;

	if (audit_verify(office, arena, &input, &report, &why))
		die("verify", why.text);
	seconds = seconds_since(begun_ms);
	if (value_count(value_get(report, "differences")))
		die("verify", value_get_text(value_at(value_get(report, "differences"), 0), "kind"));
	printf("verify: %lld entries, %lld units in %.1f s: %.2f of the limit of %.0f s; peak memory %ld MB (%ld "
	       "before)\n",
	       (long long)value_get_int(report, "entries", 0), (long long)value_get_int(report, "units", 0), seconds,
	       seconds / LIMIT_S, LIMIT_S, megabytes(), before_mb);
}

static void replay(const struct office *office, struct arena *arena)
{
	int64_t begun_ms = clock_monotonic_ms();
	struct value *report;
	struct fault why;

	if (audit_replay(office, arena, &report, &why))
		die("replay", why.text);
	printf("replay: %.1f s\n", seconds_since(begun_ms));
}

static void prove(const struct office *office, int64_t case_id)
{
	struct fault why;
	BUF_SCOPED json;

	buf_init(&json, 1 << 16);
	if (prove_place(office, case_id, &json, &why))
		die("prove", why.text);
	printf("a proof of place: %zu bytes: %.2f of the limit of 4096\n", json.size, (double)json.size / 4096);
}

int main(int argc, char **argv)
{
	long cases = argc > 2 ? atol(argv[2]) : 100000;
	struct office *office;
	struct arena arena;
	const char *address, *head;
	struct fault why;

	if (argc < 2 || cases < 1)
		die("usage", "audit FOLDER [CASES]");
	arena_init(&arena);
	address = arena_printf(&arena, "sqlite:%s/tenken.db", argv[1]);
	make_store(address, arena_printf(&arena, "%s/log.key", argv[1]), arena_printf(&arena, "%s/edition", argv[1]),
		   cases);
	if (office_open(&(struct office_open){.address = address, .read_only = true}, &office, &why) ||
	    log_head_read(office, &arena, &head, &why))
		die(address, why.text);
	prove(office, cases / 2);
	replay(office, &arena);
	verify(office, &arena, head);
	office_close(office);
	arena_release(&arena);
	return 0;
}
