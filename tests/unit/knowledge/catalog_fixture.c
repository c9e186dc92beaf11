/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/knowledge/catalog_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/day.h"
#include "codec/json.h"
#include "test.h"

static struct str text_of(const struct value *map, const char *key)
{
	return str_from(value_get_text(map, key));
}

static enum err add_node(struct nvd_batch *batch, const struct value *node, struct fault *why)
{
	const struct value *children = value_get(node, "children"), *rows = value_get(node, "cpe_match");
	uint32_t bits = str_is(text_of(node, "operator"), "AND") ? NVD_AND : 0;
	enum err err = nvd_batch_open_group(batch, why);

	for (size_t i = 0; i < value_count(children) && !err; i++)
		err = add_node(batch, value_at(children, i), why);
	for (size_t i = 0; i < value_count(rows) && !err; i++) {
		const struct value *match = value_at(rows, i);
		struct nvd_row row = {text_of(match, "cpe23Uri"),
				      text_of(match, "versionStartIncluding"),
				      text_of(match, "versionStartExcluding"),
				      text_of(match, "versionEndIncluding"),
				      text_of(match, "versionEndExcluding"),
				      value_get_bool(match, "vulnerable")};
		err = nvd_batch_leaf(batch, &row, why);
	}
	if (!err)
		nvd_batch_close_group(batch, bits | (value_get_bool(node, "negate") ? NVD_NEGATE : 0));
	return err;
}

static struct nvd_end end_of(const struct value *item)
{
	const struct value *impact = value_get(item, "impact"), *vector;
	struct nvd_end end = {.vector = STR("")};
	struct str modified = text_of(item, "lastModifiedDate");
	char instant[40];

	snprintf(instant, sizeof(instant), "%.16s:00Z", modified.n >= 16 ? modified.p : "1970-01-01T00:00");
	if (day_parse_instant(str_from(instant), &end.modified_ms))
		end.is_rejected = value_get_bool(item, "rejected");
	vector = value_get(value_get(impact, "baseMetricV3"), "cvssV3");
	end.score = (struct catalog_score){.version = CVSS_V3_1, .origin = SCORE_PRIMARY};
	if (!vector) {
		vector = value_get(value_get(impact, "baseMetricV2"), "cvssV2");
		end.score.version = CVSS_V2;
	}
	if (vector) {
		const struct value *score = value_get(vector, "baseScore");
		end.vector = text_of(vector, "vectorString");
		end.score.tenths =
			(uint16_t)(score->kind == VALUE_REAL ? score->real * 10 + 0.5 : (double)score->integer * 10);
	}
	return end;
}

enum err fixture_add_nvd(struct catalog_build *build, const struct value *item, uint64_t position, struct fault *why)
{
	const struct value *meta = value_get(value_get(item, "cve"), "CVE_data_meta");
	const struct value *nodes = value_get(value_get(item, "configurations"), "nodes");
	struct nvd_end end = end_of(item);
	enum err err = ERR_OK;

	assert_true(cve_key_parse(text_of(meta, "ID"), &end.key));
	nvd_batch_begin(&build->nvd);
	for (size_t i = 0; i < value_count(nodes) && !err; i++)
		err = add_node(&build->nvd, value_at(nodes, i), why);
	if (err)
		nvd_batch_drop(&build->nvd);
	else
		nvd_batch_end(&build->nvd, &end, position);
	return err;
}

void fixture_finish(struct catalog_build *build, int64_t dated_ms, struct fixture *ret_fixture)
{
	struct catalog_image image;
	struct fault why = {ERR_OK, ""};
	size_t size = 0;
	char *bytes;

	arena_init(&ret_fixture->arena);
	if (catalog_build_finish(build, dated_ms, dated_ms + 1000, &ret_fixture->changes, &image, &why))
		fail_msg("%s", why.text);
	for (size_t i = 0; i < image.count; i++)
		size += image.parts[i].n;
	bytes = arena_alloc(&ret_fixture->arena, size);
	ret_fixture->bytes = str_of(bytes, size);
	for (size_t i = 0; i < image.count; i++) {
		if (image.parts[i].n)
			memcpy(bytes, image.parts[i].p, image.parts[i].n);
		bytes += image.parts[i].n;
	}
	catalog_build_free(build);
	if (catalog_open(&ret_fixture->arena, ret_fixture->bytes, &ret_fixture->catalog, &why))
		fail_msg("%s", why.text);
}

void fixture_of(const struct catalog *old, const char *const *records, struct fixture *ret_fixture)
{
	struct catalog_build *build = catalog_build_new(old, CATALOG_SOURCE_NVD);
	struct fault why = {ERR_OK, ""};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (uint64_t i = 0; records[i]; i++) {
		struct value *item;
		if (json_decode(&arena, str_from(records[i]), &item, &why) || fixture_add_nvd(build, item, i, &why))
			fail_msg("record %u: %s", (unsigned)i, why.text);
	}
	fixture_finish(build, 0, ret_fixture);
}

static void add_cve5(struct catalog_build *build)
{
	const struct cve5_change_in change = {STR("1.5"), CVE5_UNAFFECTED};
	const struct cve5_version_in versions[] = {
		{STR("1.0"), STR("2.0"), STR(""), STR("semver"), CVE5_AFFECTED, &change, 1},
		{STR("all of them"), STR(""), STR(""), STR(""), CVE5_AFFECTED, NULL, 0}};
	const struct cve5_affected_in affected = {STR("Acme"),     STR("Mail Server"), NULL, 0,
						  CVE5_UNAFFECTED, versions,           2};
	const struct cve5_in record = {.modified_ms = 1,
				       .vector = STR("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
				       .score = {.tenths = 98, .version = CVSS_V3_1, .origin = SCORE_CNA},
				       .exploitation = CATALOG_EXPLOITATION_POC,
				       .automatable = CATALOG_AUTOMATABLE_YES,
				       .impact = CATALOG_IMPACT_TOTAL,
				       .affected = &affected,
				       .affected_count = 1};
	struct cve5_in keyed = record;

	assert_true(cve_key_parse(STR("CVE-2024-0003"), &keyed.key));
	cve5_batch_add(&build->cve5, &keyed, 0);
}

static void add_snapshot(struct catalog_build *build)
{
	struct kev_row kev = {.digest = 1, .added_day = 19000, .is_ransomware = 1};
	struct epss_row epss = {.epss = EPSS_ONE / 2, .percentile = EPSS_ONE};

	assert_true(cve_key_parse(STR("CVE-2024-0001"), &kev.key));
	epss.key = kev.key;
	snapshot_batch_add(&build->snapshot, build->source == CATALOG_SOURCE_KEV ? (void *)&kev : (void *)&epss, 0);
}

static void add_listed(struct catalog_build *build)
{
	const struct listed_in name = {STR("acme"), STR("web"), STR("アクメ"), STR("ウェブ"), 7, 0};
	struct listed_in fix = {STR("acme-web"), STR("bookworm"), STR("1.2-3+deb12u1"), STR("low"), 0, CATALOG_FIX_AT};

	assert_true(cve_key_parse(STR("CVE-2024-0001"), &fix.number));
	listed_batch_add(&build->listed, build->source == CATALOG_SOURCE_JVN ? &name : &fix, 0);
}

static void add_eol(struct catalog_build *build)
{
	const struct eol_release_in releases[] = {
		{STR("2"), STR("2 (Bee)"), STR("2.1"), CATALOG_LIFE_SUPPORTED, CATALOG_LIFE_UNKNOWN, 0, 0, INT64_MIN},
		{STR("1"), STR(""), STR("1.9"), CATALOG_LIFE_DATED, CATALOG_LIFE_DATED, 19000, 19365, 18000}};
	const struct str cpe = STR("cpe:2.3:a:acme:web");
	const struct eol_in product = {STR("web"), STR("Acme Web"), releases, 2, &cpe, 1};

	eol_batch_add(&build->eol, &product, 0);
}

void fixture_of_all(struct fixture *ret_fixture)
{
	static const char *const records[] = {
		"{\"cve\":{\"CVE_data_meta\":{\"ID\":\"CVE-2024-0001\"}},\"configurations\":{\"nodes\":[{\"operator\":"
		"\"AND\",\"children\":[{\"operator\":\"OR\",\"cpe_match\":[{\"vulnerable\":true,\"cpe23Uri\":"
		"\"cpe:2.3:a:acme:web:*:*:*:*:*:*:*:*\",\"versionEndExcluding\":\"2.4.50\"}]},{\"operator\":\"OR\","
		"\"cpe_match\":[{\"vulnerable\":false,\"cpe23Uri\":\"cpe:2.3:o:acme:os:-:*:*:*:*:*:*:*\"}]}]}]},"
		"\"impact\":{\"baseMetricV2\":{\"cvssV2\":{\"vectorString\":\"AV:N/AC:L/Au:N/C:P/I:P/A:P\","
		"\"baseScore\":7.5}}}}",
		"{\"cve\":{\"CVE_data_meta\":{\"ID\":\"CVE-2024-0002\"}},\"configurations\":{\"nodes\":[{\"operator\":"
		"\"OR\",\"cpe_match\":[{\"vulnerable\":true,\"cpe23Uri\":\"cpe:2.3:a:acme:w*:1.?:beta:*:*:*:x:*:*\"}]}]"
		"}}",
		NULL};
	static const struct {
		enum catalog_source source;
		void (*add)(struct catalog_build *build);
	} others[] = {{CATALOG_SOURCE_CVE5, add_cve5},     {CATALOG_SOURCE_KEV, add_snapshot},
		      {CATALOG_SOURCE_EPSS, add_snapshot}, {CATALOG_SOURCE_JVN, add_listed},
		      {CATALOG_SOURCE_EOL, add_eol},       {CATALOG_SOURCE_DEBIAN, add_listed}};

	fixture_of(NULL, records, ret_fixture);
	for (size_t i = 0; i < COUNT(others); i++) {
		struct catalog_build *build = catalog_build_new(ret_fixture->catalog, others[i].source);
		struct fixture next;
		others[i].add(build);
		fixture_finish(build, 1000 * DAY_MS, &next);
		fixture_release(ret_fixture);
		*ret_fixture = next;
	}
}

void fixture_release(struct fixture *fixture)
{
	arena_release(&fixture->arena);
}

const char *fixture_match(const struct fixture *fixture, struct arena *arena, const char *name, const char *platform)
{
	struct cpe cpe, on;
	struct catalog_question question = {.name = &cpe, .platforms = &on, .platform_count = platform != NULL};
	struct catalog_matches matches;
	const char *all = "";

	assert_int_equal(cpe_parse(arena, str_from(name), &cpe, NULL), ERR_OK);
	if (platform)
		assert_int_equal(cpe_parse(arena, str_from(platform), &on, NULL), ERR_OK);
	catalog_match(fixture->catalog, arena, &question, &matches);
	for (size_t i = 0; i < matches.count; i++)
		all = arena_printf(arena, "%s%s%s%s", all, i ? " " : "", matches.items[i].cve.id,
				   matches.items[i].is_conditional ? "?" : "");
	return all;
}
