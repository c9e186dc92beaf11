/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules of docs/priority.md tried on what happened later: all CVEs that records described on one day, judged by
 * what was known that day, against those of them that entered KEV afterwards. SSVC's word on exploitation is not used,
 * since CISA writes it when KEV takes a CVE in. Usage: bench-priority KNOWLEDGE-THEN KNOWLEDGE-LATER YYYY-MM-DD
 * [epss|later-epss]
 *
 * Effort is the share of all CVEs that a rule calls urgent, coverage the share of the later exploited among them, with
 * Wilson's interval of 95 %, efficiency the share of the urgent that were exploited.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/day.h"
#include "checks/software/cve_priority.h"
#include "knowledge/catalog/catalog_layout.h"
#include "library/knowledge_file.h"

struct tried {
	struct catalog_cve cve;
	bool is_later; /* entered KEV after that day */
};

struct rule {
	const char *name;
	bool (*is_urgent)(const struct catalog_cve *cve);
};

static bool ours_soon(const struct catalog_cve *cve)
{
	return priority_decide(cve_priority_facts(cve)) <= PRIORITY_P2;
}

static bool ours_at_all(const struct catalog_cve *cve)
{
	return priority_decide(cve_priority_facts(cve)) <= PRIORITY_P3;
}

static bool cvss_9(const struct catalog_cve *cve)
{
	return cve->has_cvss && cve->cvss >= 9;
}

static bool cvss_7(const struct catalog_cve *cve)
{
	return cve->has_cvss && cve->cvss >= 7;
}

static bool ssvc(const struct catalog_cve *cve)
{
	return cve->automatable == CATALOG_AUTOMATABLE_YES && cve->impact == CATALOG_IMPACT_TOTAL;
}

static const struct rule rules[] = {
	{"ours, P1 and P2", ours_soon}, {"ours, P1 to P3", ours_at_all},      {"CVSS 9 and more", cvss_9},
	{"CVSS 7 and more", cvss_7},    {"SSVC automatable and total", ssvc},
};

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "bench-priority: %s\n", what);
	exit(2);
}

/* Mapped until the end. */
static const struct catalog *open_knowledge(const char *data, struct knowledge_file *file)
{
	struct fault why;

	if (knowledge_file_open(data, file, &why))
		give_up(why.text);
	if (!file->catalog)
		give_up("nothing was imported");
	return file->catalog;
}

/* All CVEs with a record. What a frozen feed knows of exploitation is later than the day. */
static size_t gather(struct arena *arena, const struct catalog *then, const struct catalog *later, int64_t day,
		     bool with_epss, struct tried **ret_tried)
{
	size_t count = then->sections[SECTION_CVE5_CVE].count, kept = 0;
	struct tried *tried = arena_array(arena, count + 1, sizeof(*tried));
	const uint32_t *facts = then->sections[SECTION_CVE5_FACT].rows;

	for (size_t i = 0; i < count; i++) {
		struct catalog_cve now;
		struct tried one = {.is_later = false};
		catalog_fill_cve(then, CATALOG_ROW(then, fact_row, SECTION_FACT, facts[i]), &one.cve);
		if (one.cve.is_rejected)
			continue;
		one.cve.exploitation = CATALOG_EXPLOITATION_UNKNOWN;
		one.cve.is_exploited = false;
		one.cve.has_epss &= with_epss;
		one.is_later = catalog_find_cve(later, str_from(one.cve.id), &now) && now.is_exploited &&
			       now.exploited_since_day > day;
		tried[kept++] = one;
	}
	*ret_tried = tried;
	return kept;
}

static void print_rule(const struct rule *rule, const struct tried *tried, size_t count, bool is_network_only)
{
	double urgent = 0, hit = 0, later = 0, all = 0, z = 1.96, share, middle, half;

	for (size_t i = 0; i < count; i++) {
		bool is_urgent = rule->is_urgent(&tried[i].cve);
		if (is_network_only && cve_priority_facts(&tried[i].cve).exposure == EXPOSURE_SMALL)
			continue;
		all++;
		urgent += is_urgent;
		later += tried[i].is_later;
		hit += is_urgent && tried[i].is_later;
	}
	share = later > 0 ? hit / later : 0;
	middle = later > 0 ? (share + z * z / (2 * later)) / (1 + z * z / later) : 0;
	half = later > 0 ? z * sqrt(share * (1 - share) / later + z * z / (4 * later * later)) / (1 + z * z / later)
			 : 0;
	printf("  %-28s effort %5.1f %%   coverage %5.1f %% (%2.0f of %2.0f; %4.1f to %4.1f)   efficiency %.2f %%\n",
	       rule->name, 100 * urgent / all, 100 * share, hit, later, 100 * (middle - half), 100 * (middle + half),
	       urgent > 0 ? 100 * hit / urgent : 0);
}

/* A rule's effort alone, where the coverage would know the future. */
static void print_effort(const struct rule *rule, const struct tried *tried, size_t count)
{
	size_t urgent = 0;

	for (size_t i = 0; i < count; i++)
		urgent += rule->is_urgent(&tried[i].cve);
	printf("  %-28s effort %5.1f %%\n", rule->name, 100.0 * (double)urgent / (double)count);
}

int main(int argc, char **argv)
{
	bool with_epss = argc == 5 && (!strcmp(argv[4], "epss") || !strcmp(argv[4], "later-epss"));
	bool is_leaking = with_epss && !strcmp(argv[4], "later-epss");
	struct knowledge_file then_file, later_file;
	const struct catalog *then, *later;
	struct tried *tried;
	size_t count;
	int64_t day;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (argc < 4 || argc > 5 || (argc == 5 && !with_epss) || !day_parse(str_from(argv[3]), &day))
		give_up("usage: bench-priority KNOWLEDGE-THEN KNOWLEDGE-LATER YYYY-MM-DD [epss|later-epss]");
	then = open_knowledge(argv[1], &then_file);
	later = open_knowledge(argv[2], &later_file);
	count = gather(&arena, then, later, day, with_epss, &tried);
	if (!count)
		give_up("there are no CVE records in the knowledge");
	printf("%zu CVEs, judged on %s %s:\n", count, argv[3],
	       is_leaking  ? "with an EPSS of a later day (it knows the future, so effort alone)"
	       : with_epss ? "with the EPSS of that day"
			   : "without EPSS");
	for (size_t i = 0; i < COUNT(rules); i++)
		if (is_leaking)
			print_effort(&rules[i], tried, count);
		else
			print_rule(&rules[i], tried, count, false);
	if (is_leaking)
		return 0;
	printf("those of them that a network reaches:\n");
	for (size_t i = 0; i < COUNT(rules); i++)
		print_rule(&rules[i], tried, count, true);
	return 0;
}
