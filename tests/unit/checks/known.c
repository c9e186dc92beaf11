/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/checks/known.h"

#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "calendar/day.h"
#include "checks/check_memo.h"
#include "library/own_knowledge.h"
#include "test.h"
#include "unit/knowledge/catalog_fixture.h"

#define OWN "knowledge/fingerprints/"

struct known {
	struct arena arena;
	struct fixture steps[3]; /* NVD, with KEV, with Debian: each stands on the one before */
	size_t count;
	struct fingerprint_set *set;
	struct check_knowledge knowledge;
};

static const char *row_of(struct arena *arena, const char *name, const char *fixed_in, bool is_vulnerable)
{
	return arena_printf(arena, "{\"vulnerable\":%s,\"cpe23Uri\":\"cpe:2.3:%s:*:*:*:*:*:*:*:*\"%s%s%s}",
			    is_vulnerable ? "true" : "false", name, fixed_in ? ",\"versionEndExcluding\":\"" : "",
			    fixed_in ? fixed_in : "", fixed_in ? "\"" : "");
}

static const char *record_of(struct arena *arena, const struct known_cve *cve)
{
	const char *row = row_of(arena, cve->name, cve->fixed_in, true);
	const char *node = arena_printf(arena, "{\"operator\":\"OR\",\"cpe_match\":[%s]}", row);

	if (cve->platform)
		node = arena_printf(arena,
				    "{\"operator\":\"AND\",\"children\":[%s,{\"operator\":\"OR\",\"cpe_match\":[%s]}]}",
				    node, row_of(arena, cve->platform, NULL, false));
	return arena_printf(
		arena,
		"{\"cve\":{\"CVE_data_meta\":{\"ID\":\"%s\"}},\"configurations\":{\"nodes\":[%s]},\"impact\":"
		"{\"baseMetricV3\":{\"cvssV3\":{\"vectorString\":\"%s\",\"baseScore\":%s}}}}",
		cve->id, node, cve->vector, strstr(cve->vector, "/C:H/I:H/A:H") ? "9.8" : "5.9");
}

static const struct catalog *last_of(const struct known *known)
{
	return known->count ? known->steps[known->count - 1].catalog : NULL;
}

static int32_t exploited_day(struct arena *arena, const char *id)
{
	int64_t day = 0;

	assert_true(day_parse(str_from(arena_printf(arena, "%.4s-09-30", id + strlen("CVE-"))), &day));
	return (int32_t)day;
}

static void add_cves(struct known *known, const struct known_cve *cves)
{
	const char *records[32] = {NULL};
	struct catalog_build *build;

	for (size_t i = 0; cves[i].id; i++)
		records[i] = record_of(&known->arena, &cves[i]);
	fixture_of(NULL, records, &known->steps[known->count++]);
	build = catalog_build_new(last_of(known), CATALOG_SOURCE_KEV);
	for (uint64_t i = 0; cves[i].id; i++) {
		struct kev_row row = {.added_day = exploited_day(&known->arena, cves[i].id)};
		assert_true(cve_key_parse(str_from(cves[i].id), &row.key));
		if (cves[i].is_exploited)
			snapshot_batch_add(&build->snapshot, &row, i);
	}
	fixture_finish(build, 0, &known->steps[known->count++]);
}

static void add_fixes(struct known *known, const struct known_fix *fixes)
{
	struct catalog_build *build = catalog_build_new(last_of(known), CATALOG_SOURCE_DEBIAN);

	for (uint64_t i = 0; fixes[i].package; i++) {
		struct listed_in row = {.first = str_from(fixes[i].package),
					.second = str_from(fixes[i].release),
					.third = str_from(fixes[i].version),
					.fourth = STR(""),
					.kind = fixes[i].version ? CATALOG_FIX_AT : CATALOG_FIX_NONE};
		assert_true(cve_key_parse(str_from(fixes[i].cve), &row.number));
		listed_batch_add(&build->listed, &row, i);
	}
	fixture_finish(build, 0, &known->steps[known->count++]);
}

static void add_fingerprints(struct known *known)
{
	const struct fingerprint_file **files = arena_array(&known->arena, asset_count, sizeof(*files));
	size_t count = 0;

	for (size_t i = 0; i < asset_count; i++)
		if (str_starts(str_from(asset_table[i].name), OWN))
			assert_int_equal(fingerprint_file_parse(&known->arena, asset_table[i].name + strlen(OWN),
								asset_table[i].bytes, &files[count++], NULL),
					 ERR_OK);
	known->set = fingerprint_set_new(files, count);
	known->knowledge.fingerprints = known->set;
	known->knowledge.matcher = fingerprint_matcher_new(known->set);
}

struct known *known_new(const struct known_cve *cves, const struct known_fix *fixes)
{
	struct known *known = calloc(1, sizeof(*known));

	assert_non_null(known);
	arena_init(&known->arena);
	known->knowledge.version = "test";
	if (cves)
		add_cves(known, cves);
	if (fixes)
		add_fixes(known, fixes);
	known->knowledge.catalog = last_of(known);
	assert_int_equal(own_knowledge_load(&known->arena, &known->knowledge.own, NULL), ERR_OK);
	known->knowledge.memo = check_memo_new();
	add_fingerprints(known);
	return known;
}

void known_free(struct known *known)
{
	check_memo_free(known->knowledge.memo);
	fingerprint_matcher_free(known->knowledge.matcher);
	fingerprint_set_free(known->set);
	while (known->count)
		fixture_release(&known->steps[--known->count]);
	arena_release(&known->arena);
	free(known);
}

const struct check_knowledge *known_of(struct known *known)
{
	return &known->knowledge;
}
