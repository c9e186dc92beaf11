/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One product with all its CVEs: catalog_match against a straight scan of the catalog's match rows, each row judged by
 * the same rules, in one run. Asked for are names that others ask for (a list of CPE names), and as many names of NVD's
 * own with a version, drawn by match row, so that a product of many CVEs comes often. Usage:
 * bench-knowledge-lookup DATA CPE-LIST; prints median, 99th percentile and longest in microseconds, and the ratio of
 * the medians. Fails when the two ways do not find the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "disk/read_file.h"
#include "knowledge/catalog/catalog_nvd_name.h"
#include "library/knowledge_file.h"

enum { ROUNDS = 3, SCANNED = 60, LIST_MAX = 64 << 20, SEED = 20260824 };

struct names {
	struct cpe *items;
	size_t count, cap;
};

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(1);
}

/* ---- what is asked for ---- */

static void add_name(struct arena *arena, struct names *names, const struct cpe *name)
{
	names->items = arena_grow(arena, names->items, names->count, &names->cap, sizeof(*names->items));
	names->items[names->count++] = *name;
}

static void add_listed(struct arena *arena, struct names *names, const char *path)
{
	struct fault why;
	struct str text;

	if (read_file(arena, path, LIST_MAX, &text, &why))
		give_up(why.text);
	while (text.n) {
		struct cpe name;
		if (!cpe_parse(arena, str_trim(str_cut(&text, '\n')), &name, NULL))
			add_name(arena, names, &name);
	}
}

static struct cpe_value value_of(const struct catalog *catalog, uint32_t reference)
{
	struct str text = catalog_text(catalog, SECTION_NVD_TEXT, reference);

	if (str_is(text, "*"))
		return (struct cpe_value){CPE_ANY, STR("")};
	return str_is(text, "-") ? (struct cpe_value){CPE_NA, STR("")} : (struct cpe_value){CPE_VALUE, text};
}

/* The name of a match row, when it has a version. */
static bool name_of_row(const struct catalog *catalog, uint32_t row, struct cpe *ret_name)
{
	const struct nvd_name *name = CATALOG_ROW(catalog, nvd_name, SECTION_NVD_NAME, row);
	const struct nvd_product *product = CATALOG_ROW(catalog, nvd_product, SECTION_NVD_PRODUCT, name->product);
	struct cpe cpe = {0};

	cpe.at[CPE_PART] = value_of(catalog, product->part);
	cpe.at[CPE_VENDOR] = value_of(catalog, product->vendor);
	cpe.at[CPE_PRODUCT] = value_of(catalog, product->product);
	cpe.at[CPE_VERSION] = value_of(catalog, name->version);
	cpe.at[CPE_UPDATE] = value_of(catalog, name->update);
	*ret_name = cpe;
	return cpe.at[CPE_VERSION].kind == CPE_VALUE;
}

static void add_drawn(struct arena *arena, struct names *names, const struct catalog *catalog, size_t count)
{
	const uint32_t *nodes = catalog->sections[SECTION_NVD_NODE].rows;
	size_t node_count = catalog->sections[SECTION_NVD_NODE].count;

	srandom(SEED);
	for (size_t added = 0; node_count && added < count;) {
		uint32_t node = nodes[(size_t)random() % node_count];
		struct cpe name;
		if (node & NVD_GROUP || !(node & NVD_VULNERABLE) || !name_of_row(catalog, node & NVD_NODE_MASK, &name))
			continue;
		add_name(arena, names, &name);
		added++;
	}
}

/* ---- two ways to the answer ---- */

static size_t look_up(const struct catalog *catalog, struct arena *arena, const struct cpe *name)
{
	const struct catalog_question question = {.name = name};
	struct catalog_matches matches;

	catalog_match(catalog, arena, &question, &matches);
	return matches.count;
}

/* Every match row of every CVE without conditions, one after the other; how many CVEs name the product. */
static size_t scan(const struct catalog *catalog, struct arena *arena, const struct cpe *name)
{
	struct nvd_asked asked = catalog_nvd_ask(arena, name);
	const uint32_t *nodes = catalog->sections[SECTION_NVD_NODE].rows;
	size_t found = 0;

	for (size_t i = 0; i < catalog->sections[SECTION_NVD_CVE].count; i++) {
		const struct nvd_cve *cve = CATALOG_ROW(catalog, nvd_cve, SECTION_NVD_CVE, i);
		bool is_match = false;
		for (uint32_t j = cve->first_node; j < cve->first_node + cve->node_count; j++) {
			uint32_t row = nodes[j] & NVD_NODE_MASK;
			if (nodes[j] & NVD_GROUP || !(nodes[j] & NVD_VULNERABLE))
				continue;
			uint32_t product = CATALOG_ROW(catalog, nvd_name, SECTION_NVD_NAME, row)->product;
			is_match |= catalog_nvd_judge_product(catalog, product, name) == NVD_YES &&
				    catalog_nvd_judge_name(catalog, row, &asked) == NVD_YES;
		}
		found += is_match && cve->flags & NVD_PLAIN && !(cve->flags & NVD_REJECTED);
	}
	return found;
}

/* Of what catalog_match found, the CVEs that the scan counts: those of NVD without conditions. */
static size_t count_plain(const struct catalog *catalog, struct arena *arena, const struct cpe *name)
{
	const struct catalog_question question = {.name = name};
	struct catalog_matches matches;
	size_t count = 0;

	catalog_match(catalog, arena, &question, &matches);
	for (size_t i = 0; i < matches.count; i++) {
		const struct nvd_cve *cve;
		uint64_t key;
		if (!cve_key_parse(str_from(matches.items[i].cve.id), &key))
			continue;
		cve = catalog_find_key(catalog, SECTION_NVD_CVE, key);
		count += cve && cve->flags & NVD_PLAIN;
	}
	return count;
}

/* ---- figures ---- */

static double report(const char *name, double *times, size_t count)
{
	qsort(times, count, sizeof(*times), compare);
	printf("%-22s median %10.2f us, 99th percentile %10.2f us, longest %10.2f us (%zu)\n", name, times[count / 2],
	       times[count * 99 / 100], times[count - 1], count);
	return times[count / 2];
}

static double measure_lookups(const struct catalog *catalog, struct arena *arena, const struct names *names,
			      const char *what, size_t first, size_t count)
{
	double *times = arena_array(arena, ROUNDS * count, sizeof(*times));
	size_t found = 0;
	ARENA_SCOPED scratch;

	arena_init(&scratch);
	for (size_t i = 0; i < ROUNDS * count; i++) {
		double start = now_us();
		found += look_up(catalog, &scratch, &names->items[first + i % count]);
		times[i] = now_us() - start;
		arena_reset(&scratch);
	}
	printf("%-22s %.1f CVEs a name\n", what, (double)found / (double)(ROUNDS * count));
	return report(what, times, ROUNDS * count);
}

static double measure_scans(const struct catalog *catalog, const struct names *names)
{
	double times[SCANNED];
	ARENA_SCOPED scratch;

	arena_init(&scratch);
	for (size_t i = 0; i < SCANNED; i++) {
		const struct cpe *name = &names->items[i * (names->count / SCANNED)];
		double start = now_us();
		size_t found = scan(catalog, &scratch, name);
		times[i] = now_us() - start;
		if (found != count_plain(catalog, &scratch, name))
			give_up("the scan and the lookup do not find the same");
		arena_reset(&scratch);
	}
	return report("straight scan", times, SCANNED);
}

int main(int argc, char **argv)
{
	struct names names = {NULL, 0, 0};
	struct knowledge_file file;
	struct fault why;
	ARENA_SCOPED arena;
	size_t listed;

	arena_init(&arena);
	if (argc != 3)
		give_up("usage: bench-knowledge-lookup DATA CPE-LIST");
	if (knowledge_file_open(argv[1], &file, &why))
		give_up(why.text);
	if (!file.catalog)
		give_up("nothing was imported");
	add_listed(&arena, &names, argv[2]);
	listed = names.count;
	add_drawn(&arena, &names, file.catalog, listed);
	if (names.count < 2 * SCANNED)
		give_up("too few names");
	printf("%zu CVEs, %zu match rows, catalog of %.1f MB\n", file.catalog->sections[SECTION_NVD_CVE].count,
	       file.catalog->sections[SECTION_NVD_NODE].count, (double)file.bytes.n / 1e6);
	(void)measure_lookups(file.catalog, &arena, &names, "names of others", 0, listed);
	(void)measure_lookups(file.catalog, &arena, &names, "names of NVD", listed, listed);
	double quick = measure_lookups(file.catalog, &arena, &names, "all", 0, names.count);
	double straight = measure_scans(file.catalog, &names);
	printf("ratio of the medians   %.0f\n", straight / quick);
	knowledge_file_close(&file);
	return 0;
}
