/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plan of one company, again and again in one process: the findings joined to deeds, the measures chosen and
 * ordered, the contradictions found. The company knows nothing, so that every measure is called for, and a hundred
 * findings were seen. Prints the median of the processor time (one thread works) and of the time on the clock; ends
 * with 1 where the limit is missed. Started at the root of the tree. Usage: bench/plan [ROUNDS].
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "measures/contradiction.h"
#include "usecases/edition_folder.h"

#define EDITION    "programmes/tokyo-r7"
#define FINDINGS   100
#define ROUNDS     201
#define ROUNDS_MAX 10001
#define LIMIT_MS   5.0

static double ms_of(clockid_t which)
{
	struct timespec now;

	clock_gettime(which, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Each check once, on three machines, P1 to P4. */
static void fill(struct finding *findings)
{
	static const char *const hosts[] = {"www.example.jp", "mail.example.jp", "vpn.example.jp"};
	static const char *const remedies[] = {"update:nginx", "update:fortios", "update:wordpress", "mail-dns", ""};

	for (size_t i = 0; i < FINDINGS; i++)
		findings[i] = (struct finding){
			.check = assignment_check(i % assignment_count()),
			.verdict = VERDICT_BAD,
			.priority = (enum priority)(1 + i * 4 / FINDINGS),
			.target = hosts[i % COUNT(hosts)],
			.address = "",
			.variant = "",
			.evidence = "",
			.remedy = remedies[i % COUNT(remedies)],
		};
}

static size_t plan_once(const struct edition *edition, const struct finding *findings)
{
	struct measures measures;
	struct advice_plan plan;
	struct contradiction *items;
	size_t count;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, FINDINGS, &measures);
	advice_plan_make(&arena, edition, value_map(&arena), &measures, &plan);
	contradiction_find(&arena, edition, value_map(&arena), findings, FINDINGS, &items, &count);
	return plan.count;
}

int main(int argc, char **argv)
{
	static double cpu[ROUNDS_MAX], wall[ROUNDS_MAX];
	long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : ROUNDS;
	struct finding findings[FINDINGS];
	struct edition *edition;
	struct fault why;
	size_t measures = 0;

	if (rounds < 1 || rounds > ROUNDS_MAX)
		return fprintf(stderr, "from 1 to %d rounds\n", ROUNDS_MAX), 2;
	if (edition_folder_load(EDITION, NULL, &edition, &why))
		return fprintf(stderr, "%s\n", why.text), 2;
	fill(findings);
	for (long i = 0; i < rounds; i++) {
		double wall_from = ms_of(CLOCK_MONOTONIC), cpu_from = ms_of(CLOCK_PROCESS_CPUTIME_ID);
		measures = plan_once(edition, findings);
		cpu[i] = ms_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_from;
		wall[i] = ms_of(CLOCK_MONOTONIC) - wall_from;
	}
	edition_free(edition);
	qsort(cpu, (size_t)rounds, sizeof(*cpu), compare);
	qsort(wall, (size_t)rounds, sizeof(*wall), compare);
	printf("plan of %zu measures from %d findings: %.3f ms of processor time, %.3f ms on the clock (limit %.0f "
	       "ms)\n",
	       measures, FINDINGS, cpu[rounds / 2], wall[rounds / 2], LIMIT_MS);
	return cpu[rounds / 2] > LIMIT_MS;
}
