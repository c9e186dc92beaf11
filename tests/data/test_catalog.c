/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The catalog against the obvious matcher, over real records and real names: every name and every bound of the records,
 * and a list of names that others ask for. TENKEN_CATALOG_FEEDS="nvdcve-1.1-2017.json.xz ..." takes other feeds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/json.h"
#include "data/real_data.h"
#include "test.h"
#include "unit/knowledge/catalog_fixture.h"
#include "unit/knowledge/catalog_reference.h"

enum { FEED_MAX = 128 << 20, NAMES_MAX = 4000 };

struct given {
	struct arena arena;
	struct reference reference;
	struct catalog_build *build;
	struct fixture fixture;
	struct buf feed;
	uint64_t position;
	size_t asked, found;
};

static void add_line(void *context, struct str line)
{
	struct buf *feed = context;

	buf_add(feed, line);
	buf_add_byte(feed, '\n');
}

static bool add_feed(struct given *given, const char *name)
{
	char path[128];
	struct value *feed;
	const struct value *items;
	struct fault why = {ERR_OK, ""};

	snprintf(path, sizeof(path), "nvd-1.1/%s", name);
	buf_clear(&given->feed);
	if (!real_data_each_line(path, add_line, &given->feed))
		return false;
	if (json_decode(&given->arena, buf_str(&given->feed), &feed, &why))
		fail_msg("%s", why.text);
	items = value_get(feed, "CVE_Items");
	for (size_t i = 0; i < value_count(items); i++) {
		const struct value *item = value_at(items, i);
		if (fixture_add_nvd(given->build, item, given->position++, &why))
			fail_msg("%s", why.text);
		reference_add(&given->reference, item);
	}
	return true;
}

static int open_given(void **state)
{
	static struct given given;
	const char *named = getenv("TENKEN_CATALOG_FEEDS");
	struct str feeds = str_from(named ? named : "nvdcve-1.1-2003.json.xz nvdcve-1.1-recent-20250519.json.xz");
	bool is_there = true;

	arena_init(&given.arena);
	given.reference.arena = &given.arena;
	buf_init(&given.feed, FEED_MAX);
	given.build = catalog_build_new(NULL, CATALOG_SOURCE_NVD);
	while (feeds.n && is_there)
		is_there = add_feed(&given, str_dup(&given.arena, str_cut(&feeds, ' ')));
	fixture_finish(given.build, 0, &given.fixture);
	buf_release(&given.feed);
	*state = is_there ? &given : NULL;
	return 0;
}

static int close_given(void **state)
{
	struct given *given = *state;

	if (given) {
		printf("%zu records with %zu rows; %zu names asked, %zu of them with an answer\n",
		       given->reference.count, given->reference.rows, given->asked, given->found);
		fixture_release(&given->fixture);
		arena_release(&given->arena);
	}
	return 0;
}

static void compare(struct given *given, const struct cpe *name)
{
	const char *expected, *found;
	ARENA_SCOPED arena;
	BUF_SCOPED text;

	arena_init(&arena);
	buf_init(&text, 2 * CPE_NAME_MAX);
	cpe_format(&text, name);
	expected = reference_match(&given->reference, &arena, name);
	found = fixture_match(&given->fixture, &arena, buf_text(&text), NULL);
	if (strcmp(expected, found) != 0)
		fail_msg("%s: expected %s, found %s", buf_text(&text), expected, found);
	given->asked++;
	given->found += *found != 0;
}

/* The name itself, and with each of its bounds as its version. */
static void ask_row(struct given *given, const struct reference_row *row)
{
	const struct str bounds[] = {row->range.start_including, row->range.start_excluding, row->range.end_including,
				     row->range.end_excluding};
	struct cpe name = row->range.criteria;
	ARENA_SCOPED arena;

	arena_init(&arena);
	compare(given, &name);
	for (size_t i = 0; i < COUNT(bounds); i++)
		if (bounds[i].n && !cpe_value_parse(&arena, bounds[i], &name.at[CPE_VERSION], NULL))
			compare(given, &name);
}

static void every_name_of_the_records_has_the_obvious_answer(void **state)
{
	struct given *given = *state;
	size_t every, at = 0;

	if (!given)
		skip();
	every = given->reference.rows / NAMES_MAX + 1;
	for (size_t i = 0; i < given->reference.count; i++)
		for (size_t j = 0; j < given->reference.cves[i].count; j++)
			for (size_t k = 0; k < given->reference.cves[i].configs[j].count; k++) {
				const struct reference_clause *clause = &given->reference.cves[i].configs[j].clauses[k];
				for (size_t l = 0; l < clause->count; l++)
					if (at++ % every == 0)
						ask_row(given, &clause->rows[l]);
			}
	assert_true(given->found > 1000);
}

struct asking {
	struct given *given;
	size_t at;
};

static void ask_line(void *context, struct str line)
{
	struct asking *asking = context;
	struct cpe name;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (asking->at++ % (37406 / NAMES_MAX) == 0 && !cpe_parse(&arena, line, &name, NULL))
		compare(asking->given, &name);
}

static void names_that_others_ask_for_have_the_obvious_answer(void **state)
{
	struct asking asking = {*state, 0};

	if (!*state || !real_data_each_line("cpe/go-cve-dictionary-cpes.txt.xz", ask_line, &asking))
		skip();
	assert_true(asking.at > 30000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_of_the_records_has_the_obvious_answer),
		cmocka_unit_test(names_that_others_ask_for_have_the_obvious_answer),
	};

	return real_data_run(tests, open_given, close_given);
}
