/* SPDX-License-Identifier: Apache-2.0 */
/* Editions and their versions as rows, and the numbers of cases within them, on both engines. */
#include "lib/test_store.h"

#include "store/application/case_count.h"
#include "store/application/case_store.h"
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
	assert_int_equal(case_count_places(&count), 3);
}

static void cases_are_numbered_and_counted_within_their_edition(void **state)
{
	in_a_transaction(*state, number_cases);
}

static void look_at_drafts(struct tx *tx, struct arena *arena)
{
	const struct draft_key one = {STR("token"), "r7", "a"}, other = {STR("token"), "r8", "a"};
	const struct draft_row draft = {.answers = "{\"a\":1}"};
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(an_edition_is_kept_as_it_was_saved),
		TEST_ON_STORE(no_two_editions_have_one_receipt_prefix),
		TEST_ON_STORE(every_version_is_kept_and_the_newest_stands_first),
		TEST_ON_STORE(cases_are_numbered_and_counted_within_their_edition),
		TEST_ON_STORE(a_draft_belongs_to_one_edition),
	};

	return test_store_run("edition_store", tests, COUNT(tests));
}
