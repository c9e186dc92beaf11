/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks as rows, on both engines. */
#include "lib/test_store.h"

#include "store/application/case_store.h"
#include "store/desk/task_store.h"
#include "store/system/edition_store.h"

static const struct task_row ordinary = {
	.id = 7,
	.case_id = 1,
	.kind = TASK_KIND_HOSTING_UNSURE,
	.occasion = "2",
	.owner = ROLE_SECRETARIAT,
	.due_day = 20240,
	.state = TASK_STATE_OPEN,
	.made_ms = 1000,
	.note = "",
};

/* One test's work runs in one transaction. */
struct work {
	struct arena *arena;
	void (*run)(struct tx *tx, struct arena *arena);
};

static enum err run_work(struct tx *tx, void *context, struct fault *why)
{
	const struct work *work = context;
	const struct case_row row = {
		.id = 1,
		.edition = "a",
		.number = 1,
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
	const struct edition_row edition = {"a", "A-", EDITION_STATE_PUBLISHED, 1, 0, 0};
	enum err err = edition_store_insert(tx, &edition, why);

	if (!err)
		err = case_store_insert(tx, &row, why);
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

static bool insert(struct tx *tx, const struct task_row *row)
{
	struct fault why = {ERR_OK, ""};
	bool is_new = false;

	assert_ok(task_store_insert(tx, row, &is_new, &why), &why);
	return is_new;
}

static int64_t count_of(struct tx *tx, enum task_state state, int64_t due_day)
{
	struct fault why = {ERR_OK, ""};
	int64_t count = -1;

	assert_ok(task_store_count(tx, ROLE_SECRETARIAT, state, due_day, &count, &why), &why);
	return count;
}

static void save_and_load(struct tx *tx, struct arena *arena)
{
	struct task_row row = ordinary;
	struct fault why = {ERR_OK, ""};

	assert_true(insert(tx, &row));
	row = (struct task_row){0};
	assert_ok(task_store_load(tx, arena, 7, &row, &why), &why);
	assert_int_equal(row.case_id, 1);
	assert_int_equal(row.kind, TASK_KIND_HOSTING_UNSURE);
	assert_int_equal(row.owner, ROLE_SECRETARIAT);
	assert_int_equal(row.due_day, 20240);
	assert_int_equal(row.done_ms, 0);
	row.state = TASK_STATE_DONE;
	row.outcome = TASK_OUTCOME_NOT_REACHED;
	row.note = "留守番電話";
	row.done_ms = 2000;
	assert_ok(task_store_save(tx, &row, &why), &why);
	assert_ok(task_store_load(tx, arena, 7, &row, &why), &why);
	assert_int_equal(row.state, TASK_STATE_DONE);
	assert_int_equal(row.outcome, TASK_OUTCOME_NOT_REACHED);
	assert_string_equal(row.note, "留守番電話");
	assert_int_equal(row.done_ms, 2000);
	assert_int_equal(row.done_by, 0);
	assert_int_equal(task_store_load(tx, arena, 8, &row, NULL), ERR_NOT_FOUND);
}

static void a_task_is_saved_and_loaded(void **state)
{
	in_a_transaction(*state, save_and_load);
}

static void insert_twice(struct tx *tx, struct arena *arena)
{
	struct task_row row = ordinary, of_no_case = ordinary;
	struct task_row *rows;
	struct fault why = {ERR_OK, ""};
	size_t count = 0;

	assert_true(insert(tx, &row));
	row.id = 8;
	assert_false(insert(tx, &row));
	row.occasion = "3";
	assert_true(insert(tx, &row));
	of_no_case.case_id = 0;
	of_no_case.id = 9;
	assert_true(insert(tx, &of_no_case));
	of_no_case.id = 10;
	assert_false(insert(tx, &of_no_case));
	assert_ok(task_store_list_case(tx, arena, 1, &rows, &count, &why), &why);
	assert_int_equal(count, 2);
	assert_ok(task_store_load(tx, arena, 9, &row, &why), &why);
	assert_int_equal(row.case_id, 0);
}

static void one_occasion_has_one_task_also_where_it_is_of_no_case(void **state)
{
	in_a_transaction(*state, insert_twice);
}

static void list_in_order(struct tx *tx, struct arena *arena)
{
	static const int64_t due[] = {30, 10, 20}, by_due[] = {2, 3, 1};
	const struct task_filter open = {ROLE_SECRETARIAT, TASK_STATE_OPEN, 0, 2},
				 rest = {ROLE_SECRETARIAT, TASK_STATE_OPEN, 2, 2},
				 of_others = {ROLE_TOKYO, TASK_STATE_OPEN, 0, 2};
	struct fault why = {ERR_OK, ""};
	struct task_row *rows;
	size_t count = 0;

	for (int64_t id = 1; id <= 3; id++) {
		struct task_row row = ordinary;
		row.id = id;
		row.occasion = arena_printf(arena, "%lld", (long long)id);
		row.due_day = due[id - 1];
		assert_true(insert(tx, &row));
	}
	assert_ok(task_store_list(tx, arena, &open, &rows, &count, &why), &why);
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].id, by_due[0]);
	assert_int_equal(rows[1].id, by_due[1]);
	assert_ok(task_store_list(tx, arena, &rest, &rows, &count, &why), &why);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].id, by_due[2]);
	assert_ok(task_store_list(tx, arena, &of_others, &rows, &count, &why), &why);
	assert_int_equal(count, 0);
	assert_int_equal(count_of(tx, TASK_STATE_OPEN, INT64_MAX), 3);
	assert_int_equal(count_of(tx, TASK_STATE_OPEN, 20), 2);
	assert_int_equal(count_of(tx, TASK_STATE_DONE, INT64_MAX), 0);
}

static void what_is_due_first_is_listed_first(void **state)
{
	in_a_transaction(*state, list_in_order);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(a_task_is_saved_and_loaded),
		TEST_ON_STORE(one_occasion_has_one_task_also_where_it_is_of_no_case),
		TEST_ON_STORE(what_is_due_first_is_listed_first),
	};
	return test_store_run("task_store", tests, COUNT(tests));
}
