/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The small feeds as they are published: everything is taken, in the numbers that the snapshots' README gives, and
 * the same file a second time changes nothing.
 */
#include <stdio.h>
#include <string.h>

#include "data/real_data.h"
#include "knowledge/feed/feed.h"
#include "test.h"
#include "unit/knowledge/catalog_fixture.h"

enum { FEED_MAX = 64 << 20 };

struct given {
	struct buf text;
	struct fixture catalog; /* with all feeds so far */
	size_t skipped;
	uint64_t taken;
};

static int begin(void **state)
{
	static struct given given;

	buf_init(&given.text, FEED_MAX);
	*state = &given;
	return 0;
}

static int end(void **state)
{
	struct given *given = *state;

	if (given->catalog.catalog)
		fixture_release(&given->catalog);
	buf_release(&given->text);
	return 0;
}

static void add_line(void *context, struct str line)
{
	buf_add(context, line);
	buf_add_byte(context, '\n');
}

/* Leaves the file's text; false when it is not there. */
static bool load(struct given *given, const char *name)
{
	char path[256], chunk[65536];
	size_t size;
	FILE *file;

	buf_clear(&given->text);
	if (strstr(name, ".xz"))
		return real_data_each_line(name, add_line, &given->text);
	snprintf(path, sizeof(path), "../shared/data/%s", name);
	file = fopen(path, "r");
	if (!file) {
		fprintf(stderr, "skipped: %s is not there\n", path);
		return false;
	}
	while ((size = fread(chunk, 1, sizeof(chunk), file)) > 0)
		buf_add(&given->text, str_of(chunk, size));
	fclose(file);
	return true;
}

static void count_skip(void *context, const struct feed_skip *skip)
{
	struct given *given = context;

	if (!given->skipped++)
		fprintf(stderr, "line %llu: %s\n", (unsigned long long)skip->line, skip->reason);
}

/* Reads the text over what is known; what changed. */
static struct catalog_changes read_over(struct given *given, enum catalog_source source)
{
	struct str bytes = buf_str(&given->text);
	struct feed feed = {.bytes = byte_source_of(&bytes),
			    .build = catalog_build_new(given->catalog.catalog, source),
			    .on_skip = count_skip,
			    .context = given};
	struct fault why = {ERR_OK, ""};
	struct fixture next;

	given->skipped = 0;
	if (feed_read(source, &feed, &why))
		fail_msg("%s", why.text);
	given->taken = feed.taken;
	fixture_finish(feed.build, feed.dated_ms, &next);
	if (given->catalog.catalog)
		fixture_release(&given->catalog);
	given->catalog = next;
	return next.changes;
}

static void take_twice(struct given *given, enum catalog_source source, const char *name, size_t records,
		       size_t skipped)
{
	struct catalog_changes changes;

	if (!load(given, name))
		skip();
	changes = read_over(given, source);
	assert_int_equal(given->skipped, skipped);
	assert_int_equal(given->taken, records);
	assert_int_equal(changes.added, records);
	changes = read_over(given, source);
	assert_int_equal(changes.touched, 0);
	assert_int_equal(changes.added + changes.changed + changes.removed, 0);
	assert_int_equal(catalog_source_state(given->catalog.catalog, source).records, records);
}

static void kev_is_taken_whole_and_its_csv_says_the_same(void **state)
{
	struct given *given = *state;
	struct catalog_changes changes;

	take_twice(given, CATALOG_SOURCE_KEV, "kev/known_exploited_vulnerabilities-2025.08.25.json", 1404, 0);
	if (!load(given, "kev/known_exploited_vulnerabilities-2025.08.25.csv"))
		skip();
	changes = read_over(given, CATALOG_SOURCE_KEV);
	assert_int_equal(given->taken, 1404);
	assert_int_equal(changes.touched, 0);
}

/* The date follows the snapshot that takes the place of the other, also an older one. */
static void an_older_snapshot_is_dated_as_it_says(void **state)
{
	struct given *given = *state;

	if (!given->catalog.catalog)
		skip();
	buf_clear(&given->text);
	buf_add_text(&given->text, "#model_version:x,score_date:2022-02-04T00:00:00Z\ncve,epss\nCVE-2024-0001,0.5\n");
	assert_int_equal(read_over(given, CATALOG_SOURCE_EPSS).removed, 360141);
	assert_int_equal(catalog_source_state(given->catalog.catalog, CATALOG_SOURCE_EPSS).dated_ms,
			 INT64_C(1643932800000));
}

static void epss_is_taken_whole(void **state)
{
	take_twice(*state, CATALOG_SOURCE_EPSS, "epss/epss_scores-2026-08-16.csv.xz", 360142, 0);
}

static void jvn_is_taken_whole(void **state)
{
	struct given *given = *state;
	struct str vendor, product;

	/* one of its 76,809 rows has a blank in the CPE name, which makes it invalid */
	take_twice(given, CATALOG_SOURCE_JVN, "jvn/jvn-product-20250203.ndjson.xz", 76808, 1);
	assert_true(catalog_find_japanese_name(given->catalog.catalog, STR("sun"), STR("java"), &vendor, &product));
	assert_true(str_is(vendor, "サン・マイクロシステムズ"));
}

static void endoflife_date_is_taken_whole(void **state)
{
	struct given *given = *state;

	take_twice(given, CATALOG_SOURCE_EOL, "endoflife/endoflife-products.ndjson.xz", 464, 0);
	assert_int_equal(catalog_source_state(given->catalog.catalog, CATALOG_SOURCE_EOL).details, 8351);
	assert_int_equal(catalog_source_state(given->catalog.catalog, CATALOG_SOURCE_EPSS).records, 360142);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kev_is_taken_whole_and_its_csv_says_the_same),
		cmocka_unit_test(epss_is_taken_whole),
		cmocka_unit_test(jvn_is_taken_whole),
		cmocka_unit_test(endoflife_date_is_taken_whole),
		cmocka_unit_test(an_older_snapshot_is_dated_as_it_says),
	};

	return real_data_run(tests, begin, end);
}
