/* SPDX-License-Identifier: Apache-2.0 */
#include "catalog_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calendar/day.h"
#include "codec/json.h"

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
