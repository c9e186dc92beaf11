/* SPDX-License-Identifier: Apache-2.0 */
/* Editions and their versions as rows, and the numbers of cases within them, on both engines. */
#include "lib/test_store.h"

#include "store/application/case_count.h"
#include "store/application/case_list_store.h"
#include "store/application/case_store.h"
#include "store/application/case_word.h"
#include "store/application/draft_store.h"
#include "store/system/edition_store.h"

static const struct edition_row r7 = {"r7", "R7-", EDITION_STATE_PUBLISHED, 1, 0, 0};
static const struct edition_row r8 = {"r8", "R8-", EDITION_STATE_DRAFT, 0, 0, 0};

/* One test's work runs in one transaction, in which both editions are. */
struct work {
	struct arena *arena;
	void (*run)(struct tx *tx, struct arena *arena);
};

static enum err run_work(struct tx *tx, void *context, struct fault *why)
{
	const struct work *work = context;
	enum err err = edition_store_insert(tx, &r7, why);

	if (!err)
		err = edition_store_insert(tx, &r8, why);
	if (!err)
		work->run(tx, work->arena);
	return err;
}

static void in_a_transaction(struct test_store *store, void (*run)(struct tx *tx, struct arena *arena))
{
	struct fault why = {ERR_OK, ""};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_ok(db_write(store->db, run_work, &(struct work){&arena, run}, &why), &why);
}

static void look_at_editions(struct tx *tx, struct arena *arena)
{
	struct edition_row *rows, row;
	struct fault why;
	size_t count = 0;

	assert_ok(edition_store_list(tx, arena, &rows, &count, &why), &why);
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].id, "r7");
	assert_int_equal(rows[1].state, EDITION_STATE_DRAFT);
	row = rows[1];
	row.state = EDITION_STATE_PUBLISHED;
	row.version = 3;
	row.closed_ms = 7;
	assert_ok(edition_store_save(tx, &row, &why), &why);
	assert_ok(edition_store_load(tx, arena, "r8", &row, &why), &why);
	assert_string_equal(row.receipt_prefix, "R8-");
	assert_int_equal(row.state, EDITION_STATE_PUBLISHED);
	assert_int_equal(row.version, 3);
	assert_int_equal(row.closed_ms, 7);
	assert_int_equal(row.closed_by, 0);
	assert_int_equal(edition_store_load(tx, arena, "r9", &row, &why), ERR_NOT_FOUND);
}

static void an_edition_is_kept_as_it_was_saved(void **state)
{
	in_a_transaction(*state, look_at_editions);
}

static void take_a_prefix_twice(struct tx *tx, struct arena *arena)
{
	const struct edition_row same = {"r9", "R7-", EDITION_STATE_DRAFT, 0, 0, 0};
	struct edition_row moved = r8;
	struct fault why;

	assert_int_equal(edition_store_insert(tx, &same, &why), ERR_CONFLICT);
	assert_string_equal(why.text, "the edition \"r7\" has the receipt prefix \"R7-\" already");
	moved.receipt_prefix = "R7-";
	assert_int_equal(edition_store_save(tx, &moved, &why), ERR_CONFLICT);
}

static void no_two_editions_have_one_receipt_prefix(void **state)
{
	in_a_transaction(*state, take_a_prefix_twice);
}

static void look_at_versions(struct tx *tx, struct arena *arena)
{
	struct edition_version_row row = {.edition = "r7",
					  .version = 1,
					  .parts = "{}",
					  .hash = "ab",
					  .reason = "",
					  .changes = "",
					  .proposed_ms = 5};
	struct edition_version_row *rows, read;
	struct fault why;
	size_t count = 0;

	assert_ok(edition_store_add_version(tx, &row, &why), &why);
	row.version = 2;
	row.reason = "休業日の変更";
	row.changes = "calendar texts";
	assert_ok(edition_store_add_version(tx, &row, &why), &why);
	row.published_ms = 9;
	assert_ok(edition_store_publish_version(tx, &row, &why), &why);
	assert_ok(edition_store_list_versions(tx, arena, "r7", &rows, &count, &why), &why);
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].version, 2);
	assert_int_equal(rows[0].published_ms, 9);
	assert_int_equal(rows[1].published_ms, 0);
	assert_ok(edition_store_load_version(tx, arena, "r7", 2, &read, &why), &why);
	assert_string_equal(read.parts, "{}");
	assert_string_equal(read.reason, "休業日の変更");
	assert_string_equal(read.changes, "calendar texts");
	assert_int_equal(edition_store_load_version(tx, arena, "r7", 3, &read, &why), ERR_NOT_FOUND);
}

static void every_version_is_kept_and_the_newest_stands_first(void **state)
{
	in_a_transaction(*state, look_at_versions);
}

static int64_t add_case(struct tx *tx, const char *edition, int64_t *ret_number)
{
	struct case_row row = {
		.edition = edition,
		.edition_version = 1,
		.state = CASE_STATE_RECEIVED,
		.course = "one",
		.company_name = "",
		.search_key = "",
		.address_key = "",
		.corporate_number = "",
		.contact_name = "",
		.mail = "",
		.lang = "ja",
	};
	struct fault why;

	assert_ok(case_store_next(tx, &row, &why), &why);
	assert_ok(case_store_insert(tx, &row, &why), &why);
	*ret_number = row.number;
	return row.id;
}

static void number_cases(struct tx *tx, struct arena *arena)
{
	static const char *const editions[] = {"r7", "r8", "r7", "r8", "r7"};
	static const int64_t numbers[] = {1, 1, 2, 2, 3};
	struct fault why;
	struct case_count count;
	int64_t number, id;

	for (size_t i = 0; i < COUNT(editions); i++) {
		assert_int_equal(add_case(tx, editions[i], &number), i + 1);
		assert_int_equal(number, numbers[i]);
	}
	assert_ok(case_store_find_receipt(tx, "R8-", 2, &id, &why), &why);
	assert_int_equal(id, 4);
	assert_ok(case_store_find_receipt(tx, "", 3, &id, &why), &why);
	assert_int_equal(id, 5);
	assert_int_equal(case_store_find_receipt(tx, "", 2, &id, &why), ERR_NOT_FOUND);
	assert_int_equal(case_store_find_receipt(tx, "R9-", 1, &id, &why), ERR_NOT_FOUND);
	assert_ok(case_count_load(tx, "r7", "one", &count, &why), &why);
	assert_int_equal(case_count_ledger(&count, 45).holding, 3);
}

static void cases_are_numbered_and_counted_within_their_edition(void **state)
{
	in_a_transaction(*state, number_cases);
}

/* A list holds CASE_LIST_FOUND_MAX of what a very common word finds, and says that there are more. */
static void search_for_a_common_word(struct tx *tx, struct arena *arena)
{
	static struct case_word words[CASE_LIST_FOUND_MAX + 1];
	const struct case_filter filter = {.edition = "", .state = "", .course = "", .search_key = "A", .limit = 50};
	struct fault why;
	int64_t number, count, id = add_case(tx, "r7", &number);
	bool is_common;

	for (size_t i = 0; i < COUNT(words); i++)
		words[i] = (struct case_word){arena_printf(arena, "A%zu", i), true};
	assert_ok(case_word_replace(tx, id, words, COUNT(words), &why), &why);
	assert_ok(case_list_store_is_common(tx, "A", &is_common, &why), &why);
	assert_true(is_common);
	assert_ok(case_list_store_count(tx, &filter, &count, &why), &why);
	assert_int_equal(count, 1);
	assert_ok(case_word_replace(tx, id, words, COUNT(words) - 1, &why), &why);
	assert_ok(case_list_store_is_common(tx, "A", &is_common, &why), &why);
	assert_false(is_common);
}

static void a_word_that_finds_too_many_is_told_apart(void **state)
{
	in_a_transaction(*state, search_for_a_common_word);
}

static void look_at_drafts(struct tx *tx, struct arena *arena)
{
	const struct draft_key one = {STR("token"), "r7", "a"}, other = {STR("token"), "r8", "a"};
	const struct draft_row draft = {.address = "", .answers = "{\"a\":1}"};
	struct draft_row read;
	struct fault why;

	assert_ok(draft_store_save(tx, &one, &draft, 100, 50, &why), &why);
	assert_ok(draft_store_load(tx, arena, &one, 60, &read, &why), &why);
	assert_string_equal(read.answers, "{\"a\":1}");
	assert_ok(draft_store_load(tx, arena, &other, 60, &read, &why), &why);
	assert_string_equal(read.answers, "");
}

static void a_draft_belongs_to_one_edition(void **state)
{
	in_a_transaction(*state, look_at_drafts);
}

#define NEAR "192.0.2.1"

static void save_draft(struct tx *tx, const char *token, const char *name, const char *address, int64_t case_id,
		       int64_t expires_ms)
{
	const struct draft_key key = {str_from(token), "r7", name};
	const struct draft_row draft = {.address = address, .answers = "{}", .case_id = case_id};
	struct fault why;

	assert_ok(draft_store_save(tx, &key, &draft, expires_ms, 50, &why), &why);
}

static bool is_kept(struct tx *tx, struct arena *arena, const char *token, const char *name)
{
	const struct draft_key key = {str_from(token), "r7", name};
	struct draft_row read;
	struct fault why;

	assert_ok(draft_store_load(tx, arena, &key, 60, &read, &why), &why);
	return read.answers[0];
}

static void make_room(struct tx *tx, struct arena *arena)
{
	static const struct draft_limits limits = {2, 3, 6};
	struct fault why;

	save_draft(tx, "one", "a", NEAR, 0, 101);
	save_draft(tx, "two", "a", NEAR, 0, 102);
	save_draft(tx, "two", "b", "", 0, 103);
	save_draft(tx, "three", "a", "198.51.100.1", 0, 100);
	assert_ok(draft_store_make_room(tx, STR("new"), NEAR, &limits, &why), &why);
	assert_true(is_kept(tx, arena, "one", "a")); /* two of three */
	save_draft(tx, "new", "a", NEAR, 0, 104);
	assert_ok(draft_store_make_room(tx, STR("new"), NEAR, &limits, &why), &why);
	assert_false(is_kept(tx, arena, "one", "a"));
	assert_true(is_kept(tx, arena, "three", "a")); /* older, and not of this address */
	assert_ok(draft_store_make_room(tx, STR("two"), "", &limits, &why), &why);
	assert_false(is_kept(tx, arena, "two", "a"));
	assert_true(is_kept(tx, arena, "two", "b"));
	for (int i = 0; i < 6; i++)
		save_draft(tx, arena_printf(arena, "here%d", i), "a", "", 0, 200);
	assert_ok(draft_store_make_room(tx, STR("new2"), "", &limits, &why), &why);
	assert_false(is_kept(tx, arena, "three", "a"));
}

/* The oldest of the browser gives way first, then of its address, then of all; this machine is no address. */
static void drafts_give_way_nearest_first(void **state)
{
	in_a_transaction(*state, make_room);
}

static void count_sent(struct tx *tx, struct arena *arena)
{
	int64_t count = -1;
	struct fault why;

	save_draft(tx, "one", "a", NEAR, 7, 100);
	save_draft(tx, "one", "b", NEAR, 8, 70);
	save_draft(tx, "one", "c", NEAR, 0, 100);
	save_draft(tx, "two", "a", "", 9, 100);
	assert_ok(draft_store_count_sent(tx, NEAR, 60, &count, &why), &why);
	assert_int_equal(count, 2);
	assert_ok(draft_store_count_sent(tx, NEAR, 80, &count, &why), &why);
	assert_int_equal(count, 1);
	assert_ok(draft_store_count_sent(tx, "", 60, &count, &why), &why);
	assert_int_equal(count, 0);
}

static void sent_drafts_are_counted_by_address(void **state)
{
	in_a_transaction(*state, count_sent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(an_edition_is_kept_as_it_was_saved),
		TEST_ON_STORE(no_two_editions_have_one_receipt_prefix),
		TEST_ON_STORE(every_version_is_kept_and_the_newest_stands_first),
		TEST_ON_STORE(cases_are_numbered_and_counted_within_their_edition),
		TEST_ON_STORE(a_word_that_finds_too_many_is_told_apart),
		TEST_ON_STORE(a_draft_belongs_to_one_edition),
		TEST_ON_STORE(drafts_give_way_nearest_first),
		TEST_ON_STORE(sent_drafts_are_counted_by_address),
	};

	return test_store_run("edition_store", tests, COUNT(tests));
}
