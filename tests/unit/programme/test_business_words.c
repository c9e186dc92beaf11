/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/business_words.h"

#include <string.h>

#include "test.h"
#include "unit/programme/shipped_edition.h"

static int load(void **state)
{
	*state = shipped_edition();
	return 0;
}

static int unload(void **state)
{
	edition_free(*state);
	return 0;
}

/* The ids of what is found, in one line. */
static const char *found(struct arena *arena, const struct edition *edition, const char *typed)
{
	const struct edition_industry *industries[BUSINESS_WORDS_MAX];
	size_t count = business_words_find(arena, edition, str_from(typed), industries);
	const char *line = "";

	for (size_t i = 0; i < count; i++)
		line = arena_printf(arena, "%s%s%s", line, i ? " " : "", industries[i]->id);
	return line;
}

static void a_business_is_found_by_what_people_call_it(void **state)
{
	static const struct {
		const char *typed, *industry;
	} rows[] = {
		{"ラーメン屋", "restaurants"},
		{"らーめん", "restaurants"},
		{"ﾗｰﾒﾝ屋を3店舗", "restaurants"},
		{"ソフトウェアの受託開発", "information_services"},
		{"システム開発", "information_services"},
		{"町工場（金属加工）", "manufacturing"},
		{"工務店", "construction"},
		{"歯医者", "health"},
		{"美容室", "personal_services"},
		{"税理士事務所", "professional"},
		{"食品の卸売", "wholesale"},
		{"ネットショップ", "retail"},
		{"花屋", "retail"},
		{"ホームページ制作", "media_production"},
		{"マンション管理", "real_estate"},
		{"人材派遣業", "other_services"},
		{"自動車整備工場", "other_services"},
		{"Ramen", "restaurants"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(found(&arena, *state, rows[i].typed), rows[i].industry);
}

/* The applicant chooses among them: nobody guesses. */
static void what_may_be_several_industries_names_them_all(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(found(&arena, *state, "酒"), "manufacturing wholesale retail restaurants");
}

static void what_no_word_fits_finds_nothing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(found(&arena, *state, ""), "");
	assert_string_equal(found(&arena, *state, "　"), "");
	assert_string_equal(found(&arena, *state, "xyzzy"), "");
}

int test_business_words(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_business_is_found_by_what_people_call_it),
		cmocka_unit_test(what_may_be_several_industries_names_them_all),
		cmocka_unit_test(what_no_word_fits_finds_nothing),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
